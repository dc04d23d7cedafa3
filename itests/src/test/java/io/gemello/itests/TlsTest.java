package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The assembled runtime over TLS: by Java's client, by curl, by mosquitto_pub, with the right, the wrong and no certificate. */
class TlsTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    @TempDir
    static Path folder;
    private static Path keys;
    private static GemelloProcess gemello;
    private static int https;
    private static int mqtts;

    @BeforeAll
    static void start() throws Exception {
        keys = Files.createDirectories(folder.resolve("var/etc/keys"));
        assertEquals("", run("sh", Path.of("../cnf/trial-keys.sh").toAbsolutePath().toString(), keys.toString()));
        configure("io.gemello.http.tls.cfg", "tls.port = 0", "tls.cert = etc/keys/server.pem", "tls.key = etc/keys/server.key", "tls.client.ca = etc/keys/ca.pem", "tls.client.auth = want");
        configure("io.gemello.broker.cfg", "tls.port = 0", "tls.cert = etc/keys/server.pem", "tls.key = etc/keys/server.key", "tls.client.ca = etc/keys/ca.pem", "tls.client.auth = need");
        gemello = GemelloProcess.start(folder.resolve("var"), "--site", TestSite.write(folder.resolve("site"), 2).toString());
        JsonNode run = JSON.readTree(folder.resolve("var/run.json").toFile());
        https = run.get("https").asInt();
        mqtts = run.get("mqtts").asInt();
        Process user = GemelloProcess.command("user", List.of("add", "device", "--role", "device", "--data", gemello.data().toString())).redirectErrorStream(true).start();
        assertEquals(0, user.waitFor(), () -> "gemello user add");
    }

    @AfterAll
    static void stop() throws Exception {
        if (gemello != null) {
            gemello.close();
        }
    }

    private static void configure(String file, String... lines) throws IOException {
        Files.write(folder.resolve("var/etc").resolve(file), List.of(lines));
    }

    /** @return what a program said that ended badly, or nothing */
    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes());
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), String.join(" ", command));
        return process.exitValue() == 0 ? "" : "exit " + process.exitValue() + ": " + said;
    }

    private static String file(String name) {
        return keys.resolve(name).toString();
    }

    /** @param own null for a client without certificate */
    private static HttpClient client(String own) throws Exception {
        KeyStore authority = KeyStore.getInstance("PKCS12");
        authority.load(null, null);
        authority.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(Files.newInputStream(keys.resolve("ca.pem"))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authority);
        KeyManagerFactory key = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        if (own != null) {
            assertEquals("", run("openssl", "pkcs12", "-export", "-in", file(own + ".pem"), "-inkey", file(own + ".key"), "-out", file(own + ".p12"), "-passout", "pass:x"));
            key.init(KeyStore.getInstance(keys.resolve(own + ".p12").toFile(), "x".toCharArray()), "x".toCharArray());
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own == null ? null : key.getKeyManagers(), trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).connectTimeout(Duration.ofSeconds(10)).build();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + https + path)).timeout(Duration.ofSeconds(30));
    }

    private static HttpResponse<String> send(HttpClient by, HttpRequest request) throws Exception {
        return by.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aPasswordWorksOverTlsAndTheReadyLineNamesIt() throws Exception {
        assertTrue(gemello.output().contains("ready https://127.0.0.1:" + https + "/"), gemello.output());
        HttpResponse<String> points = send(client(null), request("/api/gemello/points").header("Authorization", GemelloProcess.basic("operator", GemelloProcess.PASSWORD)).build());
        assertEquals(200, points.statusCode(), points.body());
        assertEquals(401, send(client(null), request("/api/gemello/points").build()).statusCode());
    }

    @Test
    void aCertificateIsTheUserThatItNamesWithThatUsersRoles() throws Exception {
        assertEquals(200, send(client("operator"), request("/api/gemello/points").build()).statusCode());
        assertEquals(200, send(client("operator"), request("/system/console/bundles.json").build()).statusCode());
        assertEquals(403, send(client("device"), request("/api/gemello/points").build()).statusCode());
        assertEquals(401, send(client("nobody"), request("/api/gemello/points").build()).statusCode());
        HttpResponse<String> wrong = send(client("operator"), request("/api/gemello/points").header("Authorization", GemelloProcess.basic("operator", "wrong")).build());
        assertEquals(401, wrong.statusCode(), "what is sent along counts before the certificate");
    }

    @Test
    void aStrangersCertificateIsRefusedInTheHandshake() throws Exception {
        // Exit 35 or 56: the connection broke in, or (TLS 1.3) right after the handshake.
        String curl = run("curl", "-s", "--cacert", file("ca.pem"), "--cert", file("stranger.pem"), "--key", file("stranger.key"), "https://localhost:" + https + "/health");
        assertTrue(curl.startsWith("exit 35") || curl.startsWith("exit 56"), curl);
        // Java's client does not even show a certificate of an authority that the server does not name.
        assertEquals(401, send(client("stranger"), request("/api/gemello/points").build()).statusCode());
    }

    @Test
    void aForeignPageCannotUseABrowsersCertificate() throws Exception {
        HttpClient browser = client("operator");
        HttpRequest.Builder change = request("/api/gemello/site").POST(HttpRequest.BodyPublishers.noBody());
        assertEquals(200, send(browser, change.build()).statusCode(), "a program");
        assertEquals(403, send(browser, change.copy().header("Origin", "https://evil.example").build()).statusCode());
        assertEquals(403, send(browser, change.copy().header("Sec-Fetch-Site", "cross-site").build()).statusCode());
        assertEquals(200, send(browser, change.copy().header("Origin", "https://localhost:" + https).header("Sec-Fetch-Site", "same-origin").build()).statusCode());
    }

    @Test
    void curlGetsInWithItsCertificateByNameAndByAddress() throws Exception {
        for (String host : List.of("localhost", "127.0.0.1")) {
            assertEquals("", run("curl", "-sf", "--cacert", file("ca.pem"), "--cert", file("operator.pem"), "--key", file("operator.key"), "https://" + host + ":" + https + "/api/gemello/points"));
        }
        assertNotEquals("", run("curl", "-sf", "--cacert", file("other-ca.pem"), "https://localhost:" + https + "/health"));
        assertTrue(run("openssl", "s_client", "-connect", "127.0.0.1:" + https, "-tls1_1", "-cipher", "DEFAULT@SECLEVEL=0").contains("alert protocol version"));
    }

    @Test
    void aBrowserIsKeptOnTlsByNameAndItsCookieNeverTravelsInPlain() throws Exception {
        String form = "name=operator&password=" + GemelloProcess.PASSWORD;
        HttpResponse<String> in = send(client(null), request("/sign-in").header("Content-Type", "application/x-www-form-urlencoded").POST(HttpRequest.BodyPublishers.ofString(form)).build());
        assertEquals(303, in.statusCode(), in.body());
        assertTrue(in.headers().firstValue("Set-Cookie").orElse("").contains("; Secure"), in.headers().toString());
        assertTrue(in.headers().firstValue("Strict-Transport-Security").isEmpty(), "localhost belongs to other servers too");

        HttpResponse<String> plain = gemello.send("GET", "/api/gemello/points?x=1", null);
        assertEquals(308, plain.statusCode());
        assertEquals("https://127.0.0.1:" + https + "/api/gemello/points?x=1", plain.headers().firstValue("Location").orElse(""));
        assertEquals(403, gemello.send("POST", "/api/gemello/site", "").statusCode());
    }

    @Test
    void webSocketsRunOverTlsAndAreSignedInByCertificate() throws Exception {
        EchoBundle.into(gemello.data().resolve("deploy"), Files.createDirectories(folder.resolve("echo")));
        URI uri = URI.create("wss://localhost:" + https + "/ws/echo");
        CompletableFuture<String> heard = new CompletableFuture<>();
        WebSocket.Listener listener = new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                heard.complete(text.toString());
                return null;
            }
        };
        HttpClient operator = client("operator");
        WebSocket socket = GemelloProcess.await("the echo is deployed", SOON, () -> {
            try {
                return operator.newWebSocketBuilder().buildAsync(uri, listener).get();
            } catch (ExecutionException notYet) {
                return null;
            }
        });
        socket.sendText("hello", true);
        assertEquals("operator: hello", heard.get(30, TimeUnit.SECONDS));
        socket.abort();
        for (String own : new String[] {null, "nobody"}) {
            ExecutionException refused = assertThrows(ExecutionException.class, () -> client(own).newWebSocketBuilder().buildAsync(uri, listener).get());
            assertEquals(401, ((WebSocketHandshakeException) refused.getCause()).getResponse().statusCode());
        }
        ExecutionException foreign = assertThrows(ExecutionException.class, () -> operator.newWebSocketBuilder().header("Origin", "https://evil.example").buildAsync(uri, listener).get());
        assertEquals(403, ((WebSocketHandshakeException) foreign.getCause()).getResponse().statusCode());
    }

    private static String publish(String payload, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of("mosquitto_pub", "-h", "localhost", "-p", Integer.toString(mqtts), "--cafile", file("ca.pem"), "-q", "1", "-V", "mqttv5", "-t", "t/0", "-m", payload));
        command.addAll(List.of(more));
        return run(command.toArray(String[]::new));
    }

    @Test
    void aDevicePublishesByItsCertificateAndTheReadingArrives() throws Exception {
        assertEquals("", publish("{\"v\":42,\"t\":" + System.currentTimeMillis() + "}", "--cert", file("device.pem"), "--key", file("device.key")));
        HttpClient operator = client("operator");
        GemelloProcess.awaitTrue("the reading", SOON, () -> JSON.readTree(send(operator, request("/api/gemello/points/p0").build()).body()).path("value").asDouble() == 42);
        assertNotEquals("", publish("{}", "--cert", file("stranger.pem"), "--key", file("stranger.key")));
        assertNotEquals("", publish("{}", "-u", "operator", "-P", GemelloProcess.PASSWORD), "no certificate");
        assertNotEquals("", publish("{}", "--cert", file("nobody.pem"), "--key", file("nobody.key")));
    }

    @Test
    void renewedCertificatesAreServedWithoutARestartAndHealthKnowsThem() throws Exception {
        String before = shown();
        for (String end : List.of("key", "pem")) {
            Files.copy(keys.resolve("server-2." + end), keys.resolve("server." + end), StandardCopyOption.REPLACE_EXISTING);
        }
        GemelloProcess.awaitTrue("another certificate", SOON, () -> !shown().equals(before));
        String health = send(client("operator"), request("/health").header("Accept", "application/json").build()).body();
        assertTrue(health.contains("tls.http") && health.contains("tls.broker") && health.contains("valid until"), health);
    }

    private static String shown() throws Exception {
        Process client = new ProcessBuilder("openssl", "s_client", "-connect", "127.0.0.1:" + https).redirectErrorStream(true).start();
        client.getOutputStream().close();
        String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        int begin = said.indexOf("-----BEGIN CERTIFICATE-----");
        assertTrue(begin >= 0, said);
        return said.substring(begin, said.indexOf("-----END CERTIFICATE-----"));
    }

    @Test
    void aStartWithAKeyThatDoesNotFitSaysSoAtOnce(@TempDir Path other) throws Exception {
        Files.createDirectories(other.resolve("etc"));
        Files.write(other.resolve("etc/io.gemello.http.tls.cfg"), List.of("tls.cert = " + file("operator.pem"), "tls.key = " + file("device.key")));
        Process process = GemelloProcess.command("run", List.of("--data", other.toString(), "--port", "0", "--mqtt-port", "0")).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(2, process.waitFor(), said);
        assertTrue(said.contains("device.key does not fit the certificate in") && said.lines().count() == 1, said);
        assertFalse(Files.exists(other.resolve("run.json")));
    }
}
