package io.gemello.series.gateway.line;

import java.util.regex.Pattern;

/** A value that is not quoted: {@code 1.5}, {@code -3e2}, {@code 7i}, {@code 7u}, {@code t}, {@code False}. */
final class FieldValue {
    private static final Pattern FLOAT = Pattern.compile("-?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern WHOLE = Pattern.compile("-?\\d+[iu]");

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
        if (WHOLE.matcher(text).matches()) {
            return whole(text);
        }
        if (FLOAT.matcher(text).matches()) {
            double value = Double.parseDouble(text);
            if (Double.isInfinite(value)) {
                throw new LineFault("invalid number");
            }
            return value;
        }
        char first = text.charAt(0);
        throw new LineFault(first >= '0' && first <= '9' || first == '-' || first == '.' ? "invalid number" : "invalid boolean");
    }

    private static long whole(String text) throws LineFault {
        try {
            return Long.parseLong(text.substring(0, text.length() - 1));
        } catch (NumberFormatException beyond) {
            throw new LineFault("unable to parse integer " + text.substring(0, text.length() - 1) + ": value out of range");
        }
    }
}
