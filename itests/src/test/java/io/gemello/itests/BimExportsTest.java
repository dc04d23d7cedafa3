package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What leaves a running site's model: the patched IFC on request and to a file, the site as Turtle, and a table by an exporter that is dropped in. */
class BimExportsTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String CSV = "io.gemello.export.csv";
    private static final Path HALL = BuiltBundle.home().resolve("runtime-config/sites/datahall");
    @TempDir Path folder;

    @Test
    void aLiveModelIsExportedEveryWay() throws Exception {
        Path data = folder.resolve("var");
        Files.writeString(Files.createDirectories(data.resolve("etc")).resolve("io.gemello.bim.BimComponent.cfg"), "patched.ifc = out/hall.ifc\npatched.pause.s = 1\n");
        try (GemelloProcess gemello = GemelloProcess.start(data, "--site", site().toString(), "--features", "bim"); MqttSender sender = new MqttSender(gemello.mqtt())) {
            sender.send("t/1", 1, "{\"v\":21.5,\"t\":" + System.currentTimeMillis() + "}");
            Path patched = data.resolve("out/hall.ifc");
            GemelloProcess.awaitTrue("the value is in the file", SOON, () -> Files.exists(patched) && Files.readString(patched).contains("IFCPROPERTYSINGLEVALUE('DT_Inlet',$,IFCTHERMODYNAMICTEMPERATUREMEASURE(21.5),#"));
            HttpResponse<String> asked = gemello.send("GET", "/bim/patched.ifc", null);
            assertEquals(200, asked.statusCode());
            assertTrue(asked.body().contains("'DT_LiveData'") && asked.body().contains("'DT #") && asked.body().endsWith("END-ISO-10303-21;\n"), "values and colours");
            HttpResponse<String> brick = gemello.send("GET", "/api/gemello/brick.ttl", null);
            assertEquals("text/turtle; charset=utf-8", brick.headers().firstValue("Content-Type").orElse(""));
            assertTrue(brick.body().contains("<urn:gemello:org.trial:asset:rack-1-01> a brick:ICT_Rack") && brick.body().contains("ref:hasIfcProjectReference"), brick.body());
            exporterComesAndGoes(gemello, data);
        }
    }

    /** A rack of the data hall's model, with one probe. */
    private Path site() throws Exception {
        String guid = Files.readAllLines(HALL.resolve("assets.csv")).stream().filter(row -> row.startsWith("rack-1-01,")).findFirst().orElseThrow().split(",")[6];
        Path site = TestSite.write(folder.resolve("site"), List.of(TestSite.ASSETS + ",ifcGuid", "hall,hall,Hall,,", "rack-1-01,rack,Rack 1,hall," + guid),
            List.of(TestSite.POINTS, "inlet,rack-1-01,inlet,temperature,Cel,hall,t/1#$.v@$.t,,,"));
        Files.copy(HALL.resolve("model.ifc"), site.resolve("model.ifc"));
        return site;
    }

    private void exporterComesAndGoes(GemelloProcess gemello, Path data) throws Exception {
        HotBundles bundles = new HotBundles(gemello, folder);
        bundles.drop(bundles.rebuilt(CSV, "1.0.0"), "csv.jar");
        Path table = data.resolve("export/overrides.csv");
        GemelloProcess.awaitTrue("the table is written", SOON, () -> Files.exists(table) && Files.readString(table).contains(",DT_Inlet,21.5,Cel,"));
        JsonNode exports = gemello.get("/bim/exports").get("exports");
        assertEquals("[\"csv\",\"ifc\"]", exports.findValuesAsText("name").stream().sorted().map(name -> '"' + name + '"').toList().toString().replace(", ", ","));
        bundles.delete("csv.jar");
        bundles.awaitGone(CSV);
        GemelloProcess.awaitTrue("it is no longer called", SOON, () -> gemello.get("/bim/exports").get("exports").findValuesAsText("name").toString().equals("[ifc]"));
    }
}
