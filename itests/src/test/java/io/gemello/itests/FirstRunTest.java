package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer does: start it, look, stop it, start it again. */
class FirstRunTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final long PROBES = 406;
    @TempDir Path folder;

    @Test
    void thePointsOfTheDataHallAreLiveInTwinAndStoreAndComeBackAfterARestart() throws Exception {
        Path data = folder.resolve("var");
        String thing;
        int stored;
        try (GemelloProcess gemello = GemelloProcess.start(data)) {
            GemelloProcess.awaitTrue("every probe of the hall is live", SOON, () -> live(gemello).count() == PROBES);
            JsonNode point = live(gemello).findFirst().orElseThrow();
            String id = point.get("point").asText();
            thing = "/api/2/things/org.datahall:" + point.get("asset").asText();
            JsonNode feature = GemelloProcess.await("its value in the twin", SOON, () -> {
                JsonNode properties = gemello.get(thing).get("features").get(point.get("feature").asText()).get("properties");
                return properties.path("value").isNumber() ? properties : null;
            });
            assertEquals(point.get("unit"), feature.get("unit"));
            GemelloProcess.awaitTrue("rows in the store", SOON, () -> Series.all(gemello, id).size() >= 3);
            assertEquals(201, gemello.send("PUT", thing + "/attributes/note", "\"mine\"").statusCode());
            stored = Series.all(gemello, id).size();
            assertEquals(0, gemello.terminate(), gemello.output());
            assertEquals(1, gemello.output().lines().count(), "more than the ready line:\n" + gemello.output());
            assertFalse(Files.exists(data.resolve("run.json")));
            assertTrue(stored > 0);
        }
        try (GemelloProcess again = GemelloProcess.start(data)) {
            assertEquals("mine", again.get(thing + "/attributes/note").asText());
            GemelloProcess.awaitTrue("live again", SOON, () -> live(again).count() == PROBES);
        }
    }

    @Test
    void aFirstStartWithoutTerminalAndPasswordSaysWhatToSet() throws Exception {
        ProcessBuilder builder = GemelloProcess.command("run", List.of("--data", folder.resolve("none").toString(), "--port", "0", "--mqtt-port", "0"));
        builder.environment().remove("GEMELLO_PASSWORD");
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(2, process.exitValue(), said);
        assertEquals(1, said.lines().count(), said);
        assertTrue(said.contains("GEMELLO_PASSWORD"), said);
    }

    @Test
    void noDefaultPasswordWorksNotForAMomentAndNoSecretIsInClear() throws Exception {
        Path data = folder.resolve("var");
        int port;
        try (java.net.ServerSocket free = new java.net.ServerSocket(0)) {
            port = free.getLocalPort();
        }
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest guess = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/system/console/bundles.json"))
            .header("Authorization", GemelloProcess.basic("admin", "admin")).build();
        Process process = GemelloProcess.command("run", List.of("--data", data.toString(), "--port", Integer.toString(port), "--mqtt-port", "0")).redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile()).start();
        int refused = 0;
        try {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(150);
            while (System.nanoTime() < deadline && refused < 40) {
                try {
                    HttpResponse<String> answer = client.send(guess, HttpResponse.BodyHandlers.ofString());
                    assertTrue(List.of(401, 403, 404, 429, 503).contains(answer.statusCode()), answer.statusCode() + ": " + answer.body());
                    refused += Files.exists(data.resolve("run.json")) ? 1 : 0;
                } catch (java.io.IOException notYet) {
                    // The port is not open yet.
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
            assertEquals(40, refused, "asked 40 times after ready; what it said: " + Files.readString(folder.resolve("out")));
        } finally {
            process.destroyForcibly().waitFor();
        }
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile).filter(f -> f.toFile().length() < 50_000_000)::iterator) {
                assertFalse(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1).contains(GemelloProcess.PASSWORD), file.toString());
            }
        }
    }

    private static Stream<JsonNode> live(GemelloProcess gemello) throws Exception {
        return StreamSupport.stream(gemello.get("/api/gemello/points?limit=1000").get("points").spliterator(), false)
            .filter(point -> point.get("adapter").asText().equals("hall") && point.get("state").asText().equals("live"));
    }
}
