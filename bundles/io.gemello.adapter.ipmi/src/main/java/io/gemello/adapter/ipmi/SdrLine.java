package io.gemello.adapter.ipmi;

import java.util.Locale;

/**
 * What one line {@code name | value | status} of {@code ipmitool sdr} says.
 *
 * @param sensor the name as printed, trimmed; null unless {@link Kind#named}
 * @param value only for a {@link Kind#READING}; infinite where the printed number is too large for a double
 * @param unit as printed, e.g. {@code degrees C}; null where the number stood alone, or for another kind
 */
record SdrLine(Kind kind, String sensor, double value, String unit) {
    /** What became of a line; the words are the labels of the counter. */
    enum Kind {
        READING("reading"), NO_READING("no-reading"), NOT_READABLE("not-readable"), DISABLED("disabled"),
        /** Bits of a discrete sensor, {@code 0x00}. */
        DISCRETE("discrete"),
        /** Another text in the value's place. */
        TEXT("text"),
        /** A number whose status is {@code ns}: the controller itself does not vouch for it. */
        NOT_SPECIFIED("not-specified"),
        MALFORMED("malformed"), OVERSIZED("oversized"),
        /** A line under no valid {@code Timestamp:} of its file's day. */
        UNTIMED("untimed");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        /** Whether something that may have been a reading is lost with the line. */
        boolean loss() {
            return this == MALFORMED || this == OVERSIZED || this == UNTIMED;
        }

        /** Whether the line names a sensor. */
        boolean named() {
            return !loss();
        }
    }

    /** Judges a line without its end. Fields are found from the right, so that a name may hold a bar. */
    static SdrLine of(String line) {
        int statusBar = line.lastIndexOf('|');
        int valueBar = line.lastIndexOf('|', statusBar - 1);
        if (valueBar < 0) {
            return skipped(Kind.MALFORMED, null);
        }
        String sensor = line.substring(0, valueBar).trim();
        String value = line.substring(valueBar + 1, statusBar).trim();
        String status = line.substring(statusBar + 1).trim();
        if (sensor.isEmpty() || value.isEmpty() || !isStatus(status)) {
            return skipped(Kind.MALFORMED, null);
        }
        char first = value.charAt(0);
        if (value.startsWith("0x")) {
            return skipped(Kind.DISCRETE, sensor);
        }
        if (isDigit(first) || first == '-' || first == '+' || first == '.') {
            return number(sensor, value, status);
        }
        return skipped(switch (value.toLowerCase(Locale.ROOT)) {
            case "no reading" -> Kind.NO_READING;
            case "not readable" -> Kind.NOT_READABLE;
            case "disabled" -> Kind.DISABLED;
            default -> Kind.TEXT;
        }, sensor);
    }

    static SdrLine skipped(Kind why, String sensor) {
        return new SdrLine(why, sensor, Double.NaN, null);
    }

    SdrLine renamed(String other) {
        return new SdrLine(kind, other, value, unit);
    }

    private static SdrLine number(String sensor, String text, String status) {
        int end = 0;
        while (end < text.length() && isOfNumber(text.charAt(end))) {
            end++;
        }
        if (end < text.length() && text.charAt(end) != ' ') {
            return skipped(Kind.MALFORMED, null); // a decimal comma, 12abc
        }
        if (status.equals("ns")) {
            return skipped(Kind.NOT_SPECIFIED, sensor);
        }
        try {
            String unit = text.substring(end).trim();
            return new SdrLine(Kind.READING, sensor, Double.parseDouble(text.substring(0, end)), unit.isEmpty() ? null : unit);
        } catch (NumberFormatException e) {
            return skipped(Kind.MALFORMED, null); // 1.2.3, 1e
        }
    }

    /** ok, ns, nc, cr, nr, lnc, ucr …: anything else is the stump of a line that was cut. */
    private static boolean isStatus(String text) {
        return (text.length() == 2 || text.length() == 3) && text.chars().allMatch(c -> c >= 'a' && c <= 'z');
    }

    private static boolean isOfNumber(char c) {
        return isDigit(c) || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
