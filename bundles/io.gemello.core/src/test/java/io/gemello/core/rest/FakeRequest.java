package io.gemello.core.rest;

import io.gemello.api.access.Role;
import io.gemello.api.access.Subject;
import io.gemello.api.http.Endpoint;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Calls an endpoint's route as the server would, without one. */
record FakeRequest(String method, String path, Map<String, String> variables, Map<String, List<String>> query) implements Request {
    /** @param target path, and perhaps a query */
    static Response call(Endpoint endpoint, String method, String target) throws Exception {
        String[] parts = target.split("\\?", 2);
        Map<String, List<String>> query = new HashMap<>();
        for (String pair : parts.length == 1 ? new String[0] : parts[1].split("&")) {
            query.put(pair.substring(0, pair.indexOf('=')), List.of(pair.substring(pair.indexOf('=') + 1)));
        }
        for (Route route : endpoint.routes()) {
            String[] wanted = route.path().split("/");
            String[] given = parts[0].split("/");
            Map<String, String> variables = new HashMap<>();
            boolean fits = route.method().equals(method) && wanted.length == given.length;
            for (int i = 0; fits && i < wanted.length; i++) {
                if (wanted[i].startsWith("{")) {
                    variables.put(wanted[i].substring(1, wanted[i].length() - 1), given[i]);
                } else {
                    fits = wanted[i].equals(given[i]);
                }
            }
            if (fits) {
                return route.handler().handle(new FakeRequest(method, parts[0], variables, query));
            }
        }
        throw new AssertionError("no route for " + method + " " + target);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> json(Response response) {
        return (Map<String, Object>) ((Response.Json) response.body()).value();
    }

    @Override
    public String pathVariable(String name) {
        return variables.get(name);
    }

    @Override
    public String rawPathVariable(String name) {
        return variables.get(name);
    }

    @Override
    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name)).map(values -> values.get(0));
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.empty();
    }

    @Override
    public Subject subject() {
        return new Subject("vera", Set.of(Role.VIEWER));
    }

    @Override
    public byte[] body() {
        return new byte[0];
    }

    @Override
    public Object json() {
        throw new AssertionError("no route of the core reads a body");
    }

    @Override
    public boolean wantsEvents() {
        return false;
    }
}
