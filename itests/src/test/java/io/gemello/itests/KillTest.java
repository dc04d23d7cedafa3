package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 under load. What was acknowledged, to the MQTT publisher and to the REST client, must be there afterwards: by id,
 * not by count.
 */
class KillTest {
    private static final int POINTS = 8;
    private static final Instant START = Instant.parse("2025-06-01T00:00:00Z");
    @TempDir Path folder;
    private final Set<Long> acknowledgedReadings = new HashSet<>();
    private final Map<String, String> acknowledgedChanges = new ConcurrentHashMap<>();
    private long next;

    @Test
    void threeKillsLoseNothingThatWasAcknowledged() throws Exception {
        killAndLook(3, 11);
    }

    @Test
    @Tag("long")
    void twentyKillsLoseNothingThatWasAcknowledged() throws Exception {
        killAndLook(20, 42);
    }

    private void killAndLook(int times, long seed) throws Exception {
        Random random = new Random(seed);
        Path site = TestSite.write(folder.resolve("site"), POINTS);
        for (int round = 0; round < times; round++) {
            try (GemelloProcess gemello = GemelloProcess.start(folder.resolve("var"), "--site", site.toString())) {
                int before = acknowledgedReadings.size() + acknowledgedChanges.size();
                loadThenKill(gemello, 300 + random.nextInt(4000));
                assertTrue(acknowledgedReadings.size() + acknowledgedChanges.size() > before, "round " + round + " acknowledged nothing: it proves nothing");
            }
        }
        try (GemelloProcess gemello = GemelloProcess.start(folder.resolve("var"), "--site", site.toString())) {
            GemelloProcess.awaitTrue("all acknowledged readings in the store", Duration.ofSeconds(60), () -> missing(gemello).isEmpty());
            for (Map.Entry<String, String> change : acknowledgedChanges.entrySet()) {
                JsonNode value = gemello.get("/api/2/things/" + TestSite.NAMESPACE + ":hall/attributes/" + change.getKey());
                assertEquals(change.getValue(), value.asText(), change.getKey());
            }
        }
    }

    private void loadThenKill(GemelloProcess gemello, int millis) throws Exception {
        AtomicBoolean on = new AtomicBoolean(true);
        try (MqttSender sender = new MqttSender(gemello.mqtt())) {
            Thread readings = new Thread(() -> publish(sender, on), "load-readings");
            Thread changes = new Thread(() -> change(gemello, on), "load-changes");
            readings.start();
            changes.start();
            TimeUnit.MILLISECONDS.sleep(millis);
            gemello.kill();
            on.set(false);
            readings.join(30_000);
            changes.join(30_000);
            acknowledgedReadings.addAll(sender.acknowledged());
        }
    }

    private void publish(MqttSender sender, AtomicBoolean on) {
        try {
            while (on.get()) {
                long id = next++;
                if (!sender.send("t/" + id % POINTS, id, "{\"v\":" + id + ",\"t\":" + (START.toEpochMilli() + id) + "}")) {
                    return;
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void change(GemelloProcess gemello, AtomicBoolean on) {
        try {
            for (int i = 0; on.get(); i++) {
                String name = "n" + acknowledgedChanges.size() % 50;
                String value = "\"" + gemello.pid() + "-" + i + "\"";
                // Until the answer is here nobody knows which of the two values stands.
                acknowledgedChanges.remove(name);
                if (gemello.send("PUT", "/api/2/things/" + TestSite.NAMESPACE + ":hall/attributes/" + name, value).statusCode() / 100 == 2) {
                    acknowledgedChanges.put(name, value.substring(1, value.length() - 1));
                }
            }
        } catch (Exception killed) {
            // The process is gone: what was not answered was not acknowledged.
        }
    }

    private Set<Long> missing(GemelloProcess gemello) throws Exception {
        Set<Long> missing = new TreeSet<>(acknowledgedReadings);
        Map<Long, Integer> seen = new HashMap<>();
        for (int point = 0; point < POINTS; point++) {
            for (JsonNode reading : Series.all(gemello, "p" + point)) {
                long id = reading.get("value").asLong();
                missing.remove(id);
                seen.merge(id, 1, Integer::sum);
                assertEquals(START.plusMillis(id), Instant.parse(reading.get("time").asText()), "a reading at a wrong time");
            }
        }
        seen.forEach((id, times) -> assertEquals(1, times, "reading " + id + " is there " + times + " times"));
        return missing;
    }
}
