package io.gemello.core.normalise;

/** Numbers as text: digits, one decimal point, an exponent. Nothing of Java's own (hex, {@code 1d}, {@code NaN}) and no decimal comma. */
public final class NumberText {
    private NumberText() {}

    /** NaN for what is no number or not finite, such as {@code 1e400}. */
    public static double parse(String text) {
        if (!isNumber(text)) {
            return Double.NaN;
        }
        double value = Double.parseDouble(text);
        return Double.isFinite(value) ? value : Double.NaN;
    }

    /** Whether it would be a number if its one comma were a point: {@code 21,5} or {@code -0,25}. */
    public static boolean hasDecimalComma(String text) {
        int comma = text.indexOf(',');
        return comma >= 0 && text.indexOf(',', comma + 1) < 0 && text.indexOf('.') < 0 && isNumber(text.replace(',', '.'));
    }

    /** Where the number ends that a text such as {@code 23.4 °C} begins with and a unit may follow; 0 where none does. */
    public static int numberEnd(String text) {
        int at = sign(text, 0);
        int whole = digits(text, at);
        int end = whole < text.length() && text.charAt(whole) == '.' ? digits(text, whole + 1) : whole;
        return whole > at && end < text.length() ? end : 0;
    }

    private static boolean isNumber(String text) {
        int at = sign(text, 0);
        int whole = digits(text, at);
        int end = whole;
        int digits = whole - at;
        if (end < text.length() && text.charAt(end) == '.') {
            end = digits(text, end + 1);
            digits += end - whole - 1;
        }
        if (digits == 0) {
            return false;
        }
        if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
            int exponent = sign(text, end + 1);
            end = digits(text, exponent);
            if (end == exponent) {
                return false;
            }
        }
        return end == text.length();
    }

    private static int sign(String text, int at) {
        return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? at + 1 : at;
    }

    private static int digits(String text, int at) {
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
