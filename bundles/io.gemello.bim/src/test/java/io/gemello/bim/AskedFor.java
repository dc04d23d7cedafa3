package io.gemello.bim;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gemello.api.access.Role;
import io.gemello.api.access.Subject;
import io.gemello.api.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A request of operator ann. @param variable the one in the path @param asked {@code name=value&…} */
record AskedFor(String variable, String asked, Map<String, String> headers, byte[] body) implements Request {
    static AskedFor list(String query) {
        return new AskedFor("", query, Map.of(), new byte[0]);
    }

    static AskedFor of(String variable) {
        return new AskedFor(variable, "", Map.of(), new byte[0]);
    }

    AskedFor with(String header, String value) {
        return new AskedFor(variable, asked, Map.of(header, value), body);
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String path() {
        return "/bim";
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
        return Optional.ofNullable(query().get(name)).map(values -> values.get(0));
    }

    @Override
    public Map<String, List<String>> query() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (String pair : asked.isEmpty() ? new String[0] : asked.split("&")) {
            all.put(pair.split("=")[0], List.of(pair.split("=", 2)[1]));
        }
        return all;
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    @Override
    public Subject subject() {
        return new Subject("ann", Set.of(Role.OPERATOR));
    }

    @Override
    public Object json() {
        try {
            return new ObjectMapper().readValue(body, Object.class);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public boolean wantsEvents() {
        return "text/event-stream".equals(headers.get("Accept"));
    }
}
