package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every surface of the assembled runtime against those who may not: strangers, wrong roles, foreign pages, tricks, floods and dawdlers. */
class SurfacesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration REQUEST = Duration.ofSeconds(20);
    @TempDir
    static Path folder;
    private static GemelloProcess runtime;
    private static String cookie;
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(REQUEST).build();

    /** Who may do what, and who may just not: the role below. */
    private record Surface(String method, String path, String may, String mayNot) {
        boolean changes() {
            return !method.equals("GET");
        }
    }

    private static final String OPERATOR = "otto";
    private static final String INTEGRATOR = "operator";
    private static final String VIEWER = "vera";
    private static final String DEVICE = "probe";

    private static final List<Surface> SURFACES = List.of(
        new Surface("GET", "/", VIEWER, DEVICE),
        new Surface("GET", "/health/page", VIEWER, DEVICE),
        new Surface("GET", "/metrics", VIEWER, DEVICE),
        new Surface("GET", "/api/2/things/org.first:rack-1", VIEWER, DEVICE),
        new Surface("PUT", "/api/2/things/org.first:rack-1/attributes/x", OPERATOR, VIEWER),
        new Surface("DELETE", "/api/2/things/org.first:rack-1/attributes/x", OPERATOR, VIEWER),
        new Surface("GET", "/api/gemello/points", VIEWER, DEVICE),
        new Surface("GET", "/api/gemello/points/rack-1-inlet", VIEWER, DEVICE),
        new Surface("GET", "/api/gemello/assets", VIEWER, DEVICE),
        new Surface("GET", "/api/gemello/adapters", VIEWER, DEVICE),
        new Surface("GET", "/api/gemello/journal", VIEWER, DEVICE),
        new Surface("GET", "/api/gemello/health", VIEWER, DEVICE),
        new Surface("GET", "/api/gemello/series/rack-1-inlet", VIEWER, DEVICE),
        new Surface("GET", "/api/gemello/site", VIEWER, DEVICE),
        new Surface("GET", "/api/gemello/models", VIEWER, DEVICE),
        new Surface("GET", "/api/gemello/models/report", VIEWER, DEVICE),
        new Surface("GET", "/api/gemello/models/export?format=ndjson", VIEWER, DEVICE),
        new Surface("GET", "/api/gemello/unmapped", OPERATOR, VIEWER),
        new Surface("GET", "/api/gemello/audit", INTEGRATOR, OPERATOR),
        new Surface("POST", "/api/gemello/site", INTEGRATOR, OPERATOR),
        new Surface("DELETE", "/api/gemello/journal/readers/nobody", INTEGRATOR, OPERATOR),
        new Surface("GET", "/system/console/bundles", OPERATOR, VIEWER),
        new Surface("GET", "/system/console/gemello-health", OPERATOR, VIEWER),
        new Surface("GET", "/system/console/memoryusage/heap.hprof", INTEGRATOR, OPERATOR),
        new Surface("POST", "/system/console/bundles", INTEGRATOR, OPERATOR),
        new Surface("POST", "/system/console/install", INTEGRATOR, OPERATOR),
        new Surface("POST", "/system/console/configMgr/io.gemello.http", INTEGRATOR, OPERATOR),
        new Surface("PUT", "/system/console/vmstat", INTEGRATOR, OPERATOR));

    @BeforeAll
    static void start() throws Exception {
        runtime = GemelloProcess.start(folder.resolve("data"), "--site", TestSite.first());
        for (String[] user : new String[][] {{VIEWER, "viewer"}, {OPERATOR, "operator"}, {DEVICE, "device"}}) {
            user("add", user[0], "--role", user[1]);
        }
        GemelloProcess.awaitTrue("the new users are known", REQUEST, () -> runtime.send(runtime.request("/metrics").setHeader("Authorization", GemelloProcess.basic(VIEWER, GemelloProcess.PASSWORD)).build()).statusCode() == 200);
        cookie = signIn();
    }

    @AfterAll
    static void stop() throws Exception {
        runtime.close();
    }

    private static void user(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--data", runtime.data().toString()));
        assertEquals(0, GemelloProcess.command("user", all).inheritIO().start().waitFor(), () -> String.join(" ", all));
    }

    private static String signIn() throws Exception {
        HttpRequest form = HttpRequest.newBuilder(uri("/sign-in")).header("Content-Type", "application/x-www-form-urlencoded").header("Origin", uri("").toString())
            .POST(HttpRequest.BodyPublishers.ofString("name=" + INTEGRATOR + "&password=" + GemelloProcess.PASSWORD)).build();
        return runtime.send(form).headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + runtime.http() + path);
    }

    private static HttpRequest.Builder request(Surface surface) {
        return HttpRequest.newBuilder(uri(surface.path)).timeout(REQUEST).header("Accept", "application/json")
            .method(surface.method, surface.changes() ? HttpRequest.BodyPublishers.ofString("{}") : HttpRequest.BodyPublishers.noBody());
    }

    private static HttpResponse<String> as(String user, Surface surface) throws Exception {
        return runtime.send(request(surface).header("Authorization", GemelloProcess.basic(user, GemelloProcess.PASSWORD)).build());
    }

    private static void assertRefused(int status, String error, HttpResponse<String> answer, String what) throws IOException {
        assertEquals(status, answer.statusCode(), () -> what + ": " + answer.body());
        JsonNode problem = JSON.readTree(answer.body());
        assertEquals(status, problem.get("status").asInt(), what);
        assertEquals(error, problem.get("error").asText(), what);
        assertFalse(problem.get("message").asText().isEmpty(), what);
    }

    @Test
    void aStrangerIsAskedToSignIn() throws Exception {
        for (Surface surface : SURFACES) {
            HttpResponse<String> answer = runtime.send(request(surface).build());
            assertRefused(401, surface.path.startsWith("/api/2/") ? "gateway:authentication.failed" : "gemello:access.sign-in", answer, surface.toString());
            assertTrue(answer.headers().firstValue("WWW-Authenticate").isPresent(), surface.toString());
        }
    }

    @Test
    void wrongCredentialsAreNotAnonymity() throws Exception {
        for (String authorization : List.of("Bearer gem_wrong", "Token x", "Basic !!!", "Digest x", "Basic " + "x".repeat(50))) {
            assertEquals(401, runtime.send(HttpRequest.newBuilder(uri("/health")).header("Authorization", authorization).build()).statusCode(), authorization);
        }
    }

    @Test
    void theRoleBelowIsRefusedAndTheRoleItselfIsNot() throws Exception {
        for (Surface surface : SURFACES) {
            // Things refuse in Ditto's own words.
            assertRefused(403, surface.path.startsWith("/api/2/") && surface.changes() ? "things:attribute.notmodifiable" : "gemello:access.role", as(surface.mayNot, surface), surface.toString());
            int status = as(surface.may, surface).statusCode();
            assertTrue(status != 401 && status != 403, () -> surface + " is refused to " + surface.may + " with " + status);
        }
    }

    // The browser sends the cookie along with whatever a foreign page makes it send.
    @Test
    void aForeignPageMayNotUseTheCookie() throws Exception {
        for (Surface surface : SURFACES.stream().filter(Surface::changes).toList()) {
            for (String origin : new String[] {"http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1:" + runtime.http() + ".evil.example"}) {
                assertRefused(403, "gemello:access.origin", runtime.send(request(surface).header("Cookie", cookie).header("Origin", origin).build()), surface + " from " + origin);
            }
            assertRefused(403, "gemello:access.origin", runtime.send(request(surface).header("Cookie", cookie).build()), surface + " without origin");
            int ours = runtime.send(request(surface).header("Cookie", cookie).header("Origin", uri("").toString()).build()).statusCode();
            assertTrue(ours != 401 && ours != 403, () -> surface + " by our own page: " + ours);
        }
    }

    @Test
    void aForeignPageMayNotOpenASocketNorAForeignNameReachUs() throws Exception {
        String handshake = "GET /ws/2 HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n";
        assertRawRefused(403, handshake + "Cookie: " + cookie + "\r\nOrigin: http://evil.example\r\n", "");
        assertRawRefused(401, handshake, "");
        String answer;
        try (RawHttp raw = new RawHttp(runtime.http())) {
            raw.send("GET /api/gemello/points HTTP/1.1\r\nHost: evil.example\r\nCookie: " + cookie + "\r\nConnection: close\r\n\r\n");
            answer = raw.rest();
        }
        assertEquals(421, RawHttp.status(answer), answer);
    }

    @Test
    void aPathWithTwoMeaningsIsRefusedInOurShape() throws Exception {
        String integrator = "Authorization: " + GemelloProcess.basic(INTEGRATOR, GemelloProcess.PASSWORD) + "\r\n";
        for (String path : List.of("/system/console/..;/bundles", "/..;/system/console/bundles", "/api/gemello/%2e%2e/points", "/api/gemello/%2E%2e/%2e./system/console", "//system/console/bundles",
            "/system//console/bundles", "/system%2fconsole/bundles", "/system%2Fconsole%2Fbundles", "/system/console/bundles;jsessionid=1", "/system;x/console/bundles", "/health;jsessionid=1", "/metrics;a=b",
            "/api/2/things/..%2f..%2fsystem", "/api/2/../gemello/points", "/api/gemello/./points", "/api/gemello/points/%5c..%5c", "/api/gemello\\points", "/%", "/%zz", "/%00", "/api/2/things/%c0%ae%c0%ae",
            "/\u00e9", "http://evil.example/metrics", "/a b")) {
            assertRawRefused(400, "GET " + path + " HTTP/1.1\r\n" + integrator, "");
        }
        // An escaped slash within a segment is data, where data may stand.
        assertEquals(404, RawHttp.status(RawHttp.ask(runtime.http(), "GET /api/gemello/points/a%2fb HTTP/1.1\r\n" + integrator, "")));
    }

    @Test
    void whatIsNoHttpIsRefusedInOurShape() throws Exception {
        assertRawRefused(400, "POST /api/gemello/site HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n", "");
        assertRawRefused(400, "POST /api/gemello/site HTTP/1.1\r\nContent-Length: x\r\n", "");
        assertRawRefused(400, "POST /api/gemello/site HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n");
        assertRawRefused(400, "GET / HTTP/1.1\r\nTransfer-Encoding: nonsense\r\n", "");
        assertRawRefused(400, "GET / HTTP/1.1\r\nHost: evil.example\r\n", "");
        assertRawRefused(505, "GET / HTTP/9.9\r\n", "");
        assertRawRefused(414, "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\n", "");
        assertRawRefused(431, "GET / HTTP/1.1\r\nX-Long: " + "a".repeat(20_000) + "\r\n", "");
        assertRawRefused(405, "TRACE /metrics HTTP/1.1\r\n", "");
    }

    private static void assertRawRefused(int status, String head, String body) throws IOException {
        String answer = RawHttp.ask(runtime.http(), head, body);
        String what = head.substring(0, Math.min(80, head.length())) + " -> " + answer;
        assertEquals(status, RawHttp.status(answer), what);
        assertTrue(answer.toLowerCase(Locale.ROOT).contains("content-type: application/json"), what);
        // Ditto's paths speak its language.
        String codes = head.startsWith("GET /ws/2 ") && status == 401 ? "gateway:authentication.failed" : "gemello:";
        assertTrue(answer.contains("\"status\":" + status + ",\"error\":\"" + codes), what);
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedHoweverItComes() throws Exception {
        String integrator = "Authorization: " + GemelloProcess.basic(INTEGRATOR, GemelloProcess.PASSWORD) + "\r\n";
        assertRawRefused(413, "POST /api/gemello/site HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 99999999\r\n" + integrator, "");
        assertRawRefused(413, "POST /system/console/bundles HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 99999999999\r\n" + integrator, "");
        assertRawRefused(411, "POST /system/console/install HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=x\r\nTransfer-Encoding: chunked\r\n" + integrator, "0\r\n\r\n");
        Surface site = new Surface("POST", "/api/gemello/site", INTEGRATOR, OPERATOR);
        byte[] megabytes = new byte[3 << 20];
        HttpRequest.Builder chunked = request(site).header("Authorization", GemelloProcess.basic(INTEGRATOR, GemelloProcess.PASSWORD));
        assertEquals(413, runtime.send(chunked.POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(megabytes))).build()).statusCode());
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(small)) {
            gzip.write(new byte[200 << 20]);
        }
        HttpRequest.Builder bomb = request(site).header("Authorization", GemelloProcess.basic(INTEGRATOR, GemelloProcess.PASSWORD)).header("Content-Encoding", "gzip");
        assertRefused(413, "gemello:body.too-large", runtime.send(bomb.POST(HttpRequest.BodyPublishers.ofByteArray(small.toByteArray())).build()), "gzip");
    }

    // A byte now and then keeps every limit for silence away: only a limit for the whole ends it.
    @Test
    @Tag("long")
    void whoDawdlesIsCutOffAndHoldsUpNobody() throws Exception {
        List<RawHttp> slow = new ArrayList<>();
        String credentials = "Authorization: " + GemelloProcess.basic(INTEGRATOR, GemelloProcess.PASSWORD) + "\r\n";
        String host = "Host: 127.0.0.1:" + runtime.http() + "\r\n";
        for (int i = 0; i < 60; i++) {
            RawHttp one = new RawHttp(runtime.http());
            one.send(switch (i % 3) {
                case 0 -> "G";
                case 1 -> "GET /metrics HTTP/1.1\r\n" + host + "X-Slow: ";
                default -> "POST /api/gemello/site HTTP/1.1\r\n" + host + credentials + "Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n";
            });
            slow.add(one);
        }
        long began = System.nanoTime();
        List<RawHttp> left = new ArrayList<>(slow);
        while (!left.isEmpty()) {
            for (RawHttp one : List.copyOf(left)) {
                if (drip(one) || one.ended()) {
                    left.remove(one);
                }
            }
            long asked = System.nanoTime();
            assertEquals(200, runtime.send("GET", "/api/gemello/points", null).statusCode());
            assertTrue(System.nanoTime() - asked < TimeUnit.SECONDS.toNanos(5), "others had to wait");
            assertTrue(System.nanoTime() - began < TimeUnit.SECONDS.toNanos(60), left.size() + " of 60 are open after 60 s");
            TimeUnit.MILLISECONDS.sleep(200);
        }
        assertTrue(runtime.metric("gemello_http_slow_total") >= 40, "who was cut off is counted");
        for (RawHttp one : slow) {
            one.close();
        }
    }

    /** @return true when the server does not take it any more */
    private static boolean drip(RawHttp one) {
        try {
            one.send("a");
            return false;
        } catch (IOException closed) {
            return true;
        }
    }

    @Test
    void whoSignsOutHearsNoMore() throws Exception {
        String own = signIn();
        Stream stream = listen("Cookie", own);
        HttpRequest out = HttpRequest.newBuilder(uri("/sign-out")).header("Cookie", own).header("Origin", uri("").toString()).POST(HttpRequest.BodyPublishers.noBody()).build();
        assertEquals(303, runtime.send(out).statusCode());
        stream.assertEndsSoon();
        assertEquals(401, runtime.send(HttpRequest.newBuilder(uri("/api/gemello/points")).header("Accept", "application/json").header("Cookie", own).build()).statusCode());
    }

    @Test
    void whoIsRemovedHearsNoMore() throws Exception {
        user("add", "gone", "--role", "viewer");
        String basic = GemelloProcess.basic("gone", GemelloProcess.PASSWORD);
        GemelloProcess.awaitTrue("the new user is known", REQUEST, () -> runtime.send(HttpRequest.newBuilder(uri("/metrics")).header("Authorization", basic).build()).statusCode() == 200);
        Stream stream = listen("Authorization", basic);
        user("remove", "gone");
        stream.assertEndsSoon();
        // And the trail knows of it, although another process did it.
        GemelloProcess.awaitTrue("the removal is in the trail", REQUEST, () -> runtime.get("/api/gemello/audit?what=user.remove").findValuesAsText("target").contains("gone"));
    }

    private Stream listen(String header, String value) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/api/2/things?ids=org.first:rack-1")).header(header, value).header("Accept", "text/event-stream").build();
        HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertEquals(200, answer.statusCode());
        Stream stream = new Stream(answer.body());
        assertNotEquals(-1, answer.body().read(), "something is heard first");
        CompletableFuture.runAsync(stream::drain);
        return stream;
    }

    private record Stream(InputStream in, CompletableFuture<Long> over) {
        Stream(InputStream in) {
            this(in, new CompletableFuture<>());
        }

        void drain() {
            try {
                in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException cut) {
                // That is an end too.
            }
            over.complete(System.nanoTime());
        }

        /** A second by itself; the rest is for a busy machine. */
        void assertEndsSoon() throws Exception {
            long from = System.nanoTime();
            long took = over.get(10, TimeUnit.SECONDS) - from;
            assertTrue(took < TimeUnit.MILLISECONDS.toNanos(2500), "it took " + took / 1_000_000 + " ms");
        }
    }

    @Test
    void noPageOfTheConsoleShowsThePasswordThatTheRuntimeWasStartedWith() throws Exception {
        String page = runtime.send("GET", "/system/console/bundles", null).body();
        List<String> paths = Pattern.compile("/system/console/[A-Za-z0-9_.-]+").matcher(page).results().map(MatchResult::group).distinct().filter(path -> !path.endsWith("logout")).toList();
        assertTrue(paths.size() > 15, () -> "these pages only: " + paths);
        for (String path : paths) {
            String body = runtime.send("GET", path, null).body();
            assertFalse(body.contains(GemelloProcess.PASSWORD), path);
        }
    }

    @Test
    void theTrailHoldsNoSecretOfAForm() throws Exception {
        HttpRequest form = HttpRequest.newBuilder(uri("/system/console/configMgr/org.example.none")).header("Authorization", GemelloProcess.basic(INTEGRATOR, GemelloProcess.PASSWORD))
            .header("Content-Type", "application/x-www-form-urlencoded").POST(HttpRequest.BodyPublishers.ofString("apply=true&propertylist=url,db.password&url=tcp://u:geheim1@h&db.password=geheim2", StandardCharsets.UTF_8)).build();
        runtime.send(form);
        JsonNode entries = GemelloProcess.await("the change is in the trail", REQUEST, () -> {
            JsonNode found = runtime.get("/api/gemello/audit?what=configuration.*").get("audit");
            return found.findValuesAsText("target").stream().anyMatch(target -> target.startsWith("org.example.none")) ? found : null;
        });
        assertFalse(entries.toString().contains("geheim"), entries.toString());
    }
}
