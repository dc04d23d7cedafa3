package io.gemello.core.rest;

import io.gemello.api.http.HttpProblem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and durations of query parameters. */
final class Times {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    /** What UTC nanoseconds in a long can say: 1677 to 2262. */
    private static final Instant FIRST = Instant.ofEpochSecond(Long.MIN_VALUE / 1_000_000_000 + 1);
    private static final Instant LAST = Instant.ofEpochSecond(Long.MAX_VALUE / 1_000_000_000 - 1);

    private Times() {}

    /** ISO-8601 with zone or offset, as UTC nanoseconds; beyond the years 1677 and 2262 the nearest that can be said. */
    static long instant(String name, String text) {
        Instant instant;
        try {
            // A '+' of an offset that was not escaped arrives as a blank.
            instant = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException no) {
            throw new HttpProblem(400, "gemello:query.time", name + "=" + text + " is no time.", "Write ISO-8601, e.g. 2025-06-03T14:00:00Z.");
        }
        instant = instant.isBefore(FIRST) ? FIRST : instant.isAfter(LAST) ? LAST : instant;
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    /** {@code 10s}, {@code 1m}, {@code 1h}; nanoseconds. */
    static long duration(String name, String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw new HttpProblem(400, "gemello:query.duration", name + "=" + text + " is no duration.", "Write e.g. 10s, 1m, 1h, 1d.");
        }
        long unit = switch (matcher.group(2)) {
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> 86_400_000_000_000L;
        };
        // Longer than all time there is comes to the same.
        return Math.min(Long.parseLong(matcher.group(1)), Long.MAX_VALUE / unit) * unit;
    }
}
