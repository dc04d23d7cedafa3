package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site's things in another Ditto, for which a second runtime stands in: everything that a Ditto client of theirs can see and do passes the network. */
class DittoMirrorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int THINGS = 12;
    private static final String THING = "/api/2/things/org.trial:";
    /** What neither side needs is left out: three starts make most of this test's time. */
    private static final String LEAN = "-duckdb,-alert,-bim,-view,-control,-derived,-ipmi,-deploy";
    @TempDir Path folder;

    @Test
    void theLastValueOfEveryPropertyArrivesThoughTheOtherDittoIsKilledAndTheTwinReplaced() throws Exception {
        String elsewhere = TestSite.write(folder.resolve("elsewhere"), 1).toString();
        Files.writeString(folder.resolve("elsewhere/site.properties"), "site=elsewhere\nadapters.hall.type=mqtt\n");
        tls(0);
        GemelloProcess there = start(elsewhere);
        try (GemelloProcess here = here()) {
            mirror(here, there);
            int round = 1;
            write(here, round);
            awaitSame(here, there);
            desiresAndMessagesComeBack(here, there);

            tls(https(there));
            there.kill();
            write(here, ++round);
            // Nobody told the mirror's other side of these while it was away.
            ok(here.send("DELETE", THING + "a0/attributes/note", null));
            ok(here.send("DELETE", THING + "a1/features/lamp", null));
            GemelloProcess.awaitTrue("health says that it is away", PATIENCE, () -> "warn".equals(health(here).path("state").asText()));
            write(here, ++round);
            there = start(elsewhere);
            write(here, ++round);
            awaitSame(here, there);
            assertTrue(here.metric("gemello_twin_ditto_connections_total") >= 2);

            here.bundle("io.gemello.twin", "stop");
            here.bundle("io.gemello.twin", "start");
            int last = ++round;
            GemelloProcess.awaitTrue("the twin is back", PATIENCE, () -> here.send("PUT", THING + "a0/features/v/properties/value", "0.5").statusCode() < 300);
            write(here, last);
            awaitSame(here, there);
            assertEquals("ok", health(here).path("state").asText(), health(here)::toString);
            assertEquals(0, here.metric("gemello_twin_ditto_refused_total"));
            theTrailKnowsWhatCameBack(here);
        } finally {
            there.close();
        }
        thePasswordIsInNoFile();
    }

    /** Keys for the other side at the first time, and its port. */
    private void tls(int port) throws Exception {
        Path keys = folder.resolve("there/etc/keys");
        if (!Files.exists(keys)) {
            Files.createDirectories(keys);
            Process made = new ProcessBuilder("sh", Path.of("../cnf/trial-keys.sh").toAbsolutePath().toString(), keys.toString()).redirectErrorStream(true).start();
            String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, made.waitFor(), said);
        }
        Files.write(folder.resolve("there/etc/io.gemello.http.tls.cfg"), List.of("tls.port = " + port, "tls.cert = etc/keys/server.pem", "tls.key = etc/keys/server.key", "plain = serve"));
    }

    private static int https(GemelloProcess gemello) throws IOException {
        return GemelloProcess.JSON.readTree(gemello.data().resolve("run.json").toFile()).get("https").asInt();
    }

    private GemelloProcess start(String site) throws Exception {
        return GemelloProcess.start(folder.resolve("there"), "--site", site, "--features", LEAN);
    }

    /** As an operator does it: without a restart. */
    private void mirror(GemelloProcess here, GemelloProcess there) throws IOException {
        Files.writeString(here.data().resolve("etc/io.gemello.twin.ditto.cfg"), "url = wss://localhost:" + https(there)
            + "\ntls.ca = " + folder.resolve("there/etc/keys/ca.pem") + "\nuser = operator\nback = all\ninterval.ms = 100\n");
    }

    private GemelloProcess here() throws Exception {
        List<String> assets = new ArrayList<>(List.of(TestSite.ASSETS));
        List<String> points = new ArrayList<>(List.of(TestSite.POINTS));
        for (int i = 0; i < THINGS; i++) {
            assets.add("a" + i + ",rack,Rack " + i + ",");
            points.add("p" + i + ",a" + i + ",v,temperature,Cel,ditto,a" + i + "/v,,,");
        }
        GemelloProcess here = GemelloProcess.start(folder.resolve("here"), Map.of("GEMELLO_DITTO_PASSWORD", GemelloProcess.PASSWORD),
            "--site", TestSite.write(folder.resolve("site"), assets, points).toString(), "--features", LEAN + ",ditto");
        ok(here.send("PUT", THING + "a0/attributes/note", "\"from here\""));
        ok(here.send("PUT", THING + "a0/attributes/nothing", "null"));
        ok(here.send("PUT", THING + "a1/features/lamp", "{\"definition\":[\"org.trial:lamp:1\"],\"properties\":{\"on\":true,\"by\":{\"na~me\":\"x\"}}}"));
        return here;
    }

    private static void write(GemelloProcess here, int round) throws Exception {
        for (int i = 0; i < THINGS; i++) {
            ok(here.send("PUT", THING + "a" + i + "/features/v/properties/value", String.valueOf(20 + i + round / 100.0)));
        }
    }

    private static void ok(HttpResponse<String> answer) {
        assertTrue(answer.statusCode() < 300, () -> answer.statusCode() + " " + answer.body());
    }

    /** All that is of a thing here is of the thing there; desired properties are the other Ditto's. */
    private static void awaitSame(GemelloProcess here, GemelloProcess there) throws Exception {
        for (int i = 0; i < THINGS; i++) {
            String path = THING + "a" + i;
            GemelloProcess.awaitTrue("a" + i + " is there as it is here", PATIENCE, () -> {
                HttpResponse<String> answer = there.send("GET", path, null);
                return answer.statusCode() == 200 && shown(GemelloProcess.JSON.readTree(answer.body())).equals(shown(here.get(path)));
            });
        }
    }

    private static JsonNode shown(JsonNode thing) {
        ((ObjectNode) thing.path("attributes")).remove("mirror");
        thing.path("features").forEach(feature -> ((ObjectNode) feature).remove("desiredProperties"));
        return thing;
    }

    private void desiresAndMessagesComeBack(GemelloProcess here, GemelloProcess there) throws Exception {
        ok(there.send("PUT", THING + "a2/features/v/desiredProperties", "{\"value\":18}"));
        String desired = THING + "a2/features/v/desiredProperties/value";
        GemelloProcess.awaitTrue("the desire is here", PATIENCE, () -> here.send("GET", desired, null).body().equals("18"));
        ok(there.send("DELETE", THING + "a2/features/v/desiredProperties", null));
        GemelloProcess.awaitTrue("the desire is taken back", PATIENCE, () -> here.send("GET", desired, null).statusCode() == 404);
        // What is not mirrored back is healed: the value here is the point's.
        ok(there.send("PUT", THING + "a2/features/v/properties/value", "99"));
        GemelloProcess.awaitTrue("a foreign value does not stay", PATIENCE, () -> !there.send("GET", THING + "a2/features/v/properties/value", null).body().equals("99"));

        WebSocket device = HttpClient.newHttpClient().newWebSocketBuilder().header("Authorization", GemelloProcess.basic("operator", GemelloProcess.PASSWORD))
            .buildAsync(URI.create("ws://127.0.0.1:" + here.http() + "/ws/2"), new Device()).get(20, TimeUnit.SECONDS);
        device.sendText("START-SEND-MESSAGES", true).get(20, TimeUnit.SECONDS);
        GemelloProcess.awaitTrue("the device listens", PATIENCE, () -> here.metric("gemello_twin_live_listeners") > 0);
        HttpResponse<String> answer = there.send("POST", THING + "a3/inbox/messages/blink?timeout=30s", "{\"times\":3}");
        assertEquals(202, answer.statusCode(), answer.body());
        assertEquals("{\"blinked\":3}", answer.body());
        device.abort();
    }

    /** Answers a message as a device does that listens here. */
    private static final class Device implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            socket.request(1);
            text.append(part);
            if (!last) {
                return null;
            }
            String message = text.toString();
            text.setLength(0);
            return message.startsWith("{") ? answer(socket, message) : null;
        }

        private static CompletionStage<?> answer(WebSocket socket, String message) {
            try {
                ObjectNode envelope = (ObjectNode) GemelloProcess.JSON.readTree(message);
                int times = envelope.path("value").path("times").asInt();
                envelope.put("status", 202).set("value", GemelloProcess.JSON.createObjectNode().put("blinked", times));
                return socket.sendText(envelope.toString(), true);
            } catch (IOException wrong) {
                throw new IllegalStateException(wrong);
            }
        }
    }

    private static void theTrailKnowsWhatCameBack(GemelloProcess here) throws Exception {
        GemelloProcess.awaitTrue("the trail holds the desire and the message", PATIENCE, () -> {
            List<String> what = here.get("/api/gemello/audit?what=ditto.*").findValuesAsText("what");
            return what.contains("ditto.desire") && what.contains("ditto.message");
        });
    }

    private static JsonNode health(GemelloProcess gemello) throws Exception {
        for (JsonNode one : gemello.get("/api/gemello/health").get("checks")) {
            if (one.get("name").asText().equals("twin.ditto")) {
                return one;
            }
        }
        return GemelloProcess.JSON.createObjectNode();
    }

    private void thePasswordIsInNoFile() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("here"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(file, StandardCharsets.ISO_8859_1).contains(GemelloProcess.PASSWORD), file.toString());
            }
        }
    }
}
