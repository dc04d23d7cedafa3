package io.gemello.series.gateway;

import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.series.gateway.data.TooMuch;
import io.gemello.series.gateway.flux.CsvForm;
import io.gemello.series.gateway.flux.FluxProblem;
import io.gemello.series.gateway.flux.Question;
import io.gemello.series.gateway.flux.Script;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code POST /api/v2/query}: Flux, as a script or as JSON around one. */
final class FluxPath {
    private static final Set<String> ANNOTATIONS = Set.of("datatype", "group", "default");
    private final Buckets buckets;
    private final ReadDesk desk;

    FluxPath(Buckets buckets, ReadDesk desk) {
        this.buckets = buckets;
        this.desk = desk;
    }

    /** @param now null for that of the site */
    private record Asked(String script, CsvForm form, Long now) {}

    Response query(Request request) {
        try {
            Asked asked = asked(request);
            Question question = new Question(desk.visible(request.subject()), desk.scan(), buckets.listed(), buckets::knows, asked.now() != null ? asked.now() : desk.now(), desk.limits().rows());
            return answer(asked, question);
        } catch (InfluxProblem problem) {
            return problem.inVersion2();
        }
    }

    private static Response answer(Asked asked, Question question) {
        try {
            return Response.bytes("text/csv; charset=utf-8", Script.run(asked.script(), question, asked.form()));
        } catch (FluxProblem problem) {
            throw InfluxProblem.invalid(problem.in(asked.script()));
        } catch (TooMuch limit) {
            throw InfluxProblem.tooMuch(limit.getMessage());
        } catch (UncheckedIOException away) {
            throw InfluxProblem.away("the time-series store cannot answer: " + away.getCause().getMessage());
        }
    }

    private static Asked asked(Request request) {
        String type = request.header("Content-Type").orElse("application/json").toLowerCase(Locale.ROOT);
        if (type.startsWith("application/vnd.flux")) {
            return new Asked(new String(request.body(), StandardCharsets.UTF_8), CsvForm.USUAL, null);
        }
        if (!type.startsWith("application/json")) {
            throw InfluxProblem.invalid("a query is application/vnd.flux or application/json, not " + type);
        }
        return ofJson(json(request));
    }

    private static Map<?, ?> json(Request request) {
        try {
            if (request.json() instanceof Map<?, ?> body) {
                return body;
            }
        } catch (HttpProblem wrong) {
            throw InfluxProblem.invalid(wrong.getMessage());
        }
        throw InfluxProblem.invalid("the body is no JSON object");
    }

    private static Asked ofJson(Map<?, ?> body) {
        if (body.get("type") instanceof String type && !type.equals("flux")) {
            throw InfluxProblem.invalid("unknown query type: " + type + "; InfluxQL is answered at /query");
        }
        if (!(body.get("query") instanceof String script) || script.isBlank()) {
            throw InfluxProblem.invalid("request body requires a query");
        }
        for (String beyond : List.of("extern", "params")) {
            if (body.get(beyond) instanceof Map<?, ?> given && !given.isEmpty()) {
                throw InfluxProblem.invalid(beyond + " is not supported by Gemello's gateway; write its values into the script");
            }
        }
        return new Asked(script, body.get("dialect") instanceof Map<?, ?> dialect ? form(dialect) : CsvForm.USUAL, body.get("now") instanceof String now ? moment(now) : null);
    }

    private static CsvForm form(Map<?, ?> given) {
        boolean header = !Boolean.FALSE.equals(given.get("header"));
        String delimiter = given.get("delimiter") instanceof String text && !text.isEmpty() ? text : ",";
        if (delimiter.length() != 1 || "\"\r\n".contains(delimiter)) {
            throw InfluxProblem.invalid("invalid dialect delimeter: a single character is needed, not " + delimiter);
        }
        List<String> annotations = given.get("annotations") instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
        annotations.stream().filter(one -> !ANNOTATIONS.contains(one)).findFirst().ifPresent(one -> {
            throw InfluxProblem.invalid("unknown dialect annotation type: " + one);
        });
        String comment = given.get("commentPrefix") instanceof String text && !text.isEmpty() ? text : "#";
        if (given.get("dateTimeFormat") instanceof String format && !format.equals("RFC3339") && !format.equals("RFC3339Nano")) {
            throw InfluxProblem.invalid("unknown dialect date time format: " + format);
        }
        return new CsvForm(header, delimiter.charAt(0), annotations, comment);
    }

    private static long moment(String text) {
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
        } catch (DateTimeException | ArithmeticException wrong) {
            throw InfluxProblem.invalid("now is no time: " + text);
        }
    }
}
