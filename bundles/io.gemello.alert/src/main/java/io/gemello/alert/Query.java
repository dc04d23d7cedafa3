package io.gemello.alert;

import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.stream.Collectors;

/** Query parameters of pages and times. */
final class Query {
    private static final int USUAL = 200;
    private static final int MOST = 10_000;
    /** What UTC nanoseconds in a long can say. */
    private static final long LAST_SECOND = Long.MAX_VALUE / 1_000_000_000L - 1;

    private Query() {}

    static int limit(Request request) {
        long limit = number(request, "limit", USUAL);
        if (limit > MOST) {
            throw new HttpProblem(400, "gemello:query.limit", "limit=" + limit + " is not possible.", "Give a number from 1 to " + MOST + ".");
        }
        return (int) limit;
    }

    static long number(Request request, String name, long otherwise) {
        Optional<String> text = request.query(name);
        try {
            long number = text.map(Long::parseLong).orElse(otherwise);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException no) {
            // said below
        }
        throw new HttpProblem(400, "gemello:query." + name, name + " is not possible.", name.equals("cursor") ? "Give the cursor of the page before, or none." : "Give a number from 1.");
    }

    /** UTC nanoseconds. */
    static long time(Request request, String name, long otherwise) {
        Optional<String> text = request.query(name);
        try {
            // A '+' of an offset that was not escaped arrives as a blank.
            return text.map(given -> nanos(OffsetDateTime.parse(given.replace(' ', '+')).toInstant())).orElse(otherwise);
        } catch (DateTimeException no) {
            throw new HttpProblem(400, "gemello:query.time", name + " is no time.", "Write ISO-8601, e.g. 2025-06-03T14:00:00Z.");
        }
    }

    private static long nanos(Instant time) {
        return Math.max(-LAST_SECOND, Math.min(LAST_SECOND, time.getEpochSecond())) * 1_000_000_000L + time.getNano();
    }

    /** The same query behind that cursor. */
    static String next(Request request, String cursor) {
        String kept = request.query().entrySet().stream().filter(one -> !one.getKey().equals("cursor"))
            .map(one -> escape(one.getKey()) + "=" + escape(one.getValue().get(0)) + "&").collect(Collectors.joining());
        return request.path() + "?" + kept + "cursor=" + escape(cursor);
    }

    private static String escape(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
