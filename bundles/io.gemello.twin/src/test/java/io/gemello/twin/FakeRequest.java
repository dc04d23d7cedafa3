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

/** A request as the server would give it; a path that does not begin with {@code /api/} is one behind {@code /api/2/things}. */
public record FakeRequest(String method, String rawPath, Map<String, List<String>> query, Map<String, String> headers, byte[] body, Subject subject) implements Request {
    private static final ObjectMapper JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.USE_LONG_FOR_INTS).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    public static FakeRequest of(String method, String path, String body, String... headers) {
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
            body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8), Building.OPERATOR);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    FakeRequest as(Subject who) {
        return new FakeRequest(method, rawPath, query, headers, body, who);
    }

    private String whole() {
        return rawPath.startsWith("/api/") ? rawPath : "/api/2/things" + rawPath;
    }

    public boolean fits(Route route) {
        return route.method().equals(method) && variables(route) != null;
    }

    /** Null where the route is another; a literal must be tried before a variable. */
    private Map<String, String> variables(Route route) {
        String[] template = route.path().split("/");
        String[] path = whole().split("/", route.path().endsWith("*}") ? template.length : -1);
        Map<String, String> variables = new HashMap<>();
        if (path.length != template.length) {
            return null;
        }
        for (int i = 0; i < template.length; i++) {
            if (template[i].startsWith("{")) {
                variables.put(template[i].replaceAll("[{}*]", ""), path[i]);
            } else if (!template[i].equals(path[i])) {
                return null;
            }
        }
        return variables;
    }

    @Override
    public String path() {
        return decode(whole().replace("+", "%2B"));
    }

    @Override
    public String pathVariable(String name) {
        return decode(rawPathVariable(name).replace("+", "%2B"));
    }

    /** By the shape that nearly all our paths have: the id is the fourth part, the rest is behind it. */
    @Override
    public String rawPathVariable(String name) {
        boolean series = whole().startsWith("/api/2/timeseries/");
        String[] parts = (series ? whole().replaceFirst("/timeseries", "") : whole()).split("/", 6);
        switch (name) {
            case "property":
                return whole().substring(whole().indexOf(series ? "/properties/" : "/timeseries/") + "/properties/".length());
            case "subject":
                return rawPath.substring(rawPath.indexOf("/messages/") + "/messages/".length());
            case "featureId":
                return parts[5].split("/")[1];
            default:
                return name.equals("path") ? parts[5] : parts[4];
        }
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
