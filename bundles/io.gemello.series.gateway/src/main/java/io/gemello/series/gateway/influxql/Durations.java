package io.gemello.series.gateway.influxql;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code 1h30m} and its like. */
final class Durations {
    private static final Pattern PART = Pattern.compile("(\\d+)(ns|ms|u|µ|s|m|h|d|w)");
    private static final Map<String, Long> NANOS = Map.of("ns", 1L, "u", 1_000L, "µ", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L, "m", 60_000_000_000L, "h", 3_600_000_000_000L, "d", 86_400_000_000_000L, "w", 604_800_000_000_000L);

    private Durations() {}

    static long nanos(String text) {
        Matcher part = PART.matcher(text);
        long nanos = 0;
        int end = 0;
        try {
            for (; part.find() && part.start() == end; end = part.end()) {
                nanos = Math.addExact(nanos, Math.multiplyExact(Long.parseLong(part.group(1)), NANOS.get(part.group(2))));
            }
        } catch (ArithmeticException | NumberFormatException beyond) {
            throw QueryProblem.parsing("the duration " + text + " is too long");
        }
        if (end != text.length()) {
            throw QueryProblem.parsing("invalid duration " + text);
        }
        return nanos;
    }
}
