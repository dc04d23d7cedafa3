package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site that is no data hall runs from its files alone: three makers' payloads become points in the site's units, derived points, alerts and things. */
class PumpStationTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final double FLOW = 38;
    private static final double WATTS = 7400;
    @TempDir Path folder;
    private volatile double levelCentimetres = 231.5;
    private volatile double dischargeBar = 4.2;
    private volatile boolean dischargeSilent;
    private volatile String flowSwitch2 = "closed";
    private GemelloProcess gemello;

    @Test
    void filesAndRulesAreEnough() throws Exception {
        Path site = BuiltBundle.home().resolve("runtime-config/sites/pumpstation");
        Process check = GemelloProcess.command("check", List.of(site.toString())).redirectErrorStream(true).start();
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, check.waitFor(), said);
        assertTrue(said.contains("tables: no faults") && said.contains("formulas: 7") && said.contains("rules: 7"), said);
        ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor();
        try (GemelloProcess running = GemelloProcess.start(folder.resolve("var"), "--site", site.toString(), "--features", "alert,derived"); MosquittoPub devices = new MosquittoPub(running.mqtt())) {
            gemello = running;
            clockwork.scheduleAtFixedRate(() -> round(devices), 0, 500, TimeUnit.MILLISECONDS);
            valuesComeInTheSitesUnits();
            pointsAreDerived();
            alertsComeAndGo();
            silenceIsNoticed();
        } finally {
            clockwork.shutdownNow();
        }
    }

    private void valuesComeInTheSitesUnits() throws Exception {
        await("tank-level", 2.315);
        await("tank-inflow", 43.2);
        await("tank-temperature", 15);
        await("main-suction", 0.42);
        await("pump-1-power", 7.4);
        await("pump-2-state", 1);
        assertEquals("m3/h", gemello.get("/api/gemello/points/tank-inflow").get("unit").asText());
    }

    private void pointsAreDerived() throws Exception {
        await("main-head", 3.78);
        await("station-flow", 76);
        await("station-balance", 43.2 - 76);
        await("station-power", 14.8);
        await("station-efficiency", 76 * 3.78 / 36 / 14.8 * 100);
        await("station-specific-energy", 14.8 / 76);
        assertEquals("good", gemello.get("/api/gemello/points/station-flow").get("quality").asText());
        JsonNode head = gemello.get("/api/gemello/points/main-head");
        assertEquals("[\"arrival-time\"]", head.get("reasons").toString(), "pressures come without a time: " + head);
        GemelloProcess.awaitTrue("the thing shows it", SOON, () -> near(76, gemello.get("/api/2/things/org.pumpstation:station").at("/features/flow/properties/value").asDouble()));
    }

    private void alertsComeAndGo() throws Exception {
        levelCentimetres = 40;
        dischargeBar = 6.5;
        flowSwitch2 = "open";
        assertEquals("lolo", alert("tank-level@tank-level", "unacknowledged").get("level").asText());
        assertEquals("Pressure main: 6.5 bar behind the pumps, limit 6 bar", alert("discharge-pressure@main-discharge", "unacknowledged").get("message").asText());
        assertEquals("critical", alert("runs-without-flow@pump-2-state", "unacknowledged").get("priority").asText());
        assertEquals("normal", gemello.get("/api/gemello/alerts/runs-without-flow@pump-1-state").get("state").asText());
        levelCentimetres = 231.5;
        dischargeBar = 4.2;
        flowSwitch2 = "closed";
        alert("tank-level@tank-level", "returned unacknowledged");
        alert("discharge-pressure@main-discharge", "returned unacknowledged");
        alert("runs-without-flow@pump-2-state", "latched unacknowledged");
    }

    private void silenceIsNoticed() throws Exception {
        dischargeSilent = true;
        alert("silent@main-discharge", "unacknowledged");
        assertEquals("normal", gemello.get("/api/gemello/alerts/silent@main-suction").get("state").asText());
        dischargeSilent = false;
        alert("silent@main-discharge", "returned unacknowledged");
    }

    private void await(String point, double value) throws Exception {
        GemelloProcess.awaitTrue(point + " is " + value, SOON, () -> near(value, gemello.get("/api/gemello/points/" + point).path("value").asDouble(Double.NaN)));
    }

    private static boolean near(double wanted, double value) {
        return Math.abs(wanted - value) < 1e-4 * Math.abs(wanted);
    }

    private JsonNode alert(String id, String state) throws Exception {
        return GemelloProcess.await(id + " is " + state, SOON, () -> {
            JsonNode alert = gemello.get("/api/gemello/alerts/" + id);
            return alert.get("state").asText().equals(state) ? alert : null;
        });
    }

    /** What the devices say, each in its way. */
    private void round(MosquittoPub devices) {
        try {
            Instant now = Instant.now();
            devices.say("pumpstation/aqualog/tank", text("{\"ts\":%.3f,\"level_cm\":%.1f,\"inflow_lps\":12.0,\"water_f\":59.0}", now.toEpochMilli() / 1000.0, levelCentimetres));
            devices.say("pumpstation/rotorix/pump-1", pump(now, "closed"));
            devices.say("pumpstation/rotorix/pump-2", pump(now, flowSwitch2));
            devices.say("pumpstation/bare/suction", "42");
            if (!dischargeSilent) {
                devices.say("pumpstation/bare/discharge", text("%.2f", dischargeBar));
            }
        } catch (IOException gone) {
            throw new IllegalStateException("mosquitto_pub has ended", gone);
        }
    }

    private static String pump(Instant now, String flowSwitch) {
        return text("{\"time\":\"%s\",\"state\":\"running\",\"inputs\":{\"flow_switch\":\"%s\"},\"speed\":{\"value\":1450,\"unit\":\"rpm\"},\"power\":{\"value\":%.0f,\"unit\":\"W\"},\"flow\":{\"value\":%.1f,\"unit\":\"m3/h\"}}",
            now, flowSwitch, WATTS, FLOW);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
