package io.gemello.http;

import io.gemello.api.http.HttpProblem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code a=1&b=2}, of a query string or of a form. */
final class QueryText {
    private static final int MAX_PARAMETERS = 1000;

    private QueryText() {}

    /** All values by name, in order. @throws HttpProblem 400 for broken escapes */
    static Map<String, List<String>> parse(String raw) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        if (raw == null || raw.isEmpty()) {
            return all;
        }
        String[] pairs = raw.split("&");
        if (pairs.length > MAX_PARAMETERS) {
            throw new HttpProblem(400, "gemello:query.refused", "The query has more than " + MAX_PARAMETERS + " parameters.", null);
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (!pair.isEmpty()) {
                all.computeIfAbsent(decode(name), k -> new ArrayList<>()).add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return all;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw new HttpProblem(400, "gemello:query.refused", "The query holds a broken percent escape.", "Escape a literal percent sign as %25.");
        }
    }
}
