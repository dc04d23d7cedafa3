package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An alert on a rack reaches Revit and the BIM coordinator: from the running system by HTTP, and in its files. */
class ExportTest {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String RULES = """
        {"rules": [{"rule": "hot", "kind": "limit", "for": {"feature": "v"}, "limits": {"hi": 27}, "priority": "high", "message": "{name}: inlet {value}, limit {limit}"}]}
        """;
    @TempDir static Path folder;
    private static GemelloProcess gemello;
    private static String rack;
    private static Path dynamo;
    private static Path issues;

    @BeforeAll
    static void anAlertStandsAndIsAcknowledged() throws Exception {
        Path hall = BuiltBundle.home().resolve("runtime-config/sites/datahall");
        List<String> guids = Files.readAllLines(hall.resolve("assets.csv")).stream().map(row -> row.split(",", -1)).filter(row -> row[1].equals("rack")).map(row -> row[6]).toList();
        rack = guids.get(0);
        Path site = TestSite.write(folder.resolve("site"), List.of("asset,type,name,ifcGuid", "a0,rack,Rack 0," + rack, "a1,rack,Rack 1," + guids.get(1)),
            List.of(TestSite.POINTS, "p0,a0,v,temperature,Cel,hall,t/0#$.v@$.t,,,", "p1,a1,v,temperature,Cel,hall,t/1#$.v@$.t,,,"));
        Files.copy(hall.resolve("model.ifc"), site.resolve("model.ifc"));
        Files.writeString(Files.createDirectories(site.resolve("rules")).resolve("own.json"), RULES);
        Path etc = Files.createDirectories(folder.resolve("var/etc"));
        for (String name : List.of("dynamo", "bcf")) {
            Files.writeString(etc.resolve("io.gemello.export." + name + ".cfg"), "gemello.export.pause.s = 1\n");
        }
        gemello = GemelloProcess.start(folder.resolve("var"), "--site", site.toString(), "--features", "dynamo,bcf");
        dynamo = gemello.data().resolve("export/dynamo");
        issues = gemello.data().resolve("export/bcf/trial.bcf");
        try (MqttSender sender = new MqttSender(gemello.mqtt())) {
            sender.send("t/0", 1, "{\"v\": 31.5, \"t\": " + System.currentTimeMillis() + "}");
            sender.send("t/1", 2, "{\"v\": 21.5, \"t\": " + System.currentTimeMillis() + "}");
            GemelloProcess.awaitTrue("the alert stands", SOON, () -> gemello.get("/api/gemello/alerts").get("alerts").size() == 1);
        }
        assertEquals(200, gemello.send("POST", "/api/gemello/alerts/hot@p0/ack", "{\"comment\": \"fan ordered\"}").statusCode());
        GemelloProcess.awaitTrue("both exporters have told it", SOON, () -> Files.isRegularFile(dynamo.resolve("snapshot.json")) && state(GemelloProcess.JSON.readTree(dynamo.resolve("snapshot.json").toFile())).equals("acknowledged")
            && gemello.metric("gemello_bcf_issues") == 1 && read(issues).at("/issues/0/topic/comments/0/comment").asText().equals("acknowledge: fan ordered"));
    }

    @AfterAll
    static void stop() throws Exception {
        gemello.close();
    }

    private static String state(JsonNode snapshot) {
        for (JsonNode element : snapshot.get("elements")) {
            if (element.get("ifcGuid").asText().equals(rack)) {
                return element.at("/colours/alert/key").asText();
            }
        }
        return "";
    }

    /** What an independent reader finds in a BCF file. */
    private static JsonNode read(Path file) throws Exception {
        assertTrue(Files.isDirectory(Path.of("bcf/node_modules")), "run `npm ci` in itests/bcf; ./gemello test does");
        return said("node", Path.of("bcf/read.mjs").toAbsolutePath().toString(), file.toString());
    }

