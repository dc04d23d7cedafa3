package io.gemello.adapter.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import io.gemello.api.adapter.Sample;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.function.Supplier;

/** Reads the times that devices write into their payloads, exactly to the nanosecond. */
final class SourceTime {
    /** How numbers are meant. Text is always ISO-8601, unless it is a number. */
    enum Form {
        /** Seconds below {@link #SECONDS_BELOW}, milliseconds from there on. */
        AUTO, MS, S, ISO;

        /** @param pid for messages */
        static Form of(String pid, String text) {
            try {
                return valueOf(text.strip().toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(pid + ": sourceTime is '" + text + "'; it can be auto, ms, s or iso");
            }
        }
    }

    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message, null, false, false);
        }
    }

    /** As seconds the year 5138, as milliseconds March 1973. */
    private static final BigDecimal SECONDS_BELOW = BigDecimal.valueOf(100_000_000_000L);
    /** 2000-01-02: a clock that shows an earlier time was never set; it began at 1970 or 2000 when its device did. */
    private static final long SET_SINCE_NANOS = 946_771_200L * 1_000_000_000L;
    /** An exponent beyond makes a number of a size no time has, and arithmetic on it slow. */
    private static final int LARGEST_EXPONENT = 30;

    private final Form form;
    private final Supplier<ZoneId> zone;

    /** @param zone of times written without one */
    SourceTime(Form form, Supplier<ZoneId> zone) {
        this.form = form;
        this.zone = zone;
    }

    /** UTC nanoseconds; {@link Sample#NO_TIME} where the node is absent, null or empty. */
    long nanos(JsonNode node) throws Unreadable {
        if (node.isMissingNode() || node.isNull() || node.isTextual() && node.textValue().isBlank()) {
            return Sample.NO_TIME;
        }
        long nanos = read(node);
        if (nanos < SET_SINCE_NANOS) {
            throw new Unreadable("its clock is not set (it says " + node.asText() + ")");
        }
        return nanos;
    }

    private long read(JsonNode node) throws Unreadable {
        try {
            if (node.isNumber()) {
                return number(node.decimalValue());
            }
            if (node.isTextual()) {
                String text = node.textValue().strip();
                return text.indexOf('-', 1) > 0 && text.indexOf(':') > 0 ? iso(text) : number(new BigDecimal(text));
            }
        } catch (ArithmeticException | DateTimeException | NumberFormatException | IndexOutOfBoundsException e) {
            throw new Unreadable("'" + shortened(node.asText()) + "' is no time that is understood");
        }
        throw new Unreadable("its time is neither number nor text");
    }

    private long number(BigDecimal value) throws Unreadable {
        if (form == Form.ISO) {
            throw new Unreadable("its time is a number though sourceTime is iso: set sourceTime to s or ms");
        }
        if (Math.abs((long) value.precision() - value.scale()) > LARGEST_EXPONENT) {
            throw new Unreadable("its time is a number out of all bounds");
        }
        boolean seconds = form == Form.S || form == Form.AUTO && value.abs().compareTo(SECONDS_BELOW) < 0;
        return value.movePointRight(seconds ? 9 : 6).setScale(0, RoundingMode.FLOOR).longValueExact();
    }

    /** {@code 2024-01-22T07:06:25.260676101Z}: date, {@code T} or blank, time, fraction of any length, zone {@code Z}, {@code +hh:mm}, {@code +hhmm}, {@code +hh} or none. */
    private long iso(String text) {
        boolean seconds = text.length() > 16 && text.charAt(16) == ':';
        int second = seconds ? digits(text, 17, 2) : 0;
        int at = seconds ? 19 : 16;
        separator(text, 4, "-");
        separator(text, 7, "-");
        separator(text, 10, "Tt ");
        separator(text, 13, ":");
        int nano = 0;
        if (at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == ',')) {
            int scale = 100_000_000;
            for (at++; at < text.length() && Character.isDigit(text.charAt(at)); at++, scale /= 10) {
                nano += (text.charAt(at) - '0') * scale;
            }
        }
        LocalDateTime local = LocalDateTime.of(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2), digits(text, 11, 2), digits(text, 14, 2), second, nano);
        String rest = text.substring(at).strip();
        ZoneId where = rest.isEmpty() ? zone.get() : rest.equalsIgnoreCase("Z") ? ZoneOffset.UTC : ZoneOffset.of(rest);
        long epochSecond = local.atZone(where).toEpochSecond();
        return Math.addExact(Math.multiplyExact(epochSecond, 1_000_000_000L), nano);
    }

    private static void separator(String text, int at, String allowed) {
        if (allowed.indexOf(text.charAt(at)) < 0) {
            throw new DateTimeException("no ISO-8601");
        }
    }

    private static int digits(String text, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new DateTimeException("no ISO-8601");
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
