package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulated data hall as it is played by default: its past, and what is broken in it, over a kill. */
class DataHallTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String FAULTS = "/api/gemello/simulator/faults";
    private static final String FILLED = "gemello_simulator_history_filled_seconds";
    private static final int HOURS = 6;
    private static final int AN_HOUR = 3600;
    @TempDir
    Path folder;

    @Test
    void theHoursBeforeTheFirstStartAreFilledInOnceThoughItIsKilledOnTheWay() throws Exception {
        Path data = folder.resolve("var");
        Files.createDirectories(data.resolve("etc"));
        Files.writeString(data.resolve("etc/io.gemello.adapter.simulator.cfg"), "history.hours = " + HOURS + "\n");
        try (GemelloProcess gemello = GemelloProcess.start(data)) {
            GemelloProcess.awaitTrue("an hour is filled in", SOON, () -> gemello.metric(FILLED) >= AN_HOUR);
            assertTrue(gemello.metric(FILLED) < HOURS * AN_HOUR, "too fast to be killed on the way");
            assertEquals(200, gemello.send("PUT", FAULTS + "/crac-2.off", null).statusCode());
            gemello.kill();
        }
        try (GemelloProcess again = GemelloProcess.start(data)) {
            GemelloProcess.awaitTrue("all is filled in", SOON, () -> again.metric(FILLED) == HOURS * AN_HOUR);
            Properties kept = new Properties();
            try (var in = Files.newBufferedReader(data.resolve("simulator/datahall.history"))) {
                kept.load(in);
            }
            Instant from = Instant.ofEpochSecond(Long.parseLong(kept.getProperty("from")));
            Instant to = Instant.ofEpochSecond(Long.parseLong(kept.getProperty("to")));
            for (String point : List.of("rack-1-01-inlet-top", "crac-4-mode", "hall-door")) {
                String range = "/api/gemello/series/" + point + "?from=" + from + "&to=" + to;
                GemelloProcess.awaitTrue("a value a minute of " + point, SOON, () -> readings(again, range + "&limit=1000").size() == HOURS * 60);
                for (JsonNode reading : readings(again, range + "&limit=1000")) {
                    assertEquals("back-filled", reading.get("reasons").get(0).asText(), reading.toString());
                }
            }
            JsonNode now = again.get("/api/gemello/points/rack-1-01-inlet-top");
            assertEquals(List.of("live", "good"), List.of(now.get("state").asText(), now.get("quality").asText()));
            assertEquals("crac-2.off", again.get(FAULTS).get("active").get(0).get("name").asText());
            GemelloProcess.awaitTrue("the unit is still off", SOON, () -> again.get("/api/gemello/points/crac-2-mode").get("value").asDouble(1) == 0);
            assertEquals(204, again.send("DELETE", FAULTS, null).statusCode());
            GemelloProcess.awaitTrue("the unit cools again", SOON, () -> again.get("/api/gemello/points/crac-2-mode").get("value").asDouble(0) == 1);
            String trail = again.get("/api/gemello/audit?what=simulator.*").toString();
            assertTrue(trail.contains("simulator.faults.put") && trail.contains("simulator/faults/crac-2.off") && trail.contains("simulator.faults.delete"), trail);
            aFailingSupplyTakesWhatItFeedsWithIt(again);
            theTwinTellsOfThePastToo(again, from, to);
            assertTrue(again.get("/api/gemello/alerts").get("alerts").findValuesAsText("point").stream().noneMatch(point -> point.startsWith("rack-4")), "history raised an alert");
        }
    }

    /** Who has no current has no work; who has no cold has no work either, and the cooling units none before. */
    private static void aFailingSupplyTakesWhatItFeedsWithIt(GemelloProcess gemello) throws Exception {
        JsonNode ups = gemello.get("/api/gemello/graph/ups/impact");
        assertEquals("{\"rack\":40,\"row\":4,\"server\":20}", ups.get("types").toString());
        JsonNode chiller = gemello.get("/api/gemello/graph/chiller/impact?type=server&limit=1");
        assertEquals("{\"cooling unit\":4,\"rack\":40,\"row\":4,\"server\":20}", chiller.get("types").toString());
        assertEquals("[\"chiller\",\"crac-1\",\"row-1\",\"rack-1-05\",\"rack-1-05-server-1\"]", chiller.get("assets").get(0).get("path").toString());
        assertEquals("[\"feeds\",\"feeds\",\"partOf\",\"locatedIn\"]", chiller.get("assets").get(0).get("via").toString());
        JsonNode crac = gemello.get("/api/2/things/org.datahall:chiller/attributes/feeds");
        assertEquals("[\"crac-1\",\"crac-2\",\"crac-3\",\"crac-4\"]", crac.toString());
        assertEquals(404, gemello.send("GET", "/api/gemello/graph/nobody/impact", null).statusCode());
    }

    /** By Ditto's address, out of the store that runs. */
    private static void theTwinTellsOfThePastToo(GemelloProcess gemello, Instant from, Instant to) throws Exception {
        String series = "/api/2/things/org.datahall:rack-1-01/features/inlet-top/timeseries/value?from=" + from + "&to=" + to;
        JsonNode readings = gemello.get(series);
        assertEquals(HOURS * 60, readings.get("result").get("count").asInt(), readings.get("result").toString());
        assertEquals("Cel", readings.get("result").get("unit").asText());
        JsonNode hours = gemello.get(series + "&interval=" + 2 * HOURS + "h&aggregation=count");
        int counted = 0;
        for (JsonNode window : hours.get("data")) {
            counted += window.get("v").asInt();
        }
        assertEquals(HOURS * 60, counted, hours.toString());
    }

    private static JsonNode readings(GemelloProcess gemello, String path) throws Exception {
        return gemello.get(path).get("readings");
    }
}
