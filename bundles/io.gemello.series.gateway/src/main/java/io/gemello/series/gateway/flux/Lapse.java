package io.gemello.series.gateway.flux;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Flux's duration: months of the calendar, and nanoseconds. */
record Lapse(long months, long nanos) {
    private static final long SECOND = 1_000_000_000L;
    private static final int MONTHS_OF_A_YEAR = 12;
    private static final Pattern PART = Pattern.compile("(\\d+)(mo|ms|us|µs|ns|y|w|d|h|m|s)");
    private static final Map<String, Long> NANOS = Map.of("ns", 1L, "us", 1_000L, "µs", 1_000L, "ms", 1_000_000L, "s", SECOND, "m", 60 * SECOND, "h", 3_600 * SECOND, "d", 86_400 * SECOND, "w", 604_800 * SECOND);

    /** @throws ArithmeticException for one that is too long */
    static Lapse parse(String text) {
        long months = 0;
        long nanos = 0;
        for (Matcher part = PART.matcher(text); part.find();) {
            long count = count(part.group(1));
            switch (part.group(2)) {
                case "y" -> months = Math.addExact(months, Math.multiplyExact(count, MONTHS_OF_A_YEAR));
                case "mo" -> months = Math.addExact(months, count);
                default -> nanos = Math.addExact(nanos, Math.multiplyExact(count, NANOS.get(part.group(2))));
            }
        }
        return new Lapse(months, nanos);
    }

    private static long count(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException beyond) {
            throw new ArithmeticException(digits);
        }
    }

    Lapse negated() {
        return new Lapse(-months, -nanos);
    }

    boolean positive() {
        return months > 0 && nanos == 0 || months == 0 && nanos > 0;
    }

    /** @throws ArithmeticException beyond what nanoseconds of 64 bits can tell @throws java.time.DateTimeException likewise */
    long after(long time, ZoneId zone) {
        long moved = time;
        if (months != 0) {
            ZonedDateTime local = Instant.ofEpochSecond(Math.floorDiv(time, SECOND), Math.floorMod(time, SECOND)).atZone(zone).plusMonths(months);
            moved = Math.addExact(Math.multiplyExact(local.toEpochSecond(), SECOND), local.getNano());
        }
        return Math.addExact(moved, nanos);
    }
}
