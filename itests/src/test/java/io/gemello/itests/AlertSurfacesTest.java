package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cooling unit of the data hall stops and comes back: its alert in the list, the table, the history, the flags and the thing, and what an operator does with it. */
class AlertSurfacesTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String UNIT_OFF = "unit-off@crac-2-mode";
    private static final String FAULT = "/api/gemello/simulator/faults/crac-2.off";
    private static final String FEATURE = "/api/2/things/org.datahall:crac-2/features/alerts";
    @TempDir Path folder;

    @Test
    void aStoppedUnitIsAnAlertAFlagAndAFeatureUntilItRunsAndSomebodyHasSeenIt() throws Exception {
        Path site = BuiltBundle.home().resolve("runtime-config/sites/datahall");
        try (GemelloProcess gemello = GemelloProcess.start(folder.resolve("var"), "--site", site.toString())) {
            GemelloProcess.awaitTrue("the unit is heard", SOON, () -> gemello.get("/api/gemello/points?asset=crac-2").toString().contains("\"live\""));
            assertEquals(0, gemello.get("/api/gemello/alerts").get("total").asInt(), "a healthy hall has none: " + gemello.get("/api/gemello/alerts"));
            assertEquals(200, gemello.send("PUT", FAULT, "").statusCode());
            awaitState(gemello, "unacknowledged");
            assertEquals("Cooling unit 2 is off", alert(gemello).get("message").asText());
            assertTrue(gemello.get("/api/gemello/alerts/flags?point=crac-2-mode").toString().contains("unit-off:off-normal"));
            GemelloProcess.awaitTrue("the thing shows it", SOON, () -> gemello.send("GET", FEATURE, null).body().contains(UNIT_OFF));
            HttpResponse<String> table = gemello.send(gemello.request("/api/gemello/alerts?rule=unit-off").header("Accept", "text/csv").build());
            assertTrue(table.body().lines().skip(1).findFirst().orElse("").startsWith("\"" + UNIT_OFF + "\","), table.body());
            assertEquals(204, gemello.send("DELETE", FAULT, null).statusCode());
            awaitState(gemello, "returned unacknowledged");
            assertEquals(200, gemello.send("POST", "/api/gemello/alerts/" + UNIT_OFF + "/ack", "{\"comment\": \"seen\"}").statusCode());
            assertEquals("normal", alert(gemello).get("state").asText());
            GemelloProcess.awaitTrue("the thing shows it no more", SOON, () -> !gemello.send("GET", FEATURE, null).body().contains(UNIT_OFF));
            List<String> events = gemello.get("/api/gemello/alerts/history?alert=" + UNIT_OFF).get("history").findValuesAsText("event");
            assertEquals(List.of("acknowledge", "returned", "raised"), events);
        }
    }

    private static JsonNode alert(GemelloProcess gemello) throws Exception {
        return gemello.get("/api/gemello/alerts/" + UNIT_OFF);
    }

    private static void awaitState(GemelloProcess gemello, String state) throws Exception {
        GemelloProcess.awaitTrue(UNIT_OFF + " is " + state, SOON, () -> alert(gemello).get("state").asText().equals(state));
    }
}
