package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A recorded day of twelve real servers, played through the assembled runtime as a user plays it, against numbers that were
 * computed elsewhere from the raw text. Most of the servers were switched off from 02:37 to about 22:00.
 */
class IpmiDayTest {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int READINGS = 85_330;
    @TempDir(factory = QuickDisk.class) static Path folder;
    private static Path day;
    private static Path site;
    private static GemelloProcess clean;
    private static GemelloProcess dirty;
    private static DirtyDay dirt;

    @BeforeAll
    static void playTheDay() throws Exception {
        day = Path.of(System.getProperty("gemello.shared", "none"), "data", "harvard-ipmi");
        if (!Files.isDirectory(day)) {
            System.out.println("skipped: shared data not found");
            Assumptions.abort("shared data not found");
        }
        site = folder.resolve("servers");
        Process made = GemelloProcess.command("site", List.of("ipmi", day.toString(), site.toString())).redirectErrorStream(true).start();
        String said = new String(made.getInputStream().readAllBytes());
        assertEquals(0, made.waitFor(), said);
        assertTrue(said.contains("12 servers, 179 points; never gave a value: holy2c092901, holyolveczkygpu01"), said);
        dirt = DirtyDay.write(day, folder.resolve("recordings"), 7);
        // Side by side: a replay mostly waits for the disk.
        clean = start(day, "clean");
        dirty = start(folder.resolve("recordings"), "dirty");
        awaitEnd(clean);
        awaitEnd(dirty);
    }

    @AfterAll
    static void stop() throws Exception {
        for (GemelloProcess gemello : new GemelloProcess[] {clean, dirty}) {
            if (gemello != null) {
                gemello.close();
            }
        }
    }

    @Test
    void theWrittenSiteHasNoFault() throws Exception {
        Process check = GemelloProcess.command("check", List.of(site.toString())).redirectErrorStream(true).start();
        String said = new String(check.getInputStream().readAllBytes());
        assertEquals(0, check.waitFor(), said);
    }

    @Test
    void countMinMaxFirstAndLastOfEverySeriesInTheStoreAreExact() throws Exception {
        Map<String, String> expected = new TreeMap<>();
        for (String row : Files.readAllLines(day.resolve("expected-series.tsv")).stream().skip(1).toList()) {
            String[] column = row.split("\t");
            expected.put(column[0].replaceFirst("-\\d{4}-\\d{2}-\\d{2}\\.txt$", "") + "/" + column[4], column[6] + " " + Double.valueOf(column[8]) + " "
                + Double.valueOf(column[9]) + " " + Double.valueOf(column[10]) + " " + Double.valueOf(column[11]));
        }
        assertEquals(173, expected.size());
        Map<String, String> stored = new TreeMap<>();
        for (JsonNode point : points(clean)) {
            double[] values = Series.all(clean, point.get("point").asText()).stream().mapToDouble(reading -> reading.get("value").asDouble()).toArray();
            if (values.length > 0) {
                stored.put(point.get("address").asText(), values.length + " " + Arrays.stream(values).min().getAsDouble() + " "
                    + Arrays.stream(values).max().getAsDouble() + " " + values[0] + " " + values[values.length - 1]);
            }
        }
        assertEquals(expected, stored);
    }

    @Test
    void silenceShowsAsStateAndNeverAsAValue() throws Exception {
        assertStates(clean);
        assertEquals(Map.of("never seen", 3), states(clean, "holy2c092901"));
        assertEquals(Map.of("never seen", 3), states(clean, "holyolveczkygpu01"));
        for (JsonNode point : points(clean)) {
            if (point.get("state").asText().equals("never seen")) {
                assertTrue(point.path("value").isMissingNode() || point.get("value").isNull(), point.toString());
                assertEquals(List.of(), Series.all(clean, point.get("point").asText()));
            }
        }
    }

    @Test
    void everySampleIsAccountedFor() throws Exception {
        assertEquals(READINGS, clean.metric("gemello_samples_total"));
        assertEquals(READINGS, clean.metric("gemello_readings_total"));
        assertEquals(0, clean.metric("gemello_readings_by_reason_total"), "nothing was dropped or marked");
        assertEquals(0, clean.metric("gemello_unmapped_samples_total"));
        assertEquals(0, clean.metric("gemello_samples_failed_total"));
        assertEquals(0, clean.metric("gemello_adapter_lost_total"));
    }

    @Test
    void duplicatesDelayAndFahrenheitChangeNoStoredSeries() throws Exception {
        assertTrue(dirt.duplicates() > READINGS / 40 && dirt.late() > READINGS / 40, dirt.toString());
        for (JsonNode point : points(clean)) {
            String id = point.get("point").asText();
            assertSame(id, Series.all(clean, id), Series.all(dirty, id));
        }
        assertStates(dirty);
        assertEquals(dirt.duplicates(), byReason("duplicate-dropped"));
        assertEquals(dirt.late(), byReason("late"));
        assertEquals(READINGS, dirty.metric("gemello_readings_total"));
        assertEquals(dirt.duplicates() + dirt.late(), dirty.metric("gemello_readings_by_reason_total"), "and nothing else");
    }

    /** Of 173 series 33 were never stale, 127 went and came back, 13 went for good; the clock stands at the last scan. */
    private static void assertStates(GemelloProcess gemello) throws Exception {
        Instant morning = Instant.parse("2025-06-03T00:30:00Z");
        Map<String, Integer> fates = new HashMap<>();
        for (JsonNode point : points(gemello)) {
            boolean changed = Instant.parse(point.get("since").asText()).isAfter(morning);
            fates.merge(point.get("state").asText() + (changed ? " since later" : ""), 1, Integer::sum);
        }
        assertEquals(Map.of("live", 33, "live since later", 127, "stale since later", 13, "never seen", 6), fates);
        assertEquals(127 + 13, gemello.metric("gemello_point_state_changes_total{state=\"stale\"}"));
        assertEquals(173 + 127, gemello.metric("gemello_point_state_changes_total{state=\"live\"}"));
    }

    private static void assertSame(String id, List<JsonNode> expected, List<JsonNode> found) {
        assertEquals(expected.size(), found.size(), id);
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i).get("time"), found.get(i).get("time"), id);
            assertEquals(expected.get(i).get("value").asDouble(), found.get(i).get("value").asDouble(), 1e-9, id);
        }
    }

    private static GemelloProcess start(Path recordings, String name) throws Exception {
        return GemelloProcess.start(folder.resolve(name), "--site", site.toString(), "--features", "-mqtt", "--replay", recordings.toString(), "--speed", "max");
    }

    private static void awaitEnd(GemelloProcess gemello) throws Exception {
        GemelloProcess.awaitTrue("replay finished", PATIENCE, () -> gemello.output().lines().anyMatch("replay finished"::equals));
        GemelloProcess.awaitTrue("the store has read the journal to its end", Duration.ofSeconds(60), () -> gemello.metric("gemello_reader_lag_bytes") == 0);
    }

    private static double byReason(String reason) throws Exception {
        return dirty.metric("gemello_readings_by_reason_total{reason=\"" + reason + "\"}");
    }

    private static Iterable<JsonNode> points(GemelloProcess gemello) throws Exception {
        return gemello.get("/api/gemello/points").get("points");
    }

    private static Map<String, Integer> states(GemelloProcess gemello, String asset) throws Exception {
        Map<String, Integer> states = new TreeMap<>();
        StreamSupport.stream(points(gemello).spliterator(), false).filter(point -> point.get("asset").asText().equals(asset)).forEach(point -> states.merge(point.get("state").asText(), 1, Integer::sum));
        return states;
    }
}
