package io.gemello.twin.models;

import io.gemello.api.access.Role;
import io.gemello.api.access.Subject;
import io.gemello.api.http.Request;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A viewer's GET. @param variable value of the path's one variable */
record Asked(String variable, Map<String, String> queries) implements Request {
    static final Subject VERA = new Subject("vera", Set.of(Role.VIEWER));

    /** @param query name, value, name, value … */
    static Asked of(String variable, String... query) {
        Map<String, String> queries = new HashMap<>();
        for (int i = 0; i < query.length; i += 2) {
            queries.put(query[i], query[i + 1]);
        }
        return new Asked(variable, queries);
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String path() {
        return ModelRoutes.PATH;
    }

    @Override
    public String pathVariable(String name) {
        return variable;
    }

    @Override
    public String rawPathVariable(String name) {
        return variable;
    }

    @Override
    public Optional<String> query(String name) {
        return Optional.ofNullable(queries.get(name));
    }

    @Override
    public Map<String, List<String>> query() {
        return Map.of();
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.empty();
    }

    @Override
    public Subject subject() {
        return VERA;
    }

    @Override
    public byte[] body() {
        return new byte[0];
    }

    @Override
    public Object json() {
        return null;
    }

    @Override
    public boolean wantsEvents() {
        return false;
    }
}
