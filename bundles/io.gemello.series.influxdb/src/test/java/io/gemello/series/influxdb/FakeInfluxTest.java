package io.gemello.series.influxdb;

import static io.gemello.series.influxdb.RunningStore.INLET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.gemello.api.health.Health;
import io.gemello.api.reading.Reading;
import io.gemello.testkit.FakeReadingJournal;
import io.gemello.testkit.Until;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The dialogues with InfluxDB 2 and 3, whose servers cannot be had here: their answers as their documentation shows them. */
class FakeInfluxTest {
    private static final Reading ONE = new Reading(INLET, 7, 21.5, 0);
    @TempDir Path folder;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Answer> writes = new CopyOnWriteArrayList<>();
    private volatile String version = "v2.7.1";
    private volatile boolean bucketKnown = true;
    private HttpServer server;

    /** @param retryAfter null for none */
    private record Answer(int status, String body, String retryAfter) {}

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (InputStream in = gzip ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
            String body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath();
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Authorization") + (gzip ? " gzip " : " ") + body);
            Answer answer = switch (path) {
                case "/ping" -> new Answer(204, "", null);
                case "/api/v2/buckets" -> exchange.getRequestMethod().equals("POST") || bucketKnown ? new Answer(exchange.getRequestMethod().equals("POST") ? 201 : 200, buckets(exchange.getRequestMethod()), null)
                    : new Answer(200, "{\"buckets\":[]}", null);
                case "/api/v2/orgs" -> new Answer(200, "{\"orgs\":[{\"id\":\"0a\",\"name\":\"gemello\"}]}", null);
                case "/api/v2/dbrps" -> exchange.getRequestMethod().equals("POST") ? new Answer(201, "{}", null) : new Answer(200, "{\"content\":[]}", null);
                case "/api/v2/write" -> writes.isEmpty() ? new Answer(204, "", null) : writes.remove(0);
                default -> new Answer(404, "{\"code\":\"not found\",\"message\":\"path not found\"}", null);
            };
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("X-Influxdb-Version", version);
            if (answer.retryAfter() != null) {
                exchange.getResponseHeaders().set("Retry-After", answer.retryAfter());
            }
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private static String buckets(String method) {
        String one = "{\"id\":\"0b\",\"orgID\":\"0a\",\"name\":\"hall\",\"retentionRules\":[]}";
        return method.equals("POST") ? one : "{\"buckets\":[" + one + "]}";
    }

    private RunningStore store() throws Exception {
        return new RunningStore(RunningStore.target(folder, "http://127.0.0.1:" + server.getAddress().getPort(), "hall", "secret"), new FakeReadingJournal(), 100);
    }

    private List<String> asked(String begin) {
        return asked.stream().filter(one -> one.startsWith(begin)).toList();
    }

    @Test
    void tokenOrganisationBucketAndPrecisionAreSentAndTheLinesAreCompressed() throws Exception {
        try (RunningStore store = store()) {
            store.store(ONE);
        }
        String write = asked("POST /api/v2/write").get(0);
        assertTrue(write.contains("org=gemello") && write.contains("bucket=hall") && write.contains("precision=ns") && write.contains("Token secret gzip "), write);
        assertTrue(write.endsWith("temperature,asset=rack-1,point=rack-1.inlet,site=hall value=21.5,quality=0i 7\n"), write);
    }

    @Test
    void aMissingBucketIsMadeWithItsRetentionAndMappedForInfluxQl() throws Exception {
        bucketKnown = false;
        Target target = RunningStore.target(folder, "http://127.0.0.1:" + server.getAddress().getPort(), "hall", "secret");
        try (RunningStore store = new RunningStore(new Target(target.url(), target.org(), target.bucket(), 30, true, target.tokenFile(), "", true, target.timeout()), new FakeReadingJournal(), 100)) {
            store.store(ONE);
        }
        String made = asked("POST /api/v2/buckets").get(0);
        assertTrue(made.contains("\"orgID\":\"0a\"") && made.contains("\"everySeconds\":2592000") && made.contains("\"name\":\"hall\""), made);
        String mapped = asked("POST /api/v2/dbrps").get(0);
        assertTrue(mapped.contains("\"bucketID\":\"0b\"") && mapped.contains("\"database\":\"hall\""), mapped);
    }

    @Test
    void aBucketThatIsThereIsLeftAsItIs() throws Exception {
        try (RunningStore store = store()) {
            store.store(ONE);
        }
        assertEquals(List.of(), asked("POST /api/v2/buckets"));
    }

    @Test
    void aBusyServerIsAskedAgainAndTheReadingArrivesOnce() throws Exception {
        writes.add(new Answer(429, "{\"code\":\"too many requests\",\"message\":\"org exceeded limits\"}", "1"));
        writes.add(new Answer(503, "{\"code\":\"unavailable\",\"message\":\"hinted handoff queue not empty\"}", null));
        try (RunningStore store = store()) {
            store.store(ONE);
            assertEquals(Health.State.OK, store.state.health().state());
            assertEquals(2, Counts.of(store.state).get("gemello_series_failures_total{store=influxdb}"));
            assertEquals(1, Counts.of(store.state).get("gemello_series_rows_total{store=influxdb}"));
        }
        assertEquals(3, asked("POST /api/v2/write").size());
    }

    @Test
    void theLineThatInfluxDb3NamesIsCountedAndTheRestIsNotSentAgain() throws Exception {
        version = "3.1.0";
        writes.add(new Answer(400, "{\"error\":\"partial write of line protocol occurred\",\"data\":[{\"original_line\":\"temperature,a…\",\"line_number\":2,\"error_message\":\"invalid column type for column 'value', expected iox::column_type::field::string\"}]}", null));
        try (RunningStore store = store()) {
            store.store(ONE, new Reading(INLET, 8, 1, 0), new Reading(INLET, 9, 1, 0));
            assertEquals(1, Counts.of(store.state).get("gemello_series_rejected_readings_total{store=influxdb}"));
            assertEquals(2, Counts.of(store.state).get("gemello_series_rows_total{store=influxdb}"));
            assertTrue(store.state.health().message().contains("expected iox::column_type::field::string"), store.state.health().message());
        }
        assertEquals(1, asked("POST /api/v2/write").size());
        assertEquals(List.of(), asked("GET /api/v2/buckets"));
    }

    @Test
    void aPointThatInfluxDb2RefusesIsFoundAmongTheOthers() throws Exception {
        String conflict = "{\"code\":\"unprocessable entity\",\"message\":\"failure writing points to database: partial write: field type conflict: input field \\\"value\\\" on measurement \\\"temperature\\\" is type float, already exists as type integer dropped=1\"}";
        writes.add(new Answer(422, conflict, null));
        writes.add(new Answer(204, "", null));
        writes.add(new Answer(422, conflict, null));
        try (RunningStore store = store()) {
            store.store(ONE, new Reading(INLET, 8, 1, 0));
            assertEquals(1, Counts.of(store.state).get("gemello_series_rejected_readings_total{store=influxdb}"));
            assertTrue(store.state.health().message().contains("1970-01-01T00:00:00.000000008Z"), store.state.health().message());
        }
    }

    @Test
    void aWrongOrganisationIsSaidAndTheReadingWaits() throws Exception {
        for (int i = 0; i < 3; i++) {
            writes.add(new Answer(404, "{\"code\":\"not found\",\"message\":\"organization name \\\"gemello\\\" not found\"}", null));
        }
        try (RunningStore store = store()) {
            store.journal.append(List.of(ONE));
            Until.holds("health is critical", () -> store.state.health().state() == Health.State.CRITICAL);
            assertTrue(store.state.health().message().contains("organization name \"gemello\" not found"), store.state.health().message());
            assertEquals(0, store.journal.committed());
            assertTrue(Counts.of(store.state).get("gemello_series_lag_seconds{store=influxdb}") > 0);
            store.awaitStored();
        }
    }

    /** A stop must not wait for a server that does not answer: the test's own limit is far below the configured one of an hour. */
    @Test
    @Timeout(30)
    void aStopEndsARequestThatHangs() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Target target = new Target("http://127.0.0.1:" + silent.getLocalPort(), "gemello", "hall", 0, true, null, "NO_SUCH_VARIABLE", true, Duration.ofHours(1));
            RunningStore store = new RunningStore(target, new FakeReadingJournal(), 100);
            try (Socket asked = silent.accept()) {
                assertTrue(asked.getInputStream().read() > 0);
                store.close();
            }
        }
    }
}
