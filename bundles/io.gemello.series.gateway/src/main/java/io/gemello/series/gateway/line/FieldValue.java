package io.gemello.series.gateway.line;

/** A value that is not quoted: {@code 1.5}, {@code -3e2}, {@code 7i}, {@code 7u}, {@code t}, {@code False}. */
final class FieldValue {
    private FieldValue() {}

    static Object of(String text) throws LineFault {
        switch (text) {
            case "t", "T", "true", "True", "TRUE":
                return true;
            case "f", "F", "false", "False", "FALSE":
                return false;
            default:
                return number(text);
        }
    }

    private static Object number(String text) throws LineFault {
        if (isWhole(text)) {
            return whole(text);
        }
        if (isDecimal(text)) {
            double value = Double.parseDouble(text);
            if (Double.isInfinite(value)) {
                throw new LineFault("invalid number");
            }
            return value;
        }
        char first = text.charAt(0);
        throw new LineFault(first >= '0' && first <= '9' || first == '-' || first == '.' ? "invalid number" : "invalid boolean");
    }

    /** Digits, perhaps behind a minus, before an {@code i} or {@code u}. */
    private static boolean isWhole(String text) {
        int last = text.length() - 1;
        int begin = text.charAt(0) == '-' ? 1 : 0;
        return (text.charAt(last) == 'i' || text.charAt(last) == 'u') && last > begin && digits(text, begin) == last;
    }

    /** A minus, digits with a point before, in or behind them, an exponent; all but the digits may be wanting. */
    private static boolean isDecimal(String text) {
        int begin = text.charAt(0) == '-' ? 1 : 0;
        int end = digits(text, begin);
        boolean some = end > begin;
        if (end < text.length() && text.charAt(end) == '.') {
            int fraction = digits(text, end + 1);
            some |= fraction > end + 1;
            end = fraction;
        }
        if (some && end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
            int exponent = end + 1 < text.length() && (text.charAt(end + 1) == '+' || text.charAt(end + 1) == '-') ? end + 2 : end + 1;
            end = digits(text, exponent);
            some = end > exponent;
        }
        return some && end == text.length();
    }

    /** Behind the digits that begin here. */
    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static long whole(String text) throws LineFault {
        try {
            return Long.parseLong(text.substring(0, text.length() - 1));
        } catch (NumberFormatException beyond) {
            throw new LineFault("unable to parse integer " + text.substring(0, text.length() - 1) + ": value out of range");
        }
    }
}
