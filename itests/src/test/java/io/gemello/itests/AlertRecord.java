package io.gemello.itests;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The alerts of a running site as people read them: over REST, page by page. */
final class AlertRecord {
    private static final int PAGE = 10_000;

    /**
     * One line of the history.
     *
     * @param time source time of what brought it about
     * @param processed when it was decided
     */
    record Line(long number, String alert, String event, String from, String to, String level, double value, Instant time, Instant processed, String actor, String reason) {
        private static Line of(JsonNode row) {
            return new Line(row.get("number").asLong(), row.get("alert").asText(), row.get("event").asText(), row.get("from").asText(), row.get("to").asText(), row.get("level").asText(),
                row.get("value").asDouble(Double.NaN), Instant.parse(row.get("time").asText()), Instant.parse(row.get("processed").asText()), row.get("actor").asText(), row.get("reason").asText());
        }
    }

    private AlertRecord() {}

    /** The whole history, oldest first; its numbers count from 1 without a gap, or a line was lost or doubled. */
    static List<Line> history(GemelloProcess gemello) throws Exception {
        List<Line> lines = new ArrayList<>();
        for (JsonNode row : rows(gemello, "/api/gemello/alerts/history?limit=" + PAGE, "history")) {
            lines.add(Line.of(row));
        }
        Collections.reverse(lines);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).number() != i + 1) {
                throw new AssertionError("line " + (i + 1) + " of the history has the number " + lines.get(i).number());
            }
        }
        return lines;
    }

    /** How many transitions there ever were; 0 also while the engine is away. */
    static long newest(GemelloProcess gemello) throws Exception {
        HttpResponse<String> answer = gemello.send("GET", "/api/gemello/alerts/history?limit=1", null);
        return answer.statusCode() == 200 ? GemelloProcess.JSON.readTree(answer.body()).at("/history/0/number").asLong(0) : 0;
    }

    /** The history of each alert, oldest first. */
    static Map<String, List<Line>> byAlert(List<Line> history) {
        Map<String, List<Line>> alerts = new TreeMap<>();
        history.forEach(line -> alerts.computeIfAbsent(line.alert(), id -> new ArrayList<>()).add(line));
        return alerts;
    }

    /** The states of all alerts that are not normal. */
    static Map<String, String> active(GemelloProcess gemello) throws Exception {
        Map<String, String> states = new TreeMap<>();
        for (JsonNode row : rows(gemello, "/api/gemello/alerts?limit=" + PAGE, "alerts")) {
            if (states.put(row.get("id").asText(), row.get("state").asText()) != null) {
                throw new AssertionError(row + " is listed twice");
            }
        }
        return states;
    }

    private static List<JsonNode> rows(GemelloProcess gemello, String path, String name) throws Exception {
        List<JsonNode> rows = new ArrayList<>();
        String cursor = null;
        do {
            JsonNode page = gemello.get(path + (cursor == null ? "" : "&cursor=" + cursor));
            page.get(name).forEach(rows::add);
            cursor = page.hasNonNull("cursor") ? page.get("cursor").asText() : null;
        } while (cursor != null);
        return rows;
    }
}