    private static JsonNode said(String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(Map.of("LOCALAPPDATA", folder.resolve("profile").toString(), "PYTHONDONTWRITEBYTECODE", "1"));
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), out);
        return GemelloProcess.JSON.readTree(out);
    }

    @Test
    void theGraphBringsItIntoRevitByHttpWithATokenFromAFile() throws Exception {
        String token = token();
        Path graph = Files.writeString(folder.resolve("apply.dyn"), gemello.send("GET", "/bim/exports/dynamo/apply.dyn", null).body());
        assertFalse(Files.readString(graph).contains(token));
        String state = parameter("DT_AlertState");
        String value = parameter("DT_V");
        assertEquals(gemello.get("/bim/parameters?point=p0").at("/parameters/0/guid").asText(), value);
        Map<String, Object> parameters = Map.of(state, Map.of("name", "state", "storage", "String"), value, Map.of("name", "value", "storage", "Double"));
        Path scenario = folder.resolve("scenario.json");
        GemelloProcess.JSON.writeValue(scenario.toFile(), Map.of("elements", List.of(Map.of("uniqueId", "rack-in-revit", "ifcGuid", rack, "parameters", parameters)),
            "runs", List.of(Map.of("graph", graph.toString(), "inputs", Map.of("token file", Files.writeString(folder.resolve("token.txt"), token + "\n").toString())))));
        JsonNode run = said("python3", Path.of("../bundles/io.gemello.export.dynamo/src/test/python/run.py").toAbsolutePath().toString(), scenario.toString()).get(0);
        assertEquals(31.5, run.get("values").get("value of rack-in-revit").asDouble(), run.get("out").toString());
        assertEquals("acknowledged", run.get("values").get("state of rack-in-revit").asText());
        assertEquals("{\"DT Alerts: rack-in-revit\":\"#BF5693\"}", run.get("colours").toString());
    }

    /** The GUID of a parameter, from the file that Revit reads. */
    private static String parameter(String name) throws Exception {
        return Files.readString(dynamo.resolve("shared-parameters.txt"), StandardCharsets.UTF_16).lines().filter(line -> line.contains("\t" + name + "\t")).findFirst().orElseThrow().split("\t")[1];
    }

    private static String token() throws Exception {
        Process process = GemelloProcess.command("token", List.of("operator", "--data", gemello.data().toString())).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip().lines().toList();
        assertEquals(0, process.waitFor());
        return lines.get(lines.size() - 1).strip();
    }

    @Test
    void deltasAndTagsSaveWhatIsKnown() throws Exception {
        HttpResponse<String> all = gemello.send("GET", "/bim/exports/dynamo/snapshot.json", null);
        String tag = all.headers().firstValue("ETag").orElseThrow();
        assertEquals("acknowledged", state(GemelloProcess.JSON.readTree(all.body())));
        assertEquals(304, gemello.send(gemello.request("/bim/exports/dynamo/snapshot.json").header("If-None-Match", tag).GET().build()).statusCode());
        JsonNode delta = gemello.get("/bim/exports/dynamo/snapshot.json?since=" + tag.replace("\"", ""));
        assertFalse(delta.get("full").asBoolean());
        assertEquals(0, delta.get("elements").size());
        assertTrue(gemello.get("/bim/exports/dynamo/snapshot.json?since=other-1").get("full").asBoolean());
    }

    @Test
    void anIndependentReaderFindsTheIssueInTheFileAndInTheAnswer() throws Exception {
        Path answer = folder.resolve("answer.bcf");
        HttpRequest request = gemello.request("/bim/exports/bcf/issues.bcf").GET().build();
        Files.write(answer, HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
        assertEquals(-1, Files.mismatch(issues, answer), "who may see everything gets what is in the file");
        JsonNode found = read(answer);
        assertEquals("2.1", found.get("version").asText());
        assertEquals(1, found.get("issues").size());
        JsonNode issue = found.at("/issues/0");
        assertEquals("Rack 0: inlet 31.5, limit 27", issue.at("/topic/title").asText());
        assertEquals("In Progress", issue.at("/topic/topic_status").asText());
        assertEquals("operator", issue.at("/topic/comments/0/author").asText());
        assertEquals(rack, issue.at("/viewpoints/0/components/selection/0/ifc_guid").asText());
        assertEquals("BF5693", issue.at("/viewpoints/0/components/coloring/0/color").asText());
        assertEquals(60, issue.at("/viewpoints/0/perspective_camera/field_of_view").asInt());
        assertEquals(400, gemello.send("GET", "/bim/exports/bcf/issues.bcf?version=1.0", null).statusCode());
        assertEquals(200, gemello.send("GET", "/bim/exports/bcf/issues.bcf?version=3.0", null).statusCode());
    }

    @Test
    void onlyWhoHasSignedInGetsThemAndTheyAreMadeOnRequestToo() throws Exception {
        for (String path : List.of("/bim/exports/bcf/issues.bcf", "/bim/exports/dynamo/snapshot.json", "/bim/exports/dynamo/apply.dyn")) {
            assertEquals(401, gemello.send(HttpRequest.newBuilder(gemello.request(path).GET().build().uri()).GET().build()).statusCode(), path);
        }
        long before = exports("dynamo");
        assertEquals(202, gemello.send("POST", "/bim/exports/dynamo", "").statusCode());
        GemelloProcess.awaitTrue("it was made again", SOON, () -> exports("dynamo") > before);
        List<Path> files = new ArrayList<>();
        try (Stream<Path> written = Files.walk(gemello.data().resolve("export"))) {
            written.filter(Files::isRegularFile).forEach(files::add);
        }
        assertEquals(6, files.size(), files.toString());
        for (Path file : files) {
            assertFalse(Files.readString(file, StandardCharsets.ISO_8859_1).contains(GemelloProcess.PASSWORD), file.toString());
        }
    }

    private static long exports(String name) throws Exception {
        for (JsonNode export : gemello.get("/bim/exports").get("exports")) {
            if (export.get("name").asText().equals(name)) {
                return export.get("exports").asLong();
            }
        }
        return 0;
    }
}
