package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clock of the machine is set back an hour under a running load: libfaketime sets it for the runtime's process alone. */
@Tag("long")
class ClockStepTest {
    private static final long HOUR = 3_600_000;
    private static final int POINTS = 4;
    private static final int EVERY_MILLIS = 2;
    @TempDir Path folder;
    /** What the devices' clocks say against the true time; they follow the runtime's machine. */
    private final AtomicLong offset = new AtomicLong();
    private final AtomicBoolean enough = new AtomicBoolean();
    private final AtomicLong sent = new AtomicLong();

    @Test
    void anHourBackLosesNothingAndLatestGoesOnAndHealthSaysSo() throws Exception {
        SteppedClock clock = SteppedClock.in(folder, Duration.ZERO);
        try (GemelloProcess gemello = GemelloProcess.start(folder.resolve("var"), clock.environment(), "--site", site().toString()); MqttSender sender = new MqttSender(gemello.mqtt())) {
            sender.send("t/dead", -1, payload(-1));
            Thread load = new Thread(() -> load(sender), "load");
            load.start();
            GemelloProcess.awaitTrue("the load arrives", Duration.ofSeconds(20), () -> latest(gemello, "p0").path("value").asLong() > 500);
            assertEquals("live", latest(gemello, "dead").get("state").asText());
            clock.set(Duration.ofMillis(-HOUR));
            GemelloProcess.awaitTrue("the step is seen", Duration.ofSeconds(20), () -> gemello.metric("gemello_clock_steps_total") == 1);
            offset.set(-HOUR);
            long then = sent.get();
            long dead = System.nanoTime();
            GemelloProcess.awaitTrue("what is delivered after the step is latest", Duration.ofSeconds(5), () -> latest(gemello, "p0").get("value").asLong() > then);
            assertTrue(Instant.parse(latest(gemello, "p0").get("time").asText()).isBefore(Instant.now().minusSeconds(3000)), "on the clock as it is now");
            assertTrue(Instant.parse(latest(gemello, "untimed").get("time").asText()).isBefore(Instant.now().minusSeconds(3000)), "arrival times too");
            JsonNode health = gemello.get("/api/gemello/health").path("checks");
            JsonNode said = Stream.iterate(0, i -> i < health.size(), i -> i + 1).map(health::get).filter(check -> check.path("name").asText().equals("clock")).findFirst().orElseThrow();
            assertFalse(said.get("state").asText().equalsIgnoreCase("ok"), said.toString());
            assertTrue(said.get("message").asText().contains("set back"), said.toString());
            GemelloProcess.awaitTrue("the silent probe is stale after its 10 s, not after an hour", Duration.ofSeconds(30), () -> latest(gemello, "dead").get("state").asText().equals("stale"));
            assertTrue(System.nanoTime() - dead < Duration.ofSeconds(30).toNanos());
            assertEquals("live", latest(gemello, "p0").get("state").asText());
            enough.set(true);
            load.join();
            sender.drain(20);
            assertEquals(sent.get() + 1, sender.acknowledged().size());
            everyReadingIsStoredOnce(gemello);
        }
    }

    private void everyReadingIsStoredOnce(GemelloProcess gemello) throws Exception {
        GemelloProcess.awaitTrue("the store has all", Duration.ofSeconds(60), () -> gemello.metric("gemello_reader_lag_bytes") == 0);
        long readings = 0;
        TreeSet<Long> ids = new TreeSet<>();
        for (int i = 0; i < POINTS; i++) {
            for (JsonNode reading : Series.all(gemello, "p" + i)) {
                readings++;
                ids.add(reading.get("value").asLong());
            }
        }
        assertEquals(sent.get(), ids.size());
        assertEquals(sent.get(), readings);
    }

    private void load(MqttSender sender) {
        try {
            for (long id = 0; !enough.get(); id++) {
                if (!sender.send("t/" + id % POINTS, id, payload(id))) {
                    return;
                }
                sent.incrementAndGet();
                Thread.sleep(EVERY_MILLIS);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private String payload(long id) {
        return "{\"v\":" + id + ",\"t\":" + (System.currentTimeMillis() + offset.get()) + "}";
    }

    private static JsonNode latest(GemelloProcess gemello, String point) throws Exception {
        return gemello.get("/api/gemello/points/" + point);
    }

    private Path site() throws Exception {
        StringBuilder rows = new StringBuilder("point,asset,feature,quantity,unit,adapter,address,staleAfter\ndead,rack,dead,count,1,hall,t/dead#$.v@$.t,10s\nuntimed,rack,untimed,count,1,hall,t/0#$.v,10s\n");
        for (int i = 0; i < POINTS; i++) {
            rows.append("p").append(i).append(",rack,f").append(i).append(",count,1,hall,t/").append(i).append("#$.v@$.t,10s\n");
        }
        return TestSite.write(folder.resolve("site"), List.of("asset,type", "rack,rack"), rows.toString().lines().toList());
    }
}
