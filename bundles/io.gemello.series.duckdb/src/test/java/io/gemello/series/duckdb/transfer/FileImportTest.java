package io.gemello.series.duckdb.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that answers like the running system and can be told to fail. */
@Timeout(60)
class FileImportTest {
    @TempDir
    Path folder;
    private final Map<String, String> stored = new TreeMap<>();
    private final Queue<Integer> failures = new ConcurrentLinkedQueue<>();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private int posts;
    private HttpServer http;

    @BeforeEach
    void serve() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/api/gemello/points", exchange -> answer(exchange, 200, exchange.getRequestURI().getQuery().contains("cursor=a") ? "{\"points\":[{\"point\":\"b\"}],\"cursor\":null}"
            : "{\"points\":[{\"point\":\"a\",\"adapter\":\"influx\",\"address\":\"m,x=1#f\"}],\"cursor\":\"a\"}"));
        http.createContext("/api/gemello/import", this::take);
        http.start();
    }

    @AfterEach
    void stop() {
        http.stop(0);
    }

    @Test
    void aFileIsSentInBatchesAndWhatBelongsNowhereIsNamed() throws Exception {
        StringBuilder lines = new StringBuilder("m,point=nowhere value=1 1\nm,x=1 f=7 5\nnonsense\n");
        for (int i = 0; i < 12_000; i++) {
            lines.append("m,point=b value=").append(i).append(' ').append(1_700_000_000_000_000_000L + i).append('\n');
        }
        assertFalse(run(lines.toString()));
        assertEquals(12_001, stored.size());
        assertEquals("7.0", stored.get("a 5000000000"));
        assertEquals(3, posts);
        assertTrue(said.toString(StandardCharsets.UTF_8).contains("1 values of 1 series belong to no point"), said.toString(StandardCharsets.UTF_8));
        assertTrue(said.toString(StandardCharsets.UTF_8).contains("line 3: "));
        assertFalse(Files.exists(folder.resolve("x.lp.import")));
    }

    @Test
    void afterABreakItGoesOnWhereItStood() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 12_000; i++) {
            lines.append("m,point=b value=").append(i).append(' ').append(1_700_000_000_000_000_000L + i).append('\n');
        }
        failures.addAll(List.of(200, 503, 200, 403));
        IOException refused = assertThrows(IOException.class, () -> run(lines.toString()));
        assertTrue(refused.getMessage().contains("not yours"), refused.getMessage());
        assertEquals(10_000, stored.size());
        posts = 0;
        assertTrue(run(lines.toString()));
        assertEquals(1, posts, "only the rest");
        assertEquals(12_000, stored.size());
        run(lines + "m,point=b value=1 1\n");
        assertEquals(4, posts, "a finished file is sent anew");
    }

    private boolean run(String lines) throws Exception {
        Path file = folder.resolve("x.lp");
        if (!Files.exists(file) || !Files.readString(file).equals(lines)) {
            Files.writeString(file, lines);
        }
        Server server = new Server(URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/"), "Bearer x");
        return new FileImport(file, new LineRows(file, new Times(ZoneOffset.UTC)), server, new PrintStream(said, true, StandardCharsets.UTF_8)).run();
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Integer status = failures.poll();
        if (status != null && status != 200) {
            answer(exchange, status, "{\"message\":\"not yours\"}");
            return;
        }
        posts++;
        int taken = 0;
        for (JsonNode series : Server.JSON.readTree(body)) {
            for (JsonNode sample : series.path("samples")) {
                stored.put(series.path("point").asText() + " " + sample.get(0).asLong(), sample.get(1).asText());
                taken++;
            }
        }
        answer(exchange, 200, "{\"taken\":" + taken + ",\"unknown\":[]}");
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
