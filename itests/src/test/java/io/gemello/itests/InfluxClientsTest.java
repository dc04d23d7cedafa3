package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.Point;
import com.influxdb.exceptions.BadRequestException;
import com.influxdb.exceptions.ForbiddenException;
import com.influxdb.exceptions.UnauthorizedException;
import com.influxdb.query.FluxRecord;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** InfluxDB's own clients and curl write to Gemello and read from it, as they would with an InfluxDB. */
class InfluxClientsTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final long MINUTES = 2;
    private static final int TOO_LARGE = 25_000_001;
    private static final String LAST = "from(bucket: \"gemello\") |> range(start: -1h) |> filter(fn: (r) => r._measurement == \"weather\" and r.station == \"roof\") |> last()";
    @TempDir static Path folder;
    private static GemelloProcess gemello;
    private static String token;
    private static String viewer;
    private static String device;

    @BeforeAll
    static void start() throws Exception {
        Path site = TestSite.write(folder.resolve("site"), List.of(TestSite.ASSETS, "garden,garden,Garden,"), List.of(TestSite.POINTS,
            "roof.temp,garden,roofTemp,temperature,Cel,influx,\"weather,city=St\\ Moritz,station=roof#temp\",,,",
            "roof.hum,garden,roofHum,humidity,%,influx,\"weather,city=St\\ Moritz,station=roof#hum\",,,",
            "garden.temp,garden,gardenTemp,temperature,Cel,influx,\"weather,station=garden#temp\",,,"));
        gemello = GemelloProcess.start(folder.resolve("var"), "--site", site.toString(), "--features", "gateway");
        said("user", "add", "vera", "--role", "viewer");
        said("user", "add", "telegraf", "--role", "device");
        token = said("token", "operator");
        viewer = said("token", "vera");
        device = said("token", "telegraf");
    }

    @AfterAll
    static void stop() throws Exception {
        gemello.close();
    }

    /** The last line that a command prints. */
    private static String said(String command, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", folder.resolve("var").toString()));
        Process process = GemelloProcess.command(command, all).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip().lines().toList();
        assertEquals(0, process.waitFor(), lines.toString());
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1).strip();
    }

    private static String url() {
        return "http://127.0.0.1:" + gemello.http();
    }

    private static String curl(String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of("curl", "-sS", "-w", "|%{http_code}"));
        words.addAll(List.of(arguments));
        Process process = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), String.join(" ", words));
        return answer;
    }

    @Test
    void theJavaClientWritesAndReads() throws Exception {
        try (InfluxDBClient client = InfluxDBClientFactory.create(url(), token.toCharArray(), "any", "gemello")) {
            assertTrue(client.ping());
            Instant now = Instant.now();
            client.getWriteApiBlocking().writePoint(Point.measurement("weather").addTag("city", "St Moritz").addTag("station", "roof").addField("temp", 4.5).addField("hum", 81).time(now, WritePrecision.MS));
            client.getWriteApiBlocking().writeRecord(WritePrecision.NS, "never,seen=before x=1");
            List<FluxRecord> records = GemelloProcess.await("what was written can be read", SOON, () -> {
                List<FluxRecord> found = client.getQueryApi().query(LAST).stream().flatMap(table -> table.getRecords().stream()).toList();
                return found.size() < 2 ? null : found;
            });
            assertEquals(List.of("hum", "temp"), records.stream().map(FluxRecord::getField).toList());
            assertEquals(List.of(81.0, 4.5), records.stream().map(FluxRecord::getValue).toList());
            assertEquals(now.toEpochMilli(), records.get(0).getTime().toEpochMilli());
            assertEquals("St Moritz", records.get(0).getValueByKey("city"));
            assertEquals("never,seen=before#x", unmapped("never"));
            assertTrue(assertThrows(BadRequestException.class, () -> client.getQueryApi().query("from(bucket: ")).getMessage().contains("compilation failed: error @1:"));
            assertTrue(assertThrows(BadRequestException.class, () -> client.getWriteApiBlocking().writeRecord(WritePrecision.NS, "no line")).getMessage().contains("unable to parse"));
        }
        try (InfluxDBClient client = InfluxDBClientFactory.create(url(), "gem_wrong".toCharArray(), "any", "gemello")) {
            assertThrows(UnauthorizedException.class, () -> client.getQueryApi().query(LAST));
        }
        try (InfluxDBClient client = InfluxDBClientFactory.create(url(), viewer.toCharArray(), "any", "gemello")) {
            assertThrows(ForbiddenException.class, () -> client.getWriteApiBlocking().writeRecord(WritePrecision.NS, "weather,station=roof temp=1"));
        }
    }

    private static String unmapped(String start) throws Exception {
        return GemelloProcess.await("an address that no point asks for is offered", SOON,
            () -> gemello.get("/api/gemello/unmapped").findValuesAsText("address").stream().filter(address -> address.startsWith(start)).findFirst().orElse(null));
    }

    @Test
    void theJavaScriptClientWritesAndReads() throws Exception {
        Path script = Path.of("influx/client.mjs").toAbsolutePath();
        assertTrue(Files.isDirectory(script.resolveSibling("node_modules/@influxdata/influxdb-client")), "run `npm ci` in itests/influx; ./gemello test does");
        Path said = folder.resolve("node.out");
        Process node = new ProcessBuilder("node", script.toString(), url(), token).redirectError(ProcessBuilder.Redirect.INHERIT).redirectOutput(said.toFile()).start();
        boolean over = node.waitFor(MINUTES, TimeUnit.MINUTES);
        node.destroyForcibly();
        assertTrue(over && node.exitValue() == 0, Files.readString(said));
        JsonNode answer = GemelloProcess.JSON.readTree(said.toFile());
        assertEquals("[10,11,12,13,14]", answer.get("values").toString());
        assertEquals("[-5000,-4000,-3000,-2000,-1000]", answer.get("times").toString());
        assertEquals(14, answer.at("/last/_value").asInt());
        assertEquals("garden", answer.at("/last/station").asText());
        assertEquals(5, answer.get("count").asInt());
        assertEquals("invalid", answer.at("/refusal/code").asText());
        assertTrue(answer.at("/refusal/message").asText().contains("the function derivative is not supported"), answer.toString());
    }

    @Test
    void curlDoesTooInBothVersionsWays() throws Exception {
        assertEquals("|204", curl("-H", "Authorization: Token " + device, url() + "/api/v2/write?bucket=gemello&precision=s", "--data-binary", "weather,station=roof,city=St\\ Moritz temp=7 " + Instant.now().getEpochSecond()));
        assertEquals("|204", curl(url() + "/write?db=gemello&u=operator&p=" + GemelloProcess.PASSWORD, "--data-binary", "weather,station=garden temp=3"));
        GemelloProcess.awaitTrue("InfluxQL answers", SOON,
            () -> curl("-G", "-u", "operator:" + GemelloProcess.PASSWORD, url() + "/query", "--data-urlencode", "db=gemello", "--data-urlencode", "q=SELECT last(temp) FROM weather WHERE station = 'roof'").contains("\"name\":\"weather\""));
        String flux = curl("-H", "Authorization: Token " + viewer, "-H", "Content-Type: application/vnd.flux", "-H", "Accept: application/csv", url() + "/api/v2/query?org=any", "--data-binary", "buckets()");
        assertTrue(flux.startsWith(",result,table,name,id,") && flux.contains(",_result,0,gemello,"), flux);
    }

    /** In the words that InfluxDB's clients look for, though the web server says no before the gateway is asked. */
    @Test
    void refusalsHaveInfluxDbsForm() throws Exception {
        assertTrue(curl("-X", "POST", url() + "/api/v2/write?bucket=gemello", "--data-binary", "a b=1").startsWith("{\"code\":\"unauthorized\",\"message\":\"unauthorized access: "));
        assertTrue(curl(url() + "/query?db=gemello&q=SHOW+DATABASES").matches("(?s)\\{\"error\":\"unauthorized access: .*\"}\\|401"));
        assertTrue(curl(url() + "/query?db=gemello&q=SHOW+DATABASES&u=operator&p=wrong-password").matches("(?s)\\{\"error\":\"unauthorized access: .*\"}\\|401"));
        assertTrue(curl("-H", "Authorization: Token " + device, url() + "/query?db=gemello&q=SHOW+DATABASES").matches("(?s)\\{\"error\":\"insufficient permissions: .*\"}\\|403"));
        assertTrue(curl("-H", "Authorization: Token " + viewer, url() + "/api/v2/write?bucket=gemello", "--data-binary", "a b=1").matches("(?s)\\{\"code\":\"forbidden\",.*\\|403"));
        HttpResponse<String> large = gemello.send(gemello.request("/api/v2/write?bucket=gemello").POST(HttpRequest.BodyPublishers.ofByteArray(new byte[TOO_LARGE])).build());
        assertEquals(413, large.statusCode());
        assertEquals("request too large", GemelloProcess.JSON.readTree(large.body()).get("code").asText());
    }
}
