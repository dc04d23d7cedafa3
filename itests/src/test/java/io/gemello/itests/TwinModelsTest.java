package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Models beside a running hall: what does not fit is told and nothing waits for it, things describe themselves, and the whole goes out and
 * comes back. Microsoft's own parser reads the interfaces, the W3C's own schema the descriptions ({@code itests/models/validate.mjs}).
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwinModelsTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String RACK = """
        {"@context": ["dtmi:dtdl:context;3", "dtmi:dtdl:extension:quantitativeTypes;1"], "@id": "dtmi:com:example:Rack;1", "@type": "Interface",
         "contents": [{"@type": ["Telemetry", "Temperature"], "name": "inlet", "schema": "double", "unit": "%s"},
                      {"@type": "Property", "name": "ratedPower_kW", "schema": "double"},
                      {"@type": "Relationship", "name": "locatedIn", "maxMultiplicity": 1}]}
        """;
    private static final String LAMP = """
        {"@context": "https://www.w3.org/2022/wot/td/v1.1", "@type": "tm:ThingModel", "title": "Lamp",
         "properties": {"level": {"type": "integer", "maximum": 100, "unit": "%"}}}
        """;
    @TempDir
    static Path folder;
    private static Path site;
    private static GemelloProcess runtime;

    @BeforeAll
    static void start() throws Exception {
        site = Files.createDirectories(folder.resolve("site"));
        try (Stream<Path> files = Files.list(Path.of(TestSite.first()))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, site.resolve(file.getFileName()));
            }
        }
        Files.createDirectories(site.resolve("models"));
        Files.writeString(site.resolve("models/rack.json"), RACK.formatted("degreeFahrenheit"));
        Files.writeString(site.resolve("models/lamp.tm.jsonld"), LAMP);
        Files.writeString(site.resolve("site.properties"), "\nmodels.rack = dtmi:com:example:Rack;1\n", StandardOpenOption.APPEND);
        runtime = GemelloProcess.start(folder.resolve("data"), "--site", site.toString());
        Files.writeString(runtime.data().resolve("etc/io.gemello.twin.models.cfg"), "check.interval.ms = 500\n");
        assertEquals(201, runtime.send("PUT", "/api/2/things/org.clients:lamp", """
            {"definition": "https://models.example/lamp.tm.jsonld", "attributes": {"level": 120, "place": {"x": 1.5, "tags": ["a"]}},
             "features": {"light": {"properties": {"on": true}}, "odd name~signs": {"properties": {"value": 7, "unit": "lx"}}}}""").statusCode());
    }

    @AfterAll
    static void stop() throws Exception {
        runtime.close();
    }

    private static JsonNode report() throws Exception {
        return runtime.get("/api/gemello/models/report?weight=misfit");
    }

    private static int check() throws Exception {
        return GemelloProcess.command("check", List.of(site.toString())).redirectErrorStream(true).redirectOutput(folder.resolve("check.out").toFile()).start().waitFor();
    }

    @Test
    @Order(1)
    void whatDoesNotFitIsToldAndReadingsGoOn() throws Exception {
        GemelloProcess.awaitTrue("the things are looked at", SOON, () -> report().path("misfits").asInt() == 3);
        JsonNode first = report().path("findings").get(1);
        assertEquals("/features/inlet/properties/unit", first.path("path").asText());
        assertTrue(first.path("message").asText().startsWith("is Cel; the model wants degreeFahrenheit"), first.toString());
        assertEquals(1, runtime.get("/api/gemello/models/report?thing=org.first:rack-1&weight=misfit").path("findings").size());
        assertTrue(runtime.get("/api/gemello/health").toString().contains("3 of 3 things do not fit their model"), "the health page says so");
        GemelloProcess.awaitTrue("readings go on", SOON, () -> runtime.get("/api/2/things/org.first:rack-1/features/inlet/properties").path("state").asText().equals("live"));
        assertEquals(1, check());
        assertTrue(Files.readString(folder.resolve("check.out")).contains("org.first:rack-2 /features/inlet/properties/unit: is Cel"), Files.readString(folder.resolve("check.out")));
    }

    @Test
    @Order(2)
    void aMendedModelIsTakenWhileEverythingRuns() throws Exception {
        Files.writeString(site.resolve("models/rack.json"), RACK.formatted("degreeCelsius"));
        GemelloProcess.awaitTrue("only the lamp is left", SOON, () -> report().path("misfits").asInt() == 1);
        assertEquals("org.clients:lamp", report().path("findings").get(0).path("thing").asText());
        assertEquals(204, runtime.send("PUT", "/api/2/things/org.clients:lamp/attributes/level", "80").statusCode());
        assertEquals(0, runtime.get("/api/gemello/models/report?thing=org.clients:lamp&weight=misfit").path("findings").size());
    }

    @Test
    @Order(3)
    void thingsDescribeThemselvesAndGoOutAndComeBack() throws Exception {
        Path seen = Files.createDirectories(folder.resolve("seen"));
        Files.createDirectories(seen.resolve("td"));
        for (String id : new String[] {"org.first:rack-1", "org.first:crac-1", "org.clients:lamp"}) {
            HttpResponse<String> answer = runtime.send(runtime.request("/api/2/things/" + id).header("Accept", "application/td+json").build());
            assertEquals("application/td+json", answer.headers().firstValue("Content-Type").orElse(""), answer.body());
            Files.writeString(seen.resolve("td/" + id.replace(':', '_') + ".json"), answer.body());
        }
        JsonNode rack = GemelloProcess.JSON.readTree(seen.resolve("td/org.first_rack-1.json").toFile());
        assertEquals("Cel", rack.path("properties").path("inlet").path("unit").asText());
        follow(rack.path("base").asText() + rack.path("properties").path("inlet").path("forms").get(0).path("href").asText());
        JsonNode lamp = GemelloProcess.JSON.readTree(seen.resolve("td/org.clients_lamp.json").toFile());
        follow(lamp.path("base").asText() + lamp.path("properties").path("odd name~signs").path("forms").get(0).path("href").asText());
        follow("http://127.0.0.1:" + runtime.http() + lamp.path("links").get(0).path("href").asText());
        ((ObjectNode) rack).remove("title");
        Files.writeString(seen.resolve("td/broken.json"), rack.toString());

        Set<String> ids = unpack(seen);
        JsonNode graph = GemelloProcess.JSON.readTree(seen.resolve("graph.json").toFile()).path("digitalTwinsGraph");
        graph.path("digitalTwins").forEach(twin -> assertTrue(ids.contains(twin.path("$metadata").path("$model").asText()), twin.toString()));
        assertEquals(runtime.get("/api/2/search/things/count").asInt(), graph.path("digitalTwins").size());
        assertTrue(graph.path("relationships").size() >= 3, graph.path("relationships").toString());

        Files.createDirectories(seen.resolve("broken"));
        Files.writeString(seen.resolve("broken/unit.json"), Files.readString(seen.resolve("dtdl/org_first_point_temperature_degreeCelsius-1.json")).replace("\"degreeCelsius\"", "\"watt\""));
        JsonNode said = validate(seen);
        assertEquals("", said.path("dtdl").asText());
        assertEquals("", said.path("td").path("org.first_rack-1.json").asText());
        assertEquals("", said.path("td").path("org.first_crac-1.json").asText());
        assertEquals("", said.path("td").path("org.clients_lamp.json").asText());
        assertNotEquals("", said.path("td").path("broken.json").asText(), "the schema would see a fault");
        assertTrue(said.path("broken").asText().contains("watt"), "the parser would see a fault");
    }

    @Test
    @Order(4)
    void whatWentOutIsASetOfModelsThatEverythingFits() throws Exception {
        Path seen = folder.resolve("again");
        unpack(seen);
        try (Stream<Path> files = Files.list(seen.resolve("dtdl"))) {
            for (Path file : files.toList()) {
                Files.copy(file, site.resolve("models").resolve(file.getFileName()));
            }
        }
        Files.copy(Path.of(TestSite.first(), "site.properties"), site.resolve("site.properties"), StandardCopyOption.REPLACE_EXISTING);
        Files.write(site.resolve("site.properties"), Files.readAllLines(seen.resolve("models.properties")), StandardOpenOption.APPEND);
        assertEquals(200, runtime.send("POST", "/api/gemello/site", "").statusCode());
        int assets = runtime.get("/api/gemello/assets").path("assets").size();
        GemelloProcess.awaitTrue("all things have a model", SOON, () -> report().path("modelled").asInt() == assets + 1);
        assertEquals(0, report().path("misfits").asInt(), TwinModelsTest::asItStands);
        assertEquals(0, check(), TwinModelsTest::asItStands);
    }

    private static String asItStands() {
        try {
            return report().toString() + "\n" + (Files.exists(folder.resolve("check.out")) ? Files.readString(folder.resolve("check.out")) : "");
        } catch (Exception gone) {
            return gone.toString();
        }
    }

    /** An address in a description leads somewhere. */
    private static void follow(String address) throws Exception {
        assertTrue(address.startsWith("http://127.0.0.1:" + runtime.http() + "/"), address);
        HttpResponse<String> answer = runtime.send(runtime.request(address.substring(("http://127.0.0.1:" + runtime.http()).length())).build());
        assertEquals(200, answer.statusCode(), address + " " + answer.body());
    }

    /** The export; interfaces go to {@code dtdl}. @return ids of the interfaces */
    private static Set<String> unpack(Path to) throws Exception {
        Files.createDirectories(to.resolve("dtdl"));
        Set<String> ids = new HashSet<>();
        HttpResponse<InputStream> answer = HttpClient.newHttpClient().send(runtime.request("/api/gemello/models/export?format=dtdl").build(), HttpResponse.BodyHandlers.ofInputStream());
        assertEquals(200, answer.statusCode());
        try (ZipInputStream zip = new ZipInputStream(answer.body())) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = to.resolve(entry.getName().replace("models/", "dtdl/"));
                Files.write(file, zip.readAllBytes());
                if (entry.getName().startsWith("models/")) {
                    ids.add(GemelloProcess.JSON.readTree(file.toFile()).path("@id").asText());
                }
            }
        }
        return ids;
    }

    private static JsonNode validate(Path seen) throws IOException, InterruptedException {
        Path script = Path.of("models/validate.mjs").toAbsolutePath();
        assertTrue(Files.isDirectory(script.resolveSibling("node_modules/@digicatapult")), "run `npm ci` in itests/models; ./gemello test does");
        Path said = folder.resolve("validate.out");
        Process node = new ProcessBuilder("node", script.toString(), seen.toString()).redirectErrorStream(true).redirectOutput(said.toFile()).start();
        boolean over = node.waitFor(2, TimeUnit.MINUTES);
        node.destroyForcibly().waitFor();
        assertTrue(over && node.exitValue() == 0, () -> said + ": " + read(said));
        return GemelloProcess.JSON.readTree(read(said).lines().reduce((before, last) -> last).orElseThrow());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            return gone.toString();
        }
    }
}
