package io.gemello.twin.models;

import static io.gemello.twin.models.Models.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gemello.api.catalogue.SiteFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A site goes out as DTDL and comes back: the interfaces load, and every thing fits them. */
class DtdlExportTest {
    private final Hall hall = new Hall().asset("hall", "pump station", null, Map.of())
        .asset("r1", "rack", "hall", Map.of("ratedPower_kW", "12", "2nd floor", "yes", "power", "big")).asset("r2", "rack", "hall", Map.of("serial", "5"))
        .point("r1", "supply-air", "temperature", "Cel").point("r1", "power", "power", "kW").point("r2", "supply-air", "temperature", "Cel")
        .point("hall", "door", "state", "1", "hall", Map.of("closed", 0.0, "open", 1.0)).point("hall", "flow", "flow", "m3/s").point("hall", "fan", "rotation", "/min").point("hall", "humidity", "humidity", "%");
    private final List<JsonNode> things = new ArrayList<>();
    private Map<String, byte[]> zip;

    @BeforeEach
    void export() throws IOException {
        things.addAll(CatalogueThings.of(hall));
        ((ObjectNode) things.get(1)).withObjectProperty("features").withObjectProperty("supply-air").withObjectProperty("properties")
            .put("value", 23.5).put("time", "2026-01-31T10:00:00.123456789Z").put("quality", "good").put("state", "live").putArray("reasons");
        things.add(json("{'thingId': 'org.x:lamp', 'definition': 'x:Lamp:1', 'attributes': {'position': {'x': 1, 'y': 2.5}, 'tags': ['a', 'b'], 'odd': [1, 'a'], 'bad': {'a-b': 1}}, 'features': {'light': {'properties': {'on': true, 'level': 5}}}}"));
        things.add(json("{'thingId': 'org.x:lamp2', 'definition': 'x:Lamp:1', 'attributes': {'position': {'x': 1.5}}, 'features': {'light': {'properties': {'on': 'no'}}, 'alerts': {'properties': {'hot': {}}}, 'extra': {}}}"));
        DtdlExport export = new DtdlExport(SiteFacts.of(hall), "org.hall", 1);
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        new ExportFiles(export, with -> things.forEach(with)).zip(to);
        zip = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(to.toByteArray()))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                zip.put(entry.getName(), in.readAllBytes());
            }
        }
    }

    private String text(String name) {
        return new String(zip.get(name), StandardCharsets.UTF_8);
    }

    private ModelLibrary library() {
        Map<String, SiteFile> files = new TreeMap<>();
        zip.forEach((name, bytes) -> {
            if (name.startsWith("models/")) {
                files.put(name.substring("models/".length()), new SiteFile(bytes));
            }
        });
        return ModelLibrary.read(files);
    }

    private JsonNode twin(String id) {
        for (JsonNode twin : json(text("graph.json")).path("digitalTwinsGraph").path("digitalTwins")) {
            if (twin.path("$dtId").asText().equals(id)) {
                return twin;
            }
        }
        throw new AssertionError("no twin " + id);
    }

    @Test
    void theInterfacesLoadBackAndEveryThingFitsThem() throws IOException {
        ModelLibrary library = library();
        assertEquals(List.of(), Models.faults(library));
        Properties lines = new Properties();
        lines.load(new StringReader(text("models.properties")));
        Map<String, String> site = new HashMap<>();
        lines.stringPropertyNames().forEach(key -> site.put(key, lines.getProperty(key)));
        assertEquals("dtmi:org:hall:asset:pump_station;1", site.get("models.pump station"));
        Hall named = new Hall(Path.of("/"), site);
        hall.assets().values().forEach(asset -> named.asset(asset.id(), asset.type(), asset.locatedIn(), asset.attributes()));
        hall.points().values().forEach(point -> named.point(point.asset(), point.feature(), point.quantity(), point.unit(), "hall", hall.detail(point.id()).states()));
        ThingsCheck check = new ThingsCheck(library, SiteFacts.of(named), id -> null);
        things.subList(0, 3).forEach(check::add);
        ModelReport report = check.report(Instant.EPOCH);
        assertEquals(3, report.modelled());
        assertEquals(List.of(), report.findings().stream().filter(finding -> finding.weight() == Finding.Weight.MISFIT).toList());
        // And each fits the interface that its twin has, which may be one of those that extend its type's.
        for (JsonNode thing : things) {
            List<Finding> findings = new ArrayList<>();
            String model = twin(thing.path("thingId").asText()).path("$metadata").path("$model").asText();
            assertNotNull(library.byId(model), model);
            new ThingCheck(library, thing, library.byId(model), SiteFacts.of(hall), findings::add, lead -> { }).run();
            assertEquals(List.of(), findings.stream().filter(finding -> finding.weight() == Finding.Weight.MISFIT).toList(), model);
        }
    }

    @Test
    void thingsWithMoreThanTheirTypeGetAnInterfaceThatExtendsIt() {
        ModelLibrary library = library();
        assertEquals("dtmi:org:hall:asset:rack;1", twin("org.hall:r2").path("$metadata").path("$model").asText());
        Model more = library.byId(twin("org.hall:r1").path("$metadata").path("$model").asText());
        assertEquals(Set.of(more.id(), "dtmi:org:hall:asset:rack;1", "dtmi:org:hall:Thing;1"), more.kin());
        assertTrue(more.traits().containsKey("power"));
        assertFalse(library.byId("dtmi:org:hall:asset:rack;1").traits().containsKey("power"));
    }

    @Test
    void aTwinHasItsComponentsWithValuesAndAttributesUnderNamesThatDtdlCanSay() {
        JsonNode twin = twin("org.hall:r1");
        assertEquals(23.5, twin.path("supply_air").path("value").doubleValue());
        assertTrue(twin.path("supply_air").has("$metadata"), "a component without it is refused");
        assertEquals("12", twin.path("ratedPower_kW").textValue());
        assertEquals("yes", twin.path("x2nd_floor").textValue());
        assertEquals("big", twin.path("power_attribute1").textValue());
        assertEquals("kW", twin.path("power").path("unit").textValue());
    }

    /** DTDL has no unit of plain numbers, and calls a share of humidity a percentage. */
    @Test
    void unitsAreDtdlsWhereItHasThem() {
        Map<String, String> units = new HashMap<>();
        library().models().stream().filter(model -> model.id().contains(":point:")).forEach(model -> units.put(model.id(), String.valueOf(model.traits().get("value").unit())));
        assertEquals(Map.of("dtmi:org:hall:point:temperature_degreeCelsius;1", "degreeCelsius", "dtmi:org:hall:point:power_kilowatt;1", "kilowatt", "dtmi:org:hall:point:state_1;1", "null",
            "dtmi:org:hall:point:flow_cubicMetrePerSecond;1", "cubicMetrePerSecond", "dtmi:org:hall:point:rotation_revolutionPerMinute;1", "revolutionPerMinute",
            "dtmi:org:hall:point:humidity_percent;1", "percent"), units);
    }

    @Test
    void whatCannotBeSaidIsNamed() {
        assertEquals("""
            attribute bad of the type Lamp: its values are of kinds that one DTDL schema cannot say
            attribute odd of the type Lamp: its values are of kinds that one DTDL schema cannot say
            property on of the features light: its values are of kinds that one DTDL schema cannot say
            """, text("left-out.txt"));
        assertFalse(twin("org.x:lamp").has("odd"));
        assertEquals(List.of("a", "b"), List.of(twin("org.x:lamp").path("tags").get(0).asText(), twin("org.x:lamp").path("tags").get(1).asText()));
        assertFalse(twin("org.x:lamp2").has("alerts"));
    }

    @Test
    void theLinesAreSectionsInTheOrderThatAnImportWants() {
        List<JsonNode> lines = text("import.ndjson").lines().map(Models::json).toList();
        List<String> sections = lines.stream().filter(line -> line.has("Section")).map(line -> line.path("Section").asText()).toList();
        assertEquals(List.of("Header", "Models", "Twins", "Relationships"), sections);
        Set<String> known = new HashSet<>();
        for (JsonNode line : lines) {
            if (line.has("@id")) {
                assertTrue(line.path("extends").isMissingNode() || known.contains(line.path("extends").asText()), "what is extended comes first");
                known.add(line.path("@id").asText());
            }
        }
        assertEquals(5, lines.stream().filter(line -> line.has("$metadata")).count());
        assertEquals("{\"$dtId\":\"org.hall:r1\",\"$relationshipId\":\"locatedIn:org.hall:hall\",\"$targetId\":\"org.hall:hall\",\"$relationshipName\":\"locatedIn\"}", lines.get(lines.size() - 2).toString());
    }

    @Test
    void idsAreDistinctAndWithinBounds() {
        ExportNames names = new ExportNames("org." + "very.".repeat(40) + "long", 7);
        assertTrue(DtdlReader.DTMI.matcher(names.kind("x".repeat(100))).matches(), names.kind("x".repeat(100)));
        assertTrue(names.kind("x".repeat(100)).length() <= DtdlReader.LONGEST_ID);
        assertFalse(names.kind("a b").equals(names.kind("a_b")));
        assertFalse(names.variant("rack", 1).equals(names.kind("rack_1")));
        assertEquals("a:b%7Ec", ExportNames.twin("a:b~c"));
        assertEquals(128, ExportNames.twin("a:" + "b".repeat(200)).length());
        assertFalse(ExportNames.twin("a:" + "b".repeat(200)).equals(ExportNames.twin("a:" + "b".repeat(201))));
    }
}
