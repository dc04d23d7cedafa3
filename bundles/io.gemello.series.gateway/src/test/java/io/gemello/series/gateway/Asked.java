package io.gemello.series.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gemello.api.access.Role;
import io.gemello.api.access.Subject;
import io.gemello.api.http.Endpoint;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A request as the web server hands it over, by somebody who has every role. */
record Asked(String method, String path, Map<String, List<String>> query, Map<String, String> headers, byte[] body, String user) implements Request {
    /** @param target with the query */
    static Asked of(String method, String target, String body) {
        return of(method, target, Map.of(), body);
    }

    static Asked of(String method, String target, Map<String, String> headers, String body) {
        int mark = target.indexOf('?');
        Map<String, List<String>> query = new LinkedHashMap<>();
        if (mark >= 0) {
            for (String pair : target.substring(mark + 1).split("&")) {
                String[] both = pair.split("=", 2);
                query.computeIfAbsent(both[0], name -> new ArrayList<>()).add(URLDecoder.decode(both[1], StandardCharsets.UTF_8));
            }
        }
        return new Asked(method, mark < 0 ? target : target.substring(0, mark), query, headers, body.getBytes(StandardCharsets.UTF_8), "operator");
    }

    Asked by(String other) {
        return new Asked(method, path, query, headers, body, other);
    }

    /** What the endpoint answers, waited for. */
    Response answer(Endpoint endpoint) throws Exception {
        Route route = endpoint.routes().stream().filter(one -> one.method().equals(method) && one.path().equals(path)).findFirst().orElseThrow();
        Response answer = route.handler().handle(this);
        while (answer.body() instanceof Response.Later later) {
            answer = later.response().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
        return answer;
    }

    @Override
    public String pathVariable(String name) {
        throw new IllegalArgumentException(name);
    }

    @Override
    public String rawPathVariable(String name) {
        throw new IllegalArgumentException(name);
    }

    @Override
    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name)).map(values -> values.get(0));
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    @Override
    public Subject subject() {
        return new Subject(user, Set.of(Role.values()));
    }

    @Override
    public Object json() {
        try {
            return new ObjectMapper().readValue(body, Object.class);
        } catch (IOException wrong) {
            throw new HttpProblem(400, "gemello:json.invalid", "The body is no JSON.", null);
        }
    }

    @Override
    public boolean wantsEvents() {
        return false;
    }
}
