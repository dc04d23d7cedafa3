package io.gemello.series.influxdb;

import com.influxdb.exceptions.InfluxException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What InfluxDB said instead of yes.
 *
 * @param kind what that means for the readings
 * @param message InfluxDB's own sentence, one line
 * @param dropped how many points were not stored, where it says so, else -1
 * @param lines the lines it names with their faults, where it names any (InfluxDB 3)
 * @param retryAfter how long it wants to be left alone; null where it does not say
 */
record Refusal(Kind kind, String message, int dropped, List<LineFault> lines, Duration retryAfter) {
    enum Kind {
        /** Nobody answered, or the server has trouble of its own: the same again, later. */
        AWAY,
        /** Token, organisation or bucket are wrong: an operator must do something; the same again, later. */
        FORBIDDEN,
        /** Some of the points, or all, cannot be stored as they are. */
        POINTS,
        /** So many at once are too much. */
        TOO_LARGE
    }

    /** @param line from 1 */
    record LineFault(int line, String message) {}

    private static final Pattern DROPPED = Pattern.compile("dropped=(\\d+)");
    /** What all versions say when they mean the points and not the request. */
    private static final Pattern ABOUT_POINTS = Pattern.compile("partial write|pars(e|ing)|line protocol|field type|conflict|retention|dropped|max-(series|values)|limit", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST = 400;

    static Refusal of(InfluxException problem) {
        int status = problem.status();
        String message = sentence(problem);
        Kind kind = switch (status) {
            case 400, 422 -> Kind.POINTS;
            case 413 -> Kind.TOO_LARGE;
            case 401, 403, 404 -> Kind.FORBIDDEN;
            default -> Kind.AWAY;
        };
        Matcher dropped = DROPPED.matcher(message);
        return new Refusal(kind, message, dropped.find() ? Integer.parseInt(dropped.group(1)) : -1, lines(problem.errorBody()), kind == Kind.AWAY ? retryAfter(problem) : null);
    }

    /** InfluxDB 1 and 3 say it in {@code error}, 2 in {@code message}; a proxy's page says nothing worth repeating. */
    private static String sentence(InfluxException problem) {
        Map<String, Object> body = problem.errorBody() == null ? Map.of() : problem.errorBody();
        if (problem.status() == 0) {
            return sentence(problem.getCause() instanceof IOException away ? away : problem);
        }
        return oneLine(body.containsKey("message") ? String.valueOf(body.get("message")) : body.containsKey("error") ? String.valueOf(body.get("error")) : "HTTP status " + problem.status());
    }

    /** Of a server that did not answer. */
    static String sentence(Exception problem) {
        return oneLine(problem instanceof SocketTimeoutException ? "no answer in time" : problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage());
    }

    private static String oneLine(String text) {
        String line = text.strip().replaceAll("\\s*\\R\\s*", "; ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }

    /** Whether the sentence is about points for sure. A 400 may also mean that the request is wrong, which is no fault of the readings. */
    boolean surelyAboutPoints() {
        return kind == Kind.TOO_LARGE || kind == Kind.POINTS && (!lines.isEmpty() || ABOUT_POINTS.matcher(message).find());
    }

    private static List<LineFault> lines(Map<String, Object> body) {
        List<LineFault> lines = new ArrayList<>();
        if (body != null && body.get("data") instanceof List<?> faults) {
            for (Object fault : faults) {
                if (fault instanceof Map<?, ?> one && one.get("line_number") instanceof Number line) {
                    lines.add(new LineFault(line.intValue(), String.valueOf(one.get("error_message"))));
                }
            }
        }
        return lines;
    }

    /** RFC 9110 section 10.2.3; InfluxDB sends seconds, never a date. */
    private static Duration retryAfter(InfluxException problem) {
        for (Map.Entry<String, String> header : problem.headers().entrySet()) {
            if (header.getKey().equalsIgnoreCase("Retry-After") && header.getValue().matches("\\d{1,9}")) {
                return Duration.ofSeconds(Long.parseLong(header.getValue()));
            }
        }
        return null;
    }
}
