package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rubbish from outside: a clear message or a counter, nothing stops, and no point is frozen by it. */
class BadInputTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    @TempDir static Path folder;
    private static GemelloProcess gemello;
    private static Path site;
    private static long id;

    @BeforeAll
    static void aSiteThatWorks() throws Exception {
        site = TestSite.write(folder.resolve("site"), 3);
        gemello = GemelloProcess.start(folder.resolve("var"), "--site", site.toString());
    }

    @AfterAll
    static void stop() throws Exception {
        gemello.close();
    }

    @Test
    void valuesThatAreNoNumbersAreStoredAsBadAndTheNextGoodOneCounts() throws Exception {
        long now = System.currentTimeMillis();
        send("t/0", "{\"v\":\"NaN\",\"t\":" + (now - 5000) + "}");
        send("t/0", "{\"v\":1e400,\"t\":" + (now - 4000) + "}");
        send("t/0", "{\"v\":\"21,5\",\"t\":" + (now - 3000) + "}");
        send("t/0", "{\"v\":\"warm\",\"t\":" + (now - 2000) + "}");
        send("t/0", "{\"v\":21.5,\"t\":" + (now - 1000) + "}");
        awaitValue("p0", 21.5);
        GemelloProcess.awaitTrue("five rows", SOON, () -> Series.all(gemello, "p0").size() >= 5);
        List<JsonNode> rows = Series.all(gemello, "p0");
        assertEquals(4, rows.stream().filter(row -> row.get("quality").asText().equals("bad") && row.get("value").isNull()).count(), rows.toString());
    }

    @Test
    void aTimeFarAheadOrLongPastDoesNotFreezeAPoint() throws Exception {
        send("t/1", "{\"v\":99,\"t\":" + Instant.parse("2099-01-01T00:00:00Z").toEpochMilli() + "}");
        // A device that booted without a time server, five minutes past the epoch: its clock says nothing, the arrival counts.
        send("t/1", "{\"v\":70,\"t\":300000}");
        awaitValue("p1", 70);
        send("t/1", "{\"v\":1,\"t\":" + (System.currentTimeMillis() + 1000) + "}");
        awaitValue("p1", 1);
        send("t/1", "{\"v\":2,\"t\":" + (System.currentTimeMillis() + 2000) + "}");
        awaitValue("p1", 2);
        GemelloProcess.awaitTrue("all four stored", SOON, () -> Series.all(gemello, "p1").size() == 4);
        JsonNode ahead = Series.all(gemello, "p1").get(3);
        assertTrue(ahead.get("time").asText().startsWith("2099"), ahead.toString());
        assertTrue(ahead.get("reasons").toString().contains("skewed"), ahead.toString());
        assertTrue(Series.all(gemello, "p1").get(0).get("reasons").toString().contains("arrival-time"));
    }

    @Test
    void rubbishOnMqttIsCountedAndTheNextMessageIsRead() throws Exception {
        double before = gemello.metric("gemello_adapter_lost_total");
        send("t/2", "[".repeat(100) + "]".repeat(100));
        send("t/2", "{\"v\":");
        send("t/2", "\u0000\u0001\ufffd".repeat(1000));
        try (MqttSender sender = new MqttSender(gemello.mqtt())) {
            sender.send("t/2", id++, "x".repeat(10 << 20));
            sender.drain(5);
        }
        send("t/2", "{\"v\":7,\"t\":" + System.currentTimeMillis() + "}");
        awaitValue("p2", 7);
        GemelloProcess.awaitTrue("three unreadable payloads counted", SOON, () -> gemello.metric("gemello_adapter_lost_total") >= before + 3);
    }

    @Test
    void aWrongSiteIsRefusedWithEveryFaultAndTheOldOneStays() throws Exception {
        String good = Files.readString(site.resolve("points.csv"));
        try {
            Files.writeString(site.resolve("points.csv"), TestSite.POINTS + "\np0,a0,v,count,1,hall,t/0#$.v,furlong-fortnight,,\np0,nowhere,v,count,1,hall,t/9,,,\n");
            HttpResponse<String> refused = gemello.send("POST", "/api/gemello/site", "");
            assertEquals(400, refused.statusCode(), refused.body());
            assertTrue(refused.body().contains("furlong-fortnight") && refused.body().contains("nowhere") && refused.body().contains("points.csv"), refused.body());
            assertEquals(3, gemello.get("/api/gemello/points").get("points").size());

            Process check = GemelloProcess.command("check", List.of(site.toString())).redirectErrorStream(true).start();
            String said = new String(check.getInputStream().readAllBytes());
            assertEquals(1, check.waitFor(), said);
            assertTrue(said.contains("points.csv:2") && said.contains("furlong-fortnight") && said.contains("nowhere"), said);
        } finally {
            Files.writeString(site.resolve("points.csv"), good);
        }
        assertEquals(200, gemello.send("POST", "/api/gemello/site", "").statusCode());
    }

    @Test
    void deepOrBrokenOrHugeJsonOverHttpIsRefusedInDittosShape() throws Exception {
        String thing = "/api/2/things/" + TestSite.NAMESPACE + ":a0/attributes/x";
        for (String body : List.of("[".repeat(100) + "]".repeat(100), "{\"a\":", "NaN")) {
            HttpResponse<String> refused = gemello.send("PUT", thing, body);
            assertEquals(400, refused.statusCode(), refused.body());
            assertTrue(refused.body().contains("\"error\":\"json.invalid\""), refused.body());
        }
        assertEquals(413, gemello.send("PUT", thing, "\"" + "x".repeat(5 << 20) + "\"").statusCode());
        assertEquals(200, gemello.send("GET", "/health", null).statusCode());
    }

    private static void send(String topic, String payload) throws Exception {
        try (MqttSender sender = new MqttSender(gemello.mqtt())) {
            assertTrue(sender.send(topic, id, payload));
            sender.drain(10);
            assertTrue(sender.acknowledged().contains(id++), "not acknowledged: " + topic);
        }
    }

    private static void awaitValue(String point, double value) throws Exception {
        GemelloProcess.awaitTrue(point + " = " + value, SOON, () -> gemello.get("/api/gemello/points/" + point).path("value").asDouble(Double.NaN) == value);
    }
}
