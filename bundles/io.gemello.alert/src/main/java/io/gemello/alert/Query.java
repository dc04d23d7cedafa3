package io.gemello.alert;

import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Query parameters of pages and times. */
final class Query {
    private static final int USUAL = 200;
    private static final int MOST = 10_000;
    /** What UTC nanoseconds in a long can say. */
    private static final long LAST_SECOND = Long.MAX_VALUE / 1_000_000_000L - 1;

    private Query() {}

    /** What is misspelt or asked twice would else be answered as if it had not been asked. @throws HttpProblem 400 with the names that there are */
    static void only(Request request, String... names) {
        List<String> known = List.of(names);
        request.query().forEach((name, values) -> {
            if (!known.contains(name)) {
                throw new HttpProblem(400, "gemello:query.name", "'" + name + "' cannot be asked for here.", known.isEmpty() ? "Ask without a query." : "There are " + String.join(", ", known) + ".");
            }
            if (values.size() > 1) {
                throw new HttpProblem(400, "gemello:query.repeated", name + " is given " + values.size() + " times.", "Give it once, and ask again for the others.");
            }
        });
    }

    /** @return the word that is asked for, empty for none @throws HttpProblem 400 with the words that there are */
    static String word(Request request, String name, List<String> words) {
        String given = request.query(name).orElse("");
        if (!given.isEmpty() && !words.contains(given) || given.isEmpty() && request.query(name).isPresent()) {
            throw new HttpProblem(400, "gemello:query." + name, "There is no " + name + " '" + given + "'.", "Give one of: " + String.join(", ", words) + ".");
        }
        return given;
    }

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
