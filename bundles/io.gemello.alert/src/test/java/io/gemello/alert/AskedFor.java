package io.gemello.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gemello.api.access.Role;
import io.gemello.api.access.Subject;
import io.gemello.api.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A request of operator ann. @param id of the alert in the path @param query {@code name=value&…} @param text the body, with single quotation marks */
record AskedFor(String id, String asked, String text, Map<String, String> headers) implements Request {
    static AskedFor list(String query) {
        return new AskedFor("", query, "", Map.of());
    }

    static AskedFor action(String id, String body) {
        return new AskedFor(id, "", body, Map.of());
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String path() {
        return "/api/gemello/alerts";
    }

    @Override
    public String pathVariable(String name) {
        return id;
    }

    @Override
    public String rawPathVariable(String name) {
        return id;
    }

    @Override
    public Optional<String> query(String name) {
        return Optional.ofNullable(query().get(name)).map(values -> values.get(0));
    }

    @Override
    public Map<String, List<String>> query() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (String pair : asked.isEmpty() ? new String[0] : asked.split("&")) {
            all.computeIfAbsent(pair.split("=")[0], name -> new ArrayList<>()).add(pair.substring(pair.indexOf('=') + 1));
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
    public byte[] body() {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Object json() {
        try {
            return new ObjectMapper().readValue(body(), Object.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public boolean wantsEvents() {
        return false;
    }
}
