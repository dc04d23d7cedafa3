package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gemello.testkit.InfluxPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A time-series server that dies, hangs and comes back under load is a lag: Debian's InfluxDB, by processes as users run them. */
class InfluxOutageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final int RATE = 2_000;
    @TempDir Path folder;

    @Test
    @Tag("long")
    void aServerThatIsKilledAndHangsForMinutesGetsEverythingInOrder() throws Exception {
        outage(Duration.ofMinutes(2));
    }

    @Test
    @Tag("long")
    void aServerThatIsKilledAndHangsForSecondsGetsEverythingInOrder() throws Exception {
        outage(Duration.ofSeconds(15));
    }

    private void outage(Duration length) throws Exception {
        Path data = folder.resolve("var");
        Path site = SteadyLoad.site(folder.resolve("site"));
        try (InfluxPeer influx = new InfluxPeer(folder.resolve("influx"))) {
            Files.createDirectories(data.resolve("etc"));
            Files.writeString(data.resolve("etc/io.gemello.series.influxdb.cfg"), "url = " + influx.url() + "\ntimeout.s = 5\n");
            try (GemelloProcess gemello = GemelloProcess.start(data, Map.of("GEMELLO_INFLUXDB_TOKEN", InfluxPeer.TOKEN), "--site", site.toString(), "--features", "influxdb,-duckdb");
                    SteadyLoad load = new SteadyLoad(gemello.mqtt(), Path.of("target", "influx-outage-load-" + length.toSeconds() + ".csv"), RATE, MqttSender.USUAL_SECONDS)) {
                awaitFlow(gemello);
                influx.kill();
                awaitAway(gemello, length);
                influx.start();
                awaitLevel(gemello);
                influx.hang();
                awaitAway(gemello, length);
                influx.resume();
                awaitLevel(gemello);
                influx.stop();
                awaitAway(gemello, Duration.ZERO);
                influx.start();
                load.finish();
                load.assertStored(gemello, PATIENCE);
                awaitLevel(gemello);
                assertEquals(0, gemello.metric("gemello_series_rejected_readings_total"));
                assertEquals(0, gemello.metric("gemello_series_missed_readings_total"));
            }
        }
    }

    private static void awaitFlow(GemelloProcess gemello) throws Exception {
        GemelloProcess.awaitTrue("readings reach InfluxDB", PATIENCE, () -> gemello.metric("gemello_series_rows_total") > RATE);
    }

    private static void awaitLevel(GemelloProcess gemello) throws Exception {
        GemelloProcess.awaitTrue("the store is level again", PATIENCE, () -> gemello.metric("gemello_series_lag_seconds") < 5 && "ok".equals(health(gemello).path("state").asText()));
    }

    /** The outage lasts for so long; at its end the lag tells so. */
    private static void awaitAway(GemelloProcess gemello, Duration length) throws Exception {
        GemelloProcess.awaitTrue("health says that InfluxDB is away", PATIENCE, () -> "warn".equals(health(gemello).path("state").asText()));
        TimeUnit.NANOSECONDS.sleep(length.toNanos());
        double lag = gemello.metric("gemello_series_lag_seconds");
        assertTrue(lag >= length.toSeconds(), "a lag of " + lag + " s after an outage of " + length.toSeconds());
        assertTrue(health(gemello).path("message").asText().contains("behind"), health(gemello).toString());
    }

    private static JsonNode health(GemelloProcess gemello) throws Exception {
        for (JsonNode one : gemello.get("/api/gemello/health").get("checks")) {
            if (one.get("name").asText().equals("series.influxdb")) {
                return one;
            }
        }
        return GemelloProcess.JSON.createObjectNode();
    }
}
