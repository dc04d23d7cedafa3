package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody can sign in to see why: so it must be seen without. */
class BrokenUsersTest {
    @TempDir
    Path folder;

    @Test
    void aBrokenUsersFileIsSeenInHealthAndMendedWithoutARestart() throws Exception {
        Path data = folder.resolve("data");
        try (GemelloProcess first = GemelloProcess.start(data, "--site", TestSite.first())) {
            assertEquals(0, first.terminate());
        }
        Path users = data.resolve("etc/users.json");
        byte[] good = Files.readAllBytes(users);
        Files.write(users, "{ \"users\": [".getBytes());
        try (GemelloProcess again = GemelloProcess.start(data, "--site", TestSite.first())) {
            HttpRequest health = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + again.http() + "/health")).build();
            HttpResponse<String> answer = again.send(health);
            assertEquals(503, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains("\"users\""), answer.body());
            assertTrue(again.output().contains("users.json") || Files.readString(data.resolve("log/gemello.log")).contains("users.json is broken"), again.output());
            assertEquals(401, again.send("GET", "/api/gemello/points", null).statusCode());
            Files.write(users, good);
            GemelloProcess.awaitTrue("who is known again can sign in", Duration.ofSeconds(10), () -> again.send("GET", "/api/gemello/points", null).statusCode() == 200);
        }
    }
}
