package io.gemello.bim.ifc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gemello.bim.ifc.IfcObject.Place;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real files read by us and by web-ifc: counts, attributes, relations, property values and placements are the same. */
class IndependentReaderTest {
    private static final long MINUTES = 2;
    private static final Path TOOLS = Path.of("../../itests/web-ifc");
    @TempDir
    Path folder;

    /** @param metres length of the file's unit, as its text says */
    @ParameterizedTest
    @CsvSource({"duplex_A.ifc, 1", "duplex_E.ifc, 0.3048", "whale_LargeBuilding.ifc, 0.001"})
    void webIfcFindsTheSame(String name, double metres) throws Exception {
        Path file = Path.of(System.getProperty("gemello.shared", "absent"), "bim", name);
        if (!Files.exists(file)) {
            System.out.println("skipped: shared data not found");
        }
        assumeTrue(Files.exists(file), "skipped: shared data not found");
        JsonNode facts = facts(file);
        try (IfcModel model = IfcModel.open(file)) {
            assertEquals(facts.get("schema").asText(), model.schema());
            Map<String, Integer> counts = new TreeMap<>();
            facts.get("counts").fields().forEachRemaining(entry -> counts.put(entry.getKey(), entry.getValue().asInt()));
            assertEquals(counts, new TreeMap<>(model.counts()));
            objects(facts, model, metres);
            relation(facts, "IFCRELDEFINESBYTYPE", (one, other) -> assertEquals(other, model.typeOf(model.byId(one)).id()));
            relation(facts, "IFCRELCONTAINEDINSPATIALSTRUCTURE", (one, other) -> assertEquals(other, model.parent(model.byId(one)).id()));
            relation(facts, "IFCRELAGGREGATES", (one, other) -> assertTrue(model.children(model.byId(other)).contains(model.byId(one))));
            relation(facts, "IFCRELASSIGNSTOGROUP", (one, other) -> assertTrue(model.members(model.byId(other)).contains(model.byId(one))));
            assertTrue(properties(facts, model) > 1_000);
        }
    }

    @Test
    void noSharedModelIsForgotten() throws Exception {
        Path shared = Path.of(System.getProperty("gemello.shared", "absent"), "bim");
        if (!Files.isDirectory(shared)) {
            System.out.println("skipped: shared data not found");
        }
        assumeTrue(Files.isDirectory(shared), "skipped: shared data not found");
        List<String> compared = Stream.of(IndependentReaderTest.class.getDeclaredMethod("webIfcFindsTheSame", String.class, double.class).getAnnotation(CsvSource.class).value()).map(row -> row.split(",")[0]).sorted().toList();
        try (Stream<Path> files = Files.list(shared)) {
            assertEquals(compared, files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".ifc")).sorted().toList());
        }
    }

    private JsonNode facts(Path file) throws Exception {
        assertTrue(Files.isDirectory(TOOLS.resolve("node_modules/web-ifc")), "run `npm ci` in itests/web-ifc; ./gemello test does");
        File said = folder.resolve("facts.json").toFile();
        Process node = new ProcessBuilder("node", "facts.mjs", file.toAbsolutePath().toString()).directory(TOOLS.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).redirectOutput(said).start();
        boolean over = node.waitFor(MINUTES, TimeUnit.MINUTES);
        node.destroyForcibly();
        assertTrue(over && node.exitValue() == 0, "web-ifc reads the file");
        List<String> lines = Files.readAllLines(said.toPath());
        return new ObjectMapper().readTree(lines.get(lines.size() - 1));
    }

    private static void objects(JsonNode facts, IfcModel model, double metres) {
        int[] places = new int[1];
        assertTrue(facts.get("objects").size() > 100);
        facts.get("objects").fields().forEachRemaining(entry -> {
            IfcObject found = model.byGuid(entry.getKey());
            JsonNode other = entry.getValue();
            assertNotNull(found, entry.toString());
            assertEquals(other.get("type").asText(), found.entity());
            assertEquals(other.get("name").asText(""), found.name());
            assertEquals(other.get("tag").isNull() ? null : other.get("tag").asText(), found.tag());
            if (other.get("at").isArray() && found.place() != null) {
                Place place = found.place();
                assertEquals(other.at("/at/0").asDouble() * metres, place.x(), 1e-6, entry::toString);
                assertEquals(other.at("/at/1").asDouble() * metres, place.y(), 1e-6, entry::toString);
                assertEquals(other.at("/at/2").asDouble() * metres, place.z(), 1e-6, entry::toString);
                places[0]++;
            }
        });
        assertTrue(places[0] > 100, places[0] + " places compared");
        assertEquals(List.of(), model.oddities());
    }

    /** @return how many values were compared */
    private static int properties(JsonNode facts, IfcModel model) throws IOException {
        Map<Integer, List<String>> expected = new TreeMap<>();
        int compared = 0;
        for (JsonNode row : facts.at("/rows/IFCRELDEFINESBYPROPERTIES")) {
            JsonNode set = facts.get("sets").get(row.get(1).asText());
            if (set != null) {
                List<String> values = expected.computeIfAbsent(row.get(0).asInt(), id -> new ArrayList<>());
                set.get("values").forEach(value -> values.add(set.get("name").asText() + "." + value.get(0).asText() + "=" + text(value.get(1))));
            }
        }
        for (Map.Entry<Integer, List<String>> entry : expected.entrySet()) {
            IfcObject object = model.byId(entry.getKey());
            List<String> ours = new ArrayList<>();
            for (IfcProperty property : model.properties(object)) {
                if (!property.inherited()) {
                    ours.add(property.set() + "." + property.name() + "=" + (property.value() instanceof Number number ? Double.toString(number.doubleValue()) : property.value()));
                }
            }
            entry.getValue().sort(null);
            ours.sort(null);
            assertEquals(entry.getValue(), ours, object.guid());
            compared += ours.size();
        }
        return compared;
    }

    private static String text(JsonNode value) {
        return value.isNumber() ? Double.toString(value.asDouble()) : value.asText();
    }

    private interface Pair {
        void check(int one, int other);
    }

    private static void relation(JsonNode facts, String name, Pair pair) {
        facts.at("/rows/" + name).forEach(row -> pair.check(row.get(0).asInt(), row.get(1).asInt()));
    }
}
