package io.gemello.twin;

import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.series.SeriesWindow;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a caller wants to know of a time series. The names that Ditto 4 gives to parameters are understood as well.
 *
 * @param from UTC nanoseconds, inclusive; where a cursor goes on, its time
 * @param to UTC nanoseconds, exclusive
 * @param interval of the windows in nanoseconds; 0 for the readings themselves
 * @param aggregation of each window; null for the readings themselves
 * @param limit values of an answer at most
 */
record TimeseriesQuery(long from, long to, long interval, String aggregation, int limit) {
    /** Where {@code from} is not given. */
    private static final long HOUR = Duration.ofHours(1).toNanos();
    private static final long MOST_WINDOWS = 100_000;
    private static final int MOST = 10_000;
    private static final int USUAL = 1_000;
    private static final Pattern DURATION = Pattern.compile("(\\d{1,18})(ms|s|m|h|d|w)");
    private static final Map<String, Duration> UNITS = Map.of("ms", Duration.ofMillis(1), "s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1),
        "d", Duration.ofDays(1), "w", Duration.ofDays(7));
    private static final Map<String, ToDoubleFunction<SeriesWindow>> AGGREGATIONS = Map.of("avg", SeriesWindow::mean, "min", SeriesWindow::min, "max", SeriesWindow::max, "sum", SeriesWindow::sum,
        "first", SeriesWindow::first, "last", SeriesWindow::last, "count", SeriesWindow::count);
    /** What Ditto 4 knows besides: an answer without would be another than was asked for. */
    private static final List<String> UNKNOWN = List.of("fill", "tz", "percentile", "timeFormat");

    /** @param now for {@code now} and {@code now-24h} @throws HttpProblem 400, and 501 for what Ditto 4 knows and this twin does not */
    static TimeseriesQuery of(Request request, long now) {
        UNKNOWN.stream().filter(name -> request.query(name).isPresent()).findFirst().ifPresent(name -> {
            throw RequestOption.unsupported(name);
        });
        long to = request.query("to").map(text -> time("to", text, now)).orElse(now);
        long from = request.query("cursor").map(text -> time("cursor", text, now)).or(() -> request.query("from").map(text -> time("from", text, now))).orElse(to - HOUR);
        if (from > to) {
            throw invalid("from lies behind to.");
        }
        String aggregation = either(request, "aggregation", "agg").orElse(null);
        long interval = either(request, "interval", "step").map(text -> duration("interval", text)).orElse(0L);
        if (interval == 0 && aggregation != null) {
            throw invalid("aggregation=" + shortened(aggregation) + " needs an interval.");
        }
        if (aggregation != null && !AGGREGATIONS.containsKey(aggregation)) {
            throw invalid("aggregation=" + shortened(aggregation) + " is none of avg, min, max, sum, count, first, last.");
        }
        // As floating point: nanoseconds of more than 292 years overflow.
        if (interval > 0 && ((double) to - from) / interval > MOST_WINDOWS) {
            throw invalid("These are more than " + MOST_WINDOWS + " windows.");
        }
        return new TimeseriesQuery(from, to, interval, interval > 0 && aggregation == null ? "avg" : aggregation, request.query("limit").map(TimeseriesQuery::limit).orElse(USUAL));
    }

    private static Optional<String> either(Request request, String name, String ofDitto) {
        return request.query(name).or(() -> request.query(ofDitto));
    }

    private static int limit(String text) {
        if (text.matches("\\d{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= MOST) {
            return Integer.parseInt(text);
        }
        throw invalid("limit=" + shortened(text) + " is no number from 1 to " + MOST + ".");
    }

    /** An instant, {@code now}, or {@code now-24h}. */
    private static long time(String name, String text, long now) {
        try {
            if (text.equals("now")) {
                return now;
            }
            // A plus sign that was not escaped arrives as a space.
            boolean later = text.startsWith("now+") || text.startsWith("now ");
            if (later || text.startsWith("now-")) {
                long by = duration(name, text.substring("now+".length()));
                return later ? Math.addExact(now, by) : Math.subtractExact(now, by);
            }
            return Times.nanos(text);
        } catch (DateTimeException | ArithmeticException wrong) {
            throw invalid(name + "=" + shortened(text) + " is no time: write e.g. 2026-01-31T12:00:00Z or now-24h.");
        }
    }

    /** @return nanoseconds, above zero */
    private static long duration(String name, String text) {
        Matcher matcher = DURATION.matcher(text);
        try {
            long nanos = matcher.matches() ? new BigInteger(matcher.group(1)).multiply(BigInteger.valueOf(UNITS.get(matcher.group(2)).toNanos())).longValueExact() : Duration.parse(text).toNanos();
            if (nanos > 0) {
                return nanos;
            }
        } catch (DateTimeException | ArithmeticException wrong) {
            // said below
        }
        throw invalid(name + "=" + shortened(text) + " is no duration: write e.g. 30s, 5m, 1h, 1d or PT1H.");
    }

    private static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    private static HttpProblem invalid(String message) {
        return new HttpProblem(400, "timeseries:query.invalid", message, "Check from, to, interval, aggregation and limit.");
    }

    boolean windows() {
        return interval > 0;
    }

    double of(SeriesWindow window) {
        return AGGREGATIONS.get(aggregation).applyAsDouble(window);
    }
}
