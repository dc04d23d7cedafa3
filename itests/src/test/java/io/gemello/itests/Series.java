package io.gemello.itests;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads a point's whole stored series, page by page. */
final class Series {
    private Series() {}

    static List<JsonNode> all(GemelloProcess gemello, String point) throws Exception {
        List<JsonNode> all = new ArrayList<>();
        String path = "/api/gemello/series/" + URLEncoder.encode(point, StandardCharsets.UTF_8).replace("+", "%20") + "?from=1970-01-01T00:00:00Z&to=2200-01-01T00:00:00Z&limit=10000";
        String cursor = null;
        do {
            JsonNode page = gemello.get(path + (cursor == null ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8)));
            page.get("readings").forEach(all::add);
            cursor = page.hasNonNull("cursor") ? page.get("cursor").asText() : null;
        } while (cursor != null);
        return all;
    }
}
