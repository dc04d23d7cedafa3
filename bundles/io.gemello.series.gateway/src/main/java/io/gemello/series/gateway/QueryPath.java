package io.gemello.series.gateway;

import io.gemello.api.access.Subject;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.series.gateway.influxql.InfluxQl;
import io.gemello.series.gateway.influxql.Question;
import io.gemello.series.gateway.influxql.QueryProblem;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** {@code GET} and {@code POST /query}: InfluxQL. */
final class QueryPath {
    private final Buckets buckets;
    private final ReadDesk desk;

    QueryPath(Buckets buckets, ReadDesk desk) {
        this.buckets = buckets;
        this.desk = desk;
    }

    Response query(Request request) {
        try {
            Map<String, String> form = form(request);
            String text = parameter(request, form, "q").orElseThrow(() -> InfluxProblem.invalid("missing required parameter \"q\""));
            Optional<String> epoch = parameter(request, form, "epoch");
            long unit = epoch.isPresent() ? Precision.nanos(epoch.get()) : 0;
            InfluxQl.Answers answers = InfluxQl.answer(text, question(request.subject(), parameter(request, form, "db").orElse(null)));
            String accept = request.header("Accept").orElse("");
            if (accept.contains("application/csv") || accept.contains("text/csv")) {
                return Response.bytes("text/csv", answers.csv(unit));
            }
            return Response.bytes("application/json", answers.json(unit, parameter(request, form, "pretty").filter(pretty -> pretty.equals("true")).isPresent()));
        } catch (QueryProblem problem) {
            return InfluxProblem.invalid(problem.getMessage()).inVersion1();
        } catch (InfluxProblem problem) {
            return problem.inVersion1();
        } catch (UncheckedIOException away) {
            return InfluxProblem.away("the time-series store cannot answer: " + away.getCause().getMessage()).inVersion1();
        }
    }

    private Question question(Subject who, String database) {
        return new Question(database, desk.visible(who), desk::scan, buckets.names(), buckets::knows, desk.now(), desk.limits().rows());
    }

    private static Optional<String> parameter(Request request, Map<String, String> form, String name) {
        return request.query(name).or(() -> Optional.ofNullable(form.get(name))).filter(value -> !value.isEmpty());
    }

    private static Map<String, String> form(Request request) {
        Map<String, String> form = new HashMap<>();
        String type = request.header("Content-Type").orElse("");
        if (request.body().length > 0 && type.startsWith("application/x-www-form-urlencoded")) {
            for (String pair : new String(request.body(), StandardCharsets.UTF_8).split("&")) {
                String[] both = pair.split("=", 2);
                try {
                    form.putIfAbsent(URLDecoder.decode(both[0], StandardCharsets.UTF_8), both.length < 2 ? "" : URLDecoder.decode(both[1], StandardCharsets.UTF_8));
                } catch (IllegalArgumentException broken) {
                    throw InfluxProblem.invalid("the form holds a broken percent escape");
                }
            }
        } else if (request.body().length > 0 && type.startsWith("application/vnd.influxql")) {
            form.put("q", new String(request.body(), StandardCharsets.UTF_8));
        }
        return form;
    }
}
