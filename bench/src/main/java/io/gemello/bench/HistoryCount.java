package io.gemello.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Counts the history of alerts over REST, page by page; its numbers must be without gaps. */
record HistoryCount(RuntimeProcess runtime) {
    long lines() throws IOException, InterruptedException {
        long lines = 0;
        long above = -1;
        String cursor = "";
        do {
            JsonNode page = runtime.get("/api/gemello/alerts/history?limit=10000" + cursor);
            for (JsonNode line : page.get("history")) {
                long number = line.get("number").asLong();
                if (above >= 0 && number != above - 1) {
                    throw new IOException("after transition " + above + " the history has " + number);
                }
                above = number;
                lines++;
            }
            cursor = page.hasNonNull("cursor") ? "&cursor=" + page.get("cursor").asText() : null;
        } while (cursor != null);
        return lines;
    }
}
