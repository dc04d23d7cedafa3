package io.gemello.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gemello.api.journal.Journal;
import io.gemello.api.journal.Journals;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which actuators control holds, on the disk before the first command goes out: after a kill the next start brings them to their safe
 * values. With topic and payload, since the loop files may be others by then. The control thread's alone.
 */
final class Holdings implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Journal journal;
    private final Map<String, Held> held = new LinkedHashMap<>();

    /** @param safe the payload that brings it to its safe value @param value that its point then shows, within the tolerance @param speaks whether it does: {@link Driven#speaks} */
    record Held(String point, String topic, String safe, double value, double tolerance, boolean speaks) {}

    Holdings(Journals journals) throws IOException {
        journal = journals.open("control.held");
        try {
            if (journal.snapshot().isPresent()) {
                try (InputStream in = journal.snapshot().get().open()) {
                    for (JsonNode one : JSON.readTree(in.readAllBytes())) {
                        held.put(one.path("topic").asText(), new Held(one.path("point").asText(), one.path("topic").asText(), one.path("safe").asText(),
                            one.path("value").asDouble(Double.NaN), one.path("tolerance").asDouble(), one.path("speaks").asBoolean()));
                    }
                }
            }
        } catch (IOException | RuntimeException fault) {
            journal.close();
            throw fault;
        }
    }

    Iterable<Held> all() {
        return List.copyOf(held.values());
    }

    boolean has(String topic) {
        return held.containsKey(topic);
    }

    /** @throws IOException when it is not on the disk: nothing may be written then */
    void add(Held one) throws IOException {
        Held before = held.put(one.topic(), one);
        if (!one.equals(before)) {
            try {
                write();
            } catch (IOException | RuntimeException full) {
                held.remove(one.topic());
                if (before != null) {
                    held.put(one.topic(), before);
                }
                throw full;
            }
        }
    }

    /** A safe value has arrived. What stays on the disk by mistake is brought to its safe value once more at the next start. */
    void remove(String topic) throws IOException {
        if (held.remove(topic) != null) {
            write();
        }
    }

    private void write() throws IOException {
        byte[] all = JSON.writeValueAsBytes(held.values());
        journal.snapshot(journal.end(), out -> out.write(all));
    }

    @Override
    public void close() {
        journal.close();
    }
}
