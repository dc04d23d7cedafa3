package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/**
 * Ditto's own clients, pointed at Gemello, notice no difference. Behaviour rows 1 to 13, 15 to 17 and 19; the steps stand in
 * {@code ditto-js/scenario.mjs} and {@code ditto-java/Scenario.java}.
 */
class DittoClientsTest {
    private static final long MINUTES = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** RFC 6455, registry of close codes. */
    private static final int TRY_AGAIN_LATER = 1013;
    private static final String SCENARIO = "org.integrator.ditto.Scenario";
    private static final String USER = "operator";
    @TempDir
    static Path folder;
    private static GemelloProcess runtime;

    @BeforeAll
    static void start() throws Exception {
        runtime = GemelloProcess.start(folder.resolve("data"), "--site", site().toString());
    }

    /** The small demo site, with a point that clients write and a rule that watches it. */
    private static Path site() throws IOException {
        Path site = folder.resolve("site");
        Files.createDirectories(site.resolve("rules"));
        try (Stream<Path> files = Files.list(Path.of(TestSite.first()))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, site.resolve(file.getFileName()));
            }
        }
        Path points = site.resolve("points.csv");
        long columns = Files.readAllLines(points).get(0).chars().filter(one -> one == ',').count();
        Files.writeString(points, "rack-1-set,rack-1,set,temperature,Cel,ditto,rack-1/set" + ",".repeat((int) columns - 6) + "\n", StandardOpenOption.APPEND);
        Files.writeString(site.resolve("rules/set.json"), "{\"rules\": [{\"rule\": \"set-high\", \"kind\": \"limit\", \"for\": {\"point\": \"rack-1-set\"}, \"unit\": \"Cel\", \"limits\": {\"hi\": 30}}]}");
        return site;
    }

    /** A client's write to a point is a reading as any other: converted, judged, stored, watched. */
    @Test
    void whatAClientWritesToAPointRunsTheWholeWay() throws Exception {
        String feature = "/api/2/things/org.first:rack-1/features/set";
        assertTrue(runtime.send("PUT", feature + "/properties", "{\"value\": 95, \"unit\": \"[degF]\", \"time\": \"" + Instant.now() + "\"}").statusCode() < 300);
        GemelloProcess.awaitTrue("the thing shows it", PATIENCE, () -> runtime.get(feature).at("/properties/value").asDouble() == 35);
        assertEquals("good", runtime.get(feature).at("/properties/quality").asText());
        GemelloProcess.awaitTrue("the store has it", PATIENCE, () -> runtime.get(feature + "/timeseries/value").at("/data/0/v").asDouble() == 35);
        GemelloProcess.awaitTrue("the alert stands", PATIENCE, () -> runtime.get("/api/gemello/alerts").toString().contains("set-high@rack-1-set"));
    }

    @AfterAll
    static void stop() throws Exception {
        runtime.close();
    }

    @Test
    void theJavaScriptClientRunsItsScenario() throws Exception {
        Path script = Path.of("ditto-js/scenario.mjs").toAbsolutePath();
        assertTrue(Files.isDirectory(script.resolveSibling("node_modules/@eclipse-ditto")), "run `npm ci` in itests/ditto-js; ./gemello test does");
        Path said = folder.resolve("ditto-js.out");
        String given = new ObjectMapper().writeValueAsString(Map.of("domain", "127.0.0.1:" + runtime.http(), "user", USER, "password", GemelloProcess.PASSWORD));
        Process node = new ProcessBuilder("node", script.toString(), given).redirectErrorStream(true).redirectOutput(said.toFile()).start();
        boolean over = node.waitFor(MINUTES, TimeUnit.MINUTES);
        node.destroyForcibly().waitFor();
        String steps = Files.readString(said);
        assertTrue(over && node.exitValue() == 0 && steps.endsWith("done\n"), steps);
    }

    @Test
    void theJavaClientRunsItsScenarioInsideAFramework() throws Exception {
        List<Path> client;
        try (Stream<Path> jars = Files.list(Path.of("target/ditto-client"))) {
            client = jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().toList();
        }
        Framework framework = new FrameworkFactory().newFramework(Map.of(Constants.FRAMEWORK_STORAGE, folder.resolve("felix").toString()));
        framework.start();
        try {
            List<Bundle> bundles = new ArrayList<>();
            for (Path jar : client) {
                bundles.add(framework.getBundleContext().installBundle(jar.toUri().toString()));
            }
            Bundle scenario = framework.getBundleContext().installBundle(scenario(client).toUri().toString());
            for (Bundle bundle : bundles) {
                if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                    bundle.start();
                }
            }
            ClassLoader before = Thread.currentThread().getContextClassLoader();
            try {
                Object steps = scenario.loadClass(SCENARIO).getMethod("run", String.class, String.class, String.class).invoke(null, "ws://127.0.0.1:" + runtime.http(), USER, GemelloProcess.PASSWORD);
                assertEquals(12, ((List<?>) steps).size(), steps::toString);
            } finally {
                Thread.currentThread().setContextClassLoader(before);
            }
        } finally {
            framework.stop();
            framework.waitForStop(TimeUnit.MINUTES.toMillis(MINUTES));
        }
    }

    /** A client that reads nothing is cut off and told why, memory does not grow by it, and another misses nothing. */
    @Test
    void aSlowClientIsBoundedAndTold() throws Exception {
        AtomicInteger closed = new AtomicInteger();
        AtomicInteger told = new AtomicInteger();
        HttpClient client = HttpClient.newHttpClient();
        WebSocket slow = socket(client, new WebSocket.Listener() {
            @Override
            public void onOpen(WebSocket socket) {}

            @Override
            public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                closed.set(code);
                return null;
            }
        });
        WebSocket quick = socket(client, new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
                socket.request(1);
                if (last) {
                    told.incrementAndGet();
                }
                return null;
            }
        });
        GemelloProcess.awaitTrue("the subscription", PATIENCE, () -> told.get() == 1);
        String large = "\"" + "x".repeat(80_000) + "\"";
        int writes = 0;
        while (runtime.metric("gemello_http_sockets_slow_total") == 0 && writes < 1_000) {
            assertTrue(runtime.send("PUT", "/api/2/things/org.slow:t" + (writes == 0 ? "" : "/attributes/large"), writes == 0 ? "{}" : large).statusCode() < 300);
            writes++;
        }
        assertTrue(writes < 1_000, "nobody was cut off");
        int events = writes;
        // At once: after a minute without a byte it would be gone without a word.
        slow.request(Long.MAX_VALUE);
        GemelloProcess.awaitTrue("the other client's events", PATIENCE, () -> told.get() == 1 + events);
        GemelloProcess.awaitTrue("the slow client knows", PATIENCE, () -> closed.get() == TRY_AGAIN_LATER);
        quick.abort();
    }

    private static WebSocket socket(HttpClient client, WebSocket.Listener listener) throws Exception {
        WebSocket socket = client.newWebSocketBuilder().header("Authorization", GemelloProcess.basic(USER, GemelloProcess.PASSWORD))
            .buildAsync(URI.create("ws://127.0.0.1:" + runtime.http() + "/ws/2"), listener).get(20, TimeUnit.SECONDS);
        socket.sendText("START-SEND-EVENTS?namespaces=org.slow", true).get(20, TimeUnit.SECONDS);
        return socket;
    }

    /** The scenario as an integrator's bundle. */
    private static Path scenario(List<Path> client) throws IOException {
        Path work = Files.createDirectories(folder.resolve("scenario"));
        String classPath = client.stream().map(jar -> jar.toAbsolutePath().toString()).collect(Collectors.joining(java.io.File.pathSeparator));
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, "--release", "17", "-proc:none", "-cp", classPath, "-d", work.toString(), Path.of("ditto-java/Scenario.java").toString()));
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "org.integrator.ditto");
        headers.putValue("Bundle-Version", "1.0.0");
        headers.putValue("DynamicImport-Package", "*");
        Path bundle = folder.resolve("scenario.jar");
        try (OutputStream out = Files.newOutputStream(bundle); JarOutputStream jar = new JarOutputStream(out, manifest); Stream<Path> classes = Files.walk(work)) {
            for (Path one : classes.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new ZipEntry(work.relativize(one).toString().replace('\\', '/')));
                jar.write(Files.readAllBytes(one));
            }
        }
        return bundle;
    }
}
