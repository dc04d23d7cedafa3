package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data hall as it is delivered: a cooling unit stops and comes back, and an operator sees and does what there is to do, over REST alone. */
class CoolingOffTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    /** Without load it is a twentieth of a second. */
    private static final Duration AT_ONCE_ON_A_BUSY_MACHINE = Duration.ofSeconds(10);
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
            JsonNode raised = gemello.get("/api/gemello/alerts/history?alert=" + UNIT_OFF).get("history").get(0);
            Duration lag = Duration.between(Instant.parse(raised.get("time").asText()), Instant.parse(raised.get("processed").asText()));
            assertTrue(lag.compareTo(AT_ONCE_ON_A_BUSY_MACHINE) < 0, "decided " + lag + " after its reading");
            assertTrue(gemello.get("/api/gemello/alerts/flags?point=crac-2-mode").toString().contains("unit-off:off-normal"));
            GemelloProcess.awaitTrue("the thing shows it", SOON, () -> gemello.send("GET", FEATURE, null).body().contains(UNIT_OFF));
            HttpResponse<String> table = gemello.send(gemello.request("/api/gemello/alerts?rule=unit-off").header("Accept", "text/csv").build());
            assertTrue(table.body().lines().skip(1).findFirst().orElse("").startsWith("\"" + UNIT_OFF + "\","), table.body());
            GemelloProcess.awaitTrue("the fronts of the racks behind it warm", SOON.multipliedBy(3), () -> gemello.get("/api/gemello/alerts?rule=inlet-quarter-hour").get("total").asInt() > 0);
            for (JsonNode one : gemello.get("/api/gemello/alerts?rule=inlet-quarter-hour").get("alerts")) {
                assertTrue(one.get("asset").asText().startsWith("rack-2-"), one.toString());
            }
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
