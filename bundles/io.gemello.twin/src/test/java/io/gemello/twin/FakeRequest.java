package io.gemello.twin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gemello.api.access.Subject;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Route;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A request to {@code /api/2/things} as the server would give it. */
record FakeRequest(String method, String rawPath, Map<String, List<String>> query, Map<String, String> headers, byte[] body) implements Request {
    private static final ObjectMapper JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.USE_LONG_FOR_INTS).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    static FakeRequest of(String method, String path, String body, String... headers) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            map.put(headers[i].toLowerCase(Locale.ROOT), headers[i + 1]);
        }
        if (body != null) {
            map.putIfAbsent("content-type", "application/json");
        }
        int mark = path.indexOf('?');
        Map<String, List<String>> query = new LinkedHashMap<>();
        if (mark >= 0) {
            for (String pair : path.substring(mark + 1).split("&")) {
                int equals = pair.indexOf('=');
                query.computeIfAbsent(pair.substring(0, equals), key -> new ArrayList<>()).add(decode(pair.substring(equals + 1)));
            }
        }
        return new FakeRequest(method, mark < 0 ? path : path.substring(0, mark), query, map,
            body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    boolean fits(Route route) {
        if (rawPath.startsWith("/api/")) {
            return route.path().equals(rawPath) && route.method().equals(method);
        }
        if (!route.path().startsWith("/api/2/things")) {
            return false;
        }
        String tail = route.path().substring("/api/2/things".length());
        if (method.equals("POST") && !rawPath.isEmpty()) {
            return route.method().equals(method) && rawPath.matches(tail.replaceAll("\\{\\w+}", "[^/]+").replaceAll("\\{\\w+\\*}", ".+"));
        }
        long levels = rawPath.isEmpty() ? 0 : rawPath.chars().filter(c -> c == '/').count();
        boolean path = switch (tail) {
            case "" -> levels == 0;
            case "/{thingId}" -> levels == 1;
            default -> levels > 1;
        };
        return path && route.method().equals(method);
    }

    @Override
    public String path() {
        return "/api/2/things" + decode(rawPath.replace("+", "%2B"));
    }

    @Override
    public String pathVariable(String name) {
        return decode(rawPathVariable(name).replace("+", "%2B"));
    }

    @Override
    public String rawPathVariable(String name) {
        switch (name) {
            case "subject":
                return rawPath.substring(rawPath.indexOf("/messages/") + "/messages/".length());
            case "featureId":
                return rawPath.split("/")[3];
            default:
        }
        int end = rawPath.indexOf('/', 1);
        return "thingId".equals(name) ? rawPath.substring(1, end < 0 ? rawPath.length() : end) : rawPath.substring(end + 1);
    }

    @Override
    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name)).map(values -> values.get(0));
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public Subject subject() {
        return Building.OPERATOR;
    }

    @Override
    public Object json() {
        try {
            return JSON.readValue(body, Object.class);
        } catch (JsonProcessingException fault) {
            throw new HttpProblem(400, "gemello:json.invalid", fault.getOriginalMessage(), null);
        } catch (IOException fault) {
            throw new AssertionError(fault);
        }
    }

    @Override
    public boolean wantsEvents() {
        return header("accept").filter(accept -> accept.contains("text/event-stream")).isPresent();
    }
}
