package io.gemello.bim.patch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gemello.api.bim.ElementOverride;
import io.gemello.bim.ifc.IfcKind;
import io.gemello.bim.ifc.IfcModel;
import io.gemello.bim.ifc.IfcObject;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Patched files as web-ifc reads them: values, colours, and all other lines as they were. */
class IndependentPatchTest {
    private static final Path TOOLS = Path.of("../../itests/web-ifc");
    private static final String[] COLOURS = {"#D55E00", "#0072B2", "#5A5A5A"};
    private static final String HALL = "hall";
    @TempDir
    Path folder;

    private static Path file(String name) {
        if (name.equals(HALL)) {
            return Path.of("../../runtime-config/sites/datahall/model.ifc");
        }
        Path file = Path.of(System.getProperty("gemello.shared", "absent"), "bim", name);
        if (!Files.exists(file)) {
            System.out.println("skipped: shared data not found");
        }
        assumeTrue(Files.exists(file), "skipped: shared data not found");
        return file;
    }

    /** Every second element has values and a colour: of neighbours that share a map one is coloured and one is not. */
    @ParameterizedTest
    @ValueSource(strings = {HALL, "duplex_A.ifc", "duplex_E.ifc", "whale_LargeBuilding.ifc"})
    void webIfcReadsValuesColoursAndAllOtherLinesAsTheyWere(String name) throws Exception {
        Path file = Files.copy(file(name), folder.resolve("model.ifc"));
        byte[] before = Files.readAllBytes(file);
        Path patched = folder.resolve("patched.ifc");
        Map<String, String> wanted = new HashMap<>();
        List<ElementOverride> elements = new ArrayList<>();
        boolean old;
        try (IfcModel model = IfcModel.open(file)) {
            old = model.schema().startsWith("IFC2X3");
            int number = 0;
            for (IfcObject object : model.objects()) {
                if (object.kind() == IfcKind.ELEMENT && !object.entity().equals("IFCOPENINGELEMENT") && number++ % 2 == 0) {
                    wanted.put(object.guid(), COLOURS[number % COLOURS.length]);
                    elements.add(Live.element(object.guid(), COLOURS[number % COLOURS.length], Live.number("DT_Inlet", 20 + number / 8.0, "Cel"), Live.number("DT_Power", number, "kW"),
                        Live.number("DT_Flow", 1, "m3/h"), Live.number("DT_Share", Double.NaN, "%"), Live.text("DT_Door", "öffen")));
                }
            }
            IfcPatch.write(model, file, "ab".repeat(32), elements, "alert", patched);
        }
        JsonNode said = said(file, patched);
        assertEquals(0, said.get("lost").asInt());
        said.get("changed").forEach(type -> assertEquals("IFCSHAPEREPRESENTATION", type.asText()));
        values(said, elements, old);
        assertTrue(said.get("shapes").isEmpty(), "as many pieces of geometry as before: " + said.get("shapes"));
        int coloured = 0;
        int left = 0;
        Set<String> parts = partsOfColoured(file, wanted.keySet());
        for (Map.Entry<String, JsonNode> was : (Iterable<Map.Entry<String, JsonNode>>) said.get("was")::fields) {
            JsonNode is = said.get("is").get(was.getKey());
            if (wanted.containsKey(was.getKey())) {
                assertEquals("[\"" + wanted.get(was.getKey()) + "\"]", is.toString(), was.getKey());
                coloured++;
            } else if (!parts.contains(was.getKey())) {
                assertEquals(was.getValue(), is, was.getKey() + " is not to be coloured");
                left++;
            }
        }
        assertTrue(coloured > 30 && left > 30, coloured + " coloured, " + left + " left");
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    private static Set<String> partsOfColoured(Path file, Set<String> wholes) throws Exception {
        Set<String> parts = new HashSet<>();
        try (IfcModel model = IfcModel.open(file)) {
            for (IfcObject object : model.objects()) {
                for (IfcObject whole = model.parent(object); whole != null; whole = model.parent(whole)) {
                    if (wholes.contains(whole.guid())) {
                        parts.add(object.guid());
                    }
                }
            }
        }
        return parts;
    }

    private static void values(JsonNode said, List<ElementOverride> elements, boolean old) {
        assertEquals(elements.size(), said.get("live").size());
        assertEquals(elements.size(), said.at("/added/IFCPROPERTYSET").asInt());
        Set<String> guids = new HashSet<>();
        for (ElementOverride element : elements) {
            JsonNode sets = said.get("live").get(element.ifcGuid());
            assertEquals(1, sets.size());
            JsonNode set = sets.get(0);
            assertEquals("DT_LiveData", set.get("set").asText());
            assertTrue(guids.add(set.get("guid").asText()) && guids.add(set.get("relation").asText()), "GlobalIds are given once");
            assertTrue(!old || set.get("history").isInt(), "IFC 2x3 wants an owner history");
            JsonNode properties = set.get("properties");
            assertEquals(element.parameters().get(0).value(), properties.at("/DT_Inlet/value").asDouble());
            assertEquals("IfcThermodynamicTemperatureMeasure", properties.at("/DT_Inlet/type").asText());
            assertEquals("DEGREE_CELSIUS", properties.at("/DT_Inlet/unit").asText());
            assertEquals("IfcPowerMeasure", properties.at("/DT_Power/type").asText());
            assertEquals("KILOWATT", properties.at("/DT_Power/unit").asText());
            assertEquals("IfcVolumetricFlowRateMeasure", properties.at("/DT_Flow/type").asText());
            assertEquals("CUBIC_METRE^1 HOUR^-1", properties.at("/DT_Flow/unit").asText());
            assertTrue(properties.at("/DT_Share/value").isNull());
            assertEquals("%", properties.at("/DT_Share_Unit/value").asText());
            assertEquals("bad", properties.at("/DT_Share_Quality/value").asText());
            assertEquals("öffen", properties.at("/DT_Door/value").asText());
            assertEquals("uncertain", properties.at("/DT_Door_Quality/value").asText());
            assertEquals("stale", properties.at("/DT_Door_State/value").asText());
            assertEquals("2023-11-14T22:13:20.500Z", properties.at("/DT_Inlet_Time/value").asText());
            assertEquals(old ? "IfcLabel" : "IfcDateTime", properties.at("/DT_Inlet_Time/type").asText());
            assertEquals("p-DT_Inlet", properties.at("/DT_Inlet_Point/value").asText());
            assertEquals("high", properties.at("/DT_Colour/value").asText());
            assertEquals("Zulu ü: it's warm", properties.at("/DT_ColourReason/value").asText());
        }
    }

    private JsonNode said(Path before, Path after) throws Exception {
        assertTrue(Files.isDirectory(TOOLS.resolve("node_modules/web-ifc")), "run `npm ci` in itests/web-ifc; ./gemello test does");
        File said = folder.resolve("said.json").toFile();
        Process node = new ProcessBuilder("node", "patched.mjs", before.toString(), after.toString()).directory(TOOLS.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).redirectOutput(said).start();
        boolean over = node.waitFor(2, TimeUnit.MINUTES);
        node.destroyForcibly();
        assertTrue(over && node.exitValue() == 0, "web-ifc reads both files");
        List<String> lines = Files.readAllLines(said.toPath());
        return new ObjectMapper().readTree(lines.get(lines.size() - 1));
    }
}
