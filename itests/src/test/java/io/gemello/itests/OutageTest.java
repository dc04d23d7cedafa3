package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the journal is for: a store that is away and a disk that is full delay readings and lose none. */
class OutageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String STORE = "io.gemello.series.duckdb";
    @TempDir Path folder;

    @Test
    @Tag("long")
    void aStoreThatWasAwayForTenMinutesGetsEverything() throws Exception {
        outage(Duration.ofMinutes(10));
    }

    @Test
    @Tag("long")
    void aStoreThatWasAwayForHalfAMinuteGetsEverything() throws Exception {
        outage(Duration.ofSeconds(30));
    }

    private void outage(Duration length) throws Exception {
        Path site = SteadyLoad.site(folder.resolve("site"));
        try (GemelloProcess gemello = GemelloProcess.start(folder.resolve("var"), "--site", site.toString());
                SteadyLoad load = new SteadyLoad(gemello.mqtt(), Path.of("target", "outage-load-" + length.toSeconds() + ".csv"))) {
            GemelloProcess.awaitTrue("the store has begun", PATIENCE, () -> gemello.send("GET", "/api/gemello/series/a0-0/latest", null).statusCode() == 200);
            gemello.bundle(STORE, "stop");
            long end = System.nanoTime() + length.toNanos();
            GemelloProcess.awaitTrue("health says that the store does not run", PATIENCE, () -> !ok(gemello, "bundle." + STORE));
            TimeUnit.NANOSECONDS.sleep(Math.min(Duration.ofMinutes(2).toNanos(), (end - System.nanoTime()) / 2));
            long early = residentKiB(gemello.pid());
            TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
            long late = residentKiB(gemello.pid());
            assertTrue(late < early * 5 / 4, "the runtime grew from " + early + " to " + late + " KiB while its store was away");
            if (length.compareTo(Duration.ofMinutes(2)) > 0) {
                assertEquals("warn", reader(gemello).path("state").asText(), "health of the waiting reader: " + reader(gemello));
            }
            gemello.bundle(STORE, "start");
            load.finish();
            load.assertStored(gemello, Duration.ofMinutes(5));
            GemelloProcess.awaitTrue("health is well again", PATIENCE, () -> ok(gemello, "bundle." + STORE) && "ok".equals(reader(gemello).path("state").asText()));
            assertEquals(0, gemello.metric("gemello_reader_missed_total"));
        }
    }

    /** The data folder is a small file system of its own, which only root can make. */
    @Test
    @Tag("long")
    void aFullDiskHoldsUpTheSourcesAndLosesNothing() throws Exception {
        Path site = SteadyLoad.site(folder.resolve("site"));
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 1024); GemelloProcess gemello = GemelloProcess.start(disk.path().resolve("var"), "--site", site.toString());
                SteadyLoad load = new SteadyLoad(gemello.mqtt(), Path.of("target", "full-disk-load.csv"), 2_000, 120)) {
            GemelloProcess.awaitTrue("readings flow", PATIENCE, () -> load.sent() > 1_000);
            disk.fill();
            GemelloProcess.awaitTrue("health says that the disk is full", PATIENCE, () -> "critical".equals(gemello.get("/api/gemello/health").get("state").asText()));
            long before = load.sent();
            TimeUnit.SECONDS.sleep(20);
            assertTrue(load.sent() - before < 2_000, "the broker went on acknowledging: " + (load.sent() - before) + " messages");
            disk.free();
            long held = load.sent();
            GemelloProcess.awaitTrue("readings flow again", PATIENCE, () -> load.sent() > held + 2_000);
            load.finish();
            load.assertStored(gemello, PATIENCE);
            GemelloProcess.awaitTrue("health is well again", PATIENCE, () -> !"critical".equals(gemello.get("/api/gemello/health").get("state").asText()));
        }
    }

    private static boolean ok(GemelloProcess gemello, String name) throws Exception {
        JsonNode one = health(gemello, name);
        return one == null || one.get("state").asText().equals("ok");
    }

    private static JsonNode reader(GemelloProcess gemello) throws Exception {
        return health(gemello, "reader.series.duckdb");
    }

    private static JsonNode health(GemelloProcess gemello, String name) throws Exception {
        for (JsonNode one : gemello.get("/api/gemello/health").get("checks")) {
            if (one.get("name").asText().equals(name)) {
                return one;
            }
        }
        return null;
    }

    private static long residentKiB(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream().filter(line -> line.startsWith("VmRSS:")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum();
    }
}
