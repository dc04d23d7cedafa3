package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a policy says of a thing holds on every surface, for people of our own and of an outside issuer, and while the twin is replaced. */
class PolicyTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();
    private static final String APP = "https://app.example.org";
    private static final String THING = "/api/2/things/" + TestSite.NAMESPACE + ":a0";
    private static final String UNIT = THING + "/features/v/properties/unit";
    @TempDir
    static Path folder;
    private static GemelloProcess runtime;
    private static KeyPair issuer;

    @BeforeAll
    static void start() throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        issuer = keys.generateKeyPair();
        Path etc = Files.createDirectories(folder.resolve("var/etc"));
        RSAPublicKey open = (RSAPublicKey) issuer.getPublic();
        Files.writeString(etc.resolve("issuer.json"), "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"kid\":\"k\",\"n\":\"" + number(open.getModulus()) + "\",\"e\":\"" + number(open.getPublicExponent()) + "\"}]}");
        Files.write(etc.resolve("io.gemello.http.jwt.cfg"), List.of("issuer = https://login.example.org", "name = plant", "jwks = etc/issuer.json", "audience = gemello", "roles = *=viewer"));
        Files.write(etc.resolve("io.gemello.http.cfg"), List.of("cors.origins = " + APP));
        runtime = GemelloProcess.start(folder.resolve("var"), "--site", TestSite.write(folder.resolve("site"), 2).toString());
    }

    @AfterAll
    static void stop() throws Exception {
        if (runtime != null) {
            runtime.close();
        }
    }

    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return URL.encodeToString(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private static String token(String subject) throws Exception {
        String text = URL.encodeToString("{\"alg\":\"RS256\",\"kid\":\"k\"}".getBytes(StandardCharsets.UTF_8)) + "."
            + URL.encodeToString(("{\"iss\":\"https://login.example.org\",\"aud\":\"gemello\",\"sub\":\"" + subject + "\",\"exp\":" + (Instant.now().getEpochSecond() + 600) + "}").getBytes(StandardCharsets.UTF_8));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(issuer.getPrivate());
        signature.update(text.getBytes(StandardCharsets.US_ASCII));
        return text + "." + URL.encodeToString(signature.sign());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + runtime.http() + path)).timeout(Duration.ofSeconds(20)).header("Accept", "application/json");
    }

    private static HttpResponse<String> as(String subject, String path) throws Exception {
        return runtime.send(request(path).header("Authorization", "Bearer " + token(subject)).build());
    }

    private static void until(int status, String subject, String path) throws Exception {
        HttpResponse<String> answer = as(subject, path);
        for (long deadline = System.nanoTime() + SOON.toNanos(); answer.statusCode() != status && System.nanoTime() < deadline; answer = as(subject, path)) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertEquals(status, answer.statusCode(), path + " for " + subject + ": " + answer.body());
    }

    private static int put(String path, String body) throws Exception {
        return runtime.send("PUT", path, body).statusCode();
    }

    @Test
    void aPointThatAPolicyHidesIsHiddenOnEverySurfaceAlsoWhileTheTwinIsReplaced() throws Exception {
        until(200, "4711", THING);
        assertEquals(200, as("4711", "/api/gemello/points/p0").statusCode());
        JsonNode me = JSON.readTree(as("4711", "/api/2/whoami").body());
        assertEquals("plant:4711", me.get("defaultSubject").asText());
        assertEquals(201, put("/api/2/policies/" + TestSite.NAMESPACE + ":site/entries/not4711", "{\"subjects\":{\"plant:4711\":{\"type\":\"person\"}},\"resources\":{\"thing:/features/v\":{\"grant\":[],\"revoke\":[\"READ\"]}}}"));
        hidden();
        assertEquals(200, as("4712", "/api/gemello/points/p0").statusCode());
        runtime.bundle("io.gemello.twin", "stop");
        until(503, "4712", "/api/gemello/points/p0");
        assertEquals(503, as("4711", "/api/gemello/points/p0").statusCode());
        runtime.bundle("io.gemello.twin", "start");
        until(200, "4712", "/api/gemello/points/p0");
        until(200, "4712", THING);
        hidden();
    }

    private static void hidden() throws Exception {
        assertEquals(404, as("4711", UNIT).statusCode());
        assertEquals(404, as("4711", "/api/gemello/points/p0").statusCode());
        assertEquals(404, as("4711", "/api/gemello/series/p0/latest").statusCode());
        assertFalse(as("4711", "/api/gemello/points").body().contains("\"p0\""));
        HttpResponse<String> thing = as("4711", THING);
        assertEquals(200, thing.statusCode());
        assertFalse(thing.body().contains("\"unit\""), thing.body());
        assertEquals(200, as("4711", "/api/gemello/assets/a0").statusCode(), "what is said of the asset is not hidden");
    }

    @Test
    void aTokenThatIsNoneIsToldAsDittoTells() throws Exception {
        String good = token("x");
        String unsigned = URL.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8)) + good.substring(good.indexOf('.'), good.lastIndexOf('.') + 1);
        for (String bad : List.of(unsigned, good.substring(0, good.length() - 6) + "AAAAAA")) {
            HttpResponse<String> answer = runtime.send(request("/api/2/things").header("Authorization", "Bearer " + bad).build());
            assertEquals(401, answer.statusCode(), answer.body());
            assertEquals("gateway:authentication.failed", JSON.readTree(answer.body()).get("error").asText());
        }
        HttpResponse<String> large = runtime.send("PUT", "/api/2/things/a:large", "{\"attributes\":{\"x\":\"" + "y".repeat(2 << 20) + "\"}}");
        assertEquals(413, large.statusCode());
        assertEquals("things:thing.toolarge", JSON.readTree(large.body()).get("error").asText());
    }

    @Test
    void aPageOfANamedOriginMayAskAndAnotherMayNot() throws Exception {
        HttpRequest.Builder question = request("/api/2/things/a:b").header("Access-Control-Request-Method", "PUT").header("Access-Control-Request-Headers", "authorization,content-type")
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody());
        HttpResponse<String> answer = runtime.send(question.copy().header("Origin", APP).build());
        assertEquals(204, answer.statusCode());
        assertEquals(APP, answer.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
        assertEquals("authorization,content-type", answer.headers().firstValue("Access-Control-Allow-Headers").orElse(""));
        assertTrue(runtime.send(question.copy().header("Origin", "https://evil.example").build()).headers().firstValue("Access-Control-Allow-Origin").isEmpty());
        HttpResponse<String> made = runtime.send(request("/api/2/things/a:b").header("Origin", APP).header("Content-Type", "application/json")
            .header("Authorization", GemelloProcess.basic("operator", GemelloProcess.PASSWORD)).PUT(HttpRequest.BodyPublishers.ofString("{}")).build());
        assertEquals(201, made.statusCode(), made.body());
        assertEquals(APP, made.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
    }
}
