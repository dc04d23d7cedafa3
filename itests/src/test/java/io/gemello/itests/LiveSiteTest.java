package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site is changed while it runs and is fed, as an integrator does it: files, check, POST, DELETE. */
class LiveSiteTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    @TempDir Path folder;
    private final AtomicBoolean enough = new AtomicBoolean();
    private final AtomicLong sent = new AtomicLong();

    @Test
    void aRunningSiteIsChangedAndUndoneAndLosesNothing() throws Exception {
        Path site = TestSite.write(folder.resolve("site"), 3);
        try (GemelloProcess gemello = GemelloProcess.start(folder.resolve("var"), "--site", site.toString()); MqttSender sender = new MqttSender(gemello.mqtt())) {
            Thread load = new Thread(() -> load(sender), "load");
            load.start();
            assertTrue(post(gemello).get("message").asText().startsWith("nothing has changed"));
            List<String> assets = Files.readAllLines(site.resolve("assets.csv"));
            List<String> points = Files.readAllLines(site.resolve("points.csv"));
            Files.write(site.resolve("site.properties"), List.of("adapters.side.type=mqtt", "adapters.side.subscribe=side/#"), StandardOpenOption.APPEND);
            Files.write(site.resolve("assets.csv"), assets.stream().filter(row -> !row.startsWith("a2,")).toList());
            Files.write(site.resolve("points.csv"), points.stream().filter(row -> !row.startsWith("p2,")).map(row -> row.startsWith("p1,") ? row.replace(",hall,", ",side,").replace("t/1", "side/1") : row).toList());
            JsonNode report = post(gemello);
            assertEquals("[\"a2\"]", report.at("/assets/retired").toString());
            assertEquals("[\"p1\"]", report.at("/points/changed").toString());
            assertEquals("[\"side\"]", report.at("/adapters/added").toString());
            GemelloProcess.awaitTrue("the new adapter runs", SOON, () -> adapterState(gemello, "side").equals("connected"));
            sender.send("side/1", -1, "{\"v\":4711,\"t\":" + System.currentTimeMillis() + "}");
            GemelloProcess.awaitTrue("it delivers", SOON, () -> gemello.get("/api/gemello/points/p1").path("value").asInt() == 4711);
            GemelloProcess.awaitTrue("the thing is retired", SOON, () -> thing(gemello, "a2").at("/attributes/retired").asBoolean());
            assertFalse(post(gemello).get("applied").asBoolean());
            assertEquals(200, gemello.send("DELETE", "/api/gemello/site", null).statusCode());
            GemelloProcess.awaitTrue("the thing is back", SOON, () -> thing(gemello, "a2").at("/attributes/retired").isMissingNode());
            GemelloProcess.awaitTrue("the adapter is gone", SOON, () -> adapterState(gemello, "side").isEmpty());
            HttpResponse<String> twice = gemello.send("DELETE", "/api/gemello/site", null);
            assertEquals(409, twice.statusCode());
            assertTrue(twice.body().contains("nothing to undo"), twice.body());
            enough.set(true);
            load.join();
            sender.drain(20);
            assertEquals(sent.get(), sender.acknowledged().size() - 1);
            GemelloProcess.awaitTrue("every reading of the point that stayed is stored once", SOON, () -> values(gemello, "p0").size() == (sent.get() + 2) / 3);
            assertEquals(new TreeSet<>(values(gemello, "p0")).size(), values(gemello, "p0").size());
            assertTrue(post(gemello).get("applied").asBoolean(), "the files are applied again");
        }
        try (GemelloProcess gemello = GemelloProcess.start(folder.resolve("var"), "--site", site.toString())) {
            assertEquals("undo", JSON.readTree(gemello.send("DELETE", "/api/gemello/site", null).body()).get("action").asText(), "undo reaches over a restart");
            GemelloProcess.awaitTrue("the thing is back", SOON, () -> thing(gemello, "a2").at("/attributes/retired").isMissingNode());
        }
    }

    /** Recorded messages of real devices: unmapped, proposed, checked, applied, and the next ones arrive as readings. */
    @Test
    void whatIsProposedForRealDevicesIsCheckedAppliedAndDelivers() throws Exception {
        Path recorded = Path.of(System.getProperty("gemello.shared", "absent"), "data/mqtt-payloads/wifi-devices.jsonl");
        if (!Files.exists(recorded)) {
            System.out.println("skipped: shared data not found");
        }
        Assumptions.assumeTrue(Files.exists(recorded), "skipped: shared data not found");
        Path site = TestSite.write(folder.resolve("site"), List.of("asset,type,name,locatedIn", "hall,hall,Hall,", "a0,rack,Rack,hall"),
            List.of("point,asset,feature,quantity,unit,adapter,address,sourceUnit,states,comment", "p0,a0,v,count,1,hall,t/0,,,"));
        try (GemelloProcess gemello = GemelloProcess.start(folder.resolve("var"), "--site", site.toString()); MqttSender sender = new MqttSender(gemello.mqtt())) {
            publish(recorded, sender);
            GemelloProcess.awaitTrue("all are listed", SOON, () -> gemello.get("/api/gemello/unmapped").get("unmapped").size() >= 12);
            JsonNode proposed = gemello.get("/api/gemello/unmapped?propose=json").get("proposals");
            assertTrue(proposed.size() >= 20, proposed.toString());
            append(site.resolve("points.csv"), gemello.send("GET", "/api/gemello/unmapped?propose=csv&rows=site", null).body());
            append(site.resolve("assets.csv"), gemello.send("GET", "/api/gemello/unmapped?propose=assets&rows=site", null).body());
            Process check = GemelloProcess.command("check", List.of(site.toString())).redirectErrorStream(true).start();
            String said = new String(check.getInputStream().readAllBytes());
            assertTrue(check.waitFor(60, TimeUnit.SECONDS));
            assertEquals(0, check.exitValue(), said);
            assertEquals(proposed.size(), post(gemello).at("/points/added").size());
            publish(recorded, sender);
            for (JsonNode proposal : proposed) {
                String point = proposal.get("point").asText();
                GemelloProcess.awaitTrue(point + " delivers " + proposal.get("value"), SOON, () -> gemello.get("/api/gemello/points/" + point).hasNonNull("value"));
                JsonNode now = gemello.get("/api/gemello/points/" + point);
                assertFalse(now.get("quality").asText().equals("bad"), now.toString());
            }
            assertEquals(20.1, gemello.get("/api/gemello/points/shellyht-livingroom-temperature").get("value").asDouble(), 1e-9);
            assertEquals((68.3 - 32) / 1.8, gemello.get("/api/gemello/points/shellyht-livingroom-temperature-tf").get("value").asDouble(), 1e-9);
        }
    }

    private static void publish(Path recorded, MqttSender sender) throws Exception {
        for (String line : Files.readAllLines(recorded)) {
            JsonNode message = JSON.readTree(line);
            JsonNode payload = message.get("payload");
            assertTrue(sender.send(message.get("topic").asText(), 0, payload.isTextual() ? payload.textValue() : payload.toString()));
        }
        sender.drain(20);
    }

    private static void append(Path file, String rows) throws Exception {
        assertTrue(rows.contains(","), rows);
        Files.writeString(file, rows, StandardOpenOption.APPEND);
    }

    private void load(MqttSender sender) {
        try {
            for (long id = 0; !enough.get(); id++) {
                if (!sender.send("t/" + id % 3, id, "{\"v\":" + id + ",\"t\":" + System.currentTimeMillis() + "}")) {
                    return;
                }
                sent.incrementAndGet();
                TimeUnit.MILLISECONDS.sleep(3);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Long> values(GemelloProcess gemello, String point) throws Exception {
        List<Long> values = new ArrayList<>();
        Series.all(gemello, point).forEach(reading -> values.add(reading.get("value").asLong()));
        return values;
    }

    private static JsonNode post(GemelloProcess gemello) throws Exception {
        HttpResponse<String> answer = gemello.send("POST", "/api/gemello/site", "");
        assertEquals(200, answer.statusCode(), answer.body());
        return JSON.readTree(answer.body());
    }

    /** Empty where there is no such adapter. */
    private static String adapterState(GemelloProcess gemello, String name) throws Exception {
        for (JsonNode adapter : gemello.get("/api/gemello/adapters").get("adapters")) {
            if (adapter.get("adapter").asText().equals(name)) {
                return adapter.get("state").asText();
            }
        }
        return "";
    }

    private static JsonNode thing(GemelloProcess gemello, String asset) throws Exception {
        return gemello.get("/api/2/things/" + TestSite.NAMESPACE + ":" + asset);
    }
}
