package io.gemello.bim.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What people have decided: which element an asset or a point is. Kept in one file of the data folder, written whole and synced before it counts. Any thread. */
public final class Decisions {
    private final Path file;
    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private Map<String, Decision> all = new LinkedHashMap<>();

    /** @param time when it was made, ISO-8601 */
    public record Decision(String ifcGuid, String author, String time) {}

    /** @throws IOException for a file that cannot be read: decisions are not forgotten silently */
    public Decisions(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            JsonNode read = json.readTree(file.toFile()).path("decisions");
            read.fields().forEachRemaining(one -> all.put(one.getKey(), new Decision(one.getValue().path("ifcGuid").asText(), one.getValue().path("author").asText(), one.getValue().path("time").asText())));
        }
    }

    /** By {@code asset/ID} and {@code point/ID}. */
    public synchronized Map<String, Decision> all() {
        return Map.copyOf(all);
    }

    public synchronized Map<String, String> guids() {
        Map<String, String> guids = new LinkedHashMap<>();
        all.forEach((what, decision) -> guids.put(what, decision.ifcGuid()));
        return guids;
    }

    /** @param ifcGuid null takes the decision back. @return false where there was none to take back */
    public synchronized boolean decide(String what, String ifcGuid, String author) throws IOException {
        Map<String, Decision> next = new LinkedHashMap<>(all);
        if (ifcGuid == null && next.remove(what) == null) {
            return false;
        }
        if (ifcGuid != null) {
            next.put(what, new Decision(ifcGuid, author, Instant.now().toString()));
        }
        write(next);
        all = next;
        return true;
    }

    private void write(Map<String, Decision> next) throws IOException {
        WholeFile.write(file, json.writeValueAsBytes(Map.of("decisions", next)));
    }
}
