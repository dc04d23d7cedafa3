package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model of the data hall, read by a reader that others wrote (web-ifc), as a viewer would. */
class ModelTest {
    private static final Path SITE = Path.of(System.getProperty("gemello.home")).resolve("runtime-config/sites/datahall");
    private static final double FINE = 0.002;
    @TempDir
    static Path folder;
    private static JsonNode seen;

    @BeforeAll
    static void read() throws Exception {
        Path script = Path.of("web-ifc/shapes.mjs").toAbsolutePath();
        assertTrue(Files.isDirectory(script.resolveSibling("node_modules/web-ifc")), "run `npm ci` in itests/web-ifc; ./gemello test does");
        Path said = folder.resolve("said");
        Process node = new ProcessBuilder("node", script.toString(), SITE.resolve("model.ifc").toString()).redirectOutput(said.toFile()).redirectError(folder.resolve("complaints").toFile()).start();
        assertTrue(node.waitFor(2, TimeUnit.MINUTES), "web-ifc does not come to an end");
        assertEquals("", Files.readString(folder.resolve("complaints")));
        assertEquals(0, node.exitValue());
        seen = GemelloProcess.JSON.readTree(said.toFile());
    }

    @Test
    void theCommandWritesTheSiteThatComesWithIt() throws Exception {
        Path out = folder.resolve("hall");
        Process process = GemelloProcess.command("datahall", List.of(out.toString())).inheritIO().start();
        assertEquals(0, process.waitFor());
        for (String file : out.toFile().list()) {
            assertEquals(-1, Files.mismatch(SITE.resolve(file), out.resolve(file)), file);
        }
    }

    @Test
    void itHoldsWhatTheTablesSay() throws IOException {
        assertEquals("IFC4", seen.get("schema").asText());
        assertEquals(List.of(40, 20, 4, 4, 1, 1, 255), List.of(count("IFCFURNITURE"), count("IFCCOMMUNICATIONSAPPLIANCE"), count("IFCELEMENTASSEMBLY"), count("IFCUNITARYEQUIPMENT"), count("IFCCHILLER"),
            count("IFCELECTRICFLOWSTORAGEDEVICE"), count("IFCSENSOR")));
        Set<String> assets = new HashSet<>();
        for (String[] row : rows("assets.csv")) {
            assertNotNull(seen.get("types").get(row[6]), row[0] + " is not in the model");
            assertTrue(assets.add(row[6]), row[0]);
        }
        assertEquals(71, assets.size());
        int sensors = 0;
        for (String[] row : rows("points.csv")) {
            if (row[5].equals("hall")) {
                JsonNode type = seen.get("types").get(row[18]);
                assertNotNull(type, row[0] + " is not in the model");
                if (type.asText().equals("IFCSENSOR")) {
                    sensors++;
                    assertEquals(row[0], seen.get("sets").get(row[18]).get("Gemello_Point.PointId").asText());
                    assertEquals(row[4], seen.get("sets").get(row[18]).get("Gemello_Point.Unit").asText());
                    assertNotNull(seen.get("sets").get(row[18]).get("Pset_ManufacturerTypeInformation.Manufacturer"));
                }
            }
        }
        assertEquals(255, sensors);
    }

    @Test
    void aViewerDrawsEveryRackAtItsPlaceWithItsSensors() throws IOException {
        List<double[]> racks = new ArrayList<>();
        String first = null;
        for (String[] row : rows("assets.csv")) {
            if (row[1].equals("rack")) {
                first = first == null ? row[6] : first;
                double[] box = box(row[6]);
                assertEquals(0.6, box[3] - box[0], FINE);
                assertEquals(1.2, box[4] - box[1], FINE);
                assertEquals(List.of(0.0, 2.1), List.of(box[2], box[5]));
                for (double[] other : racks) {
                    assertTrue(box[0] >= other[3] - FINE || box[3] <= other[0] + FINE || box[1] >= other[4] - FINE || box[4] <= other[1] + FINE, row[0] + " stands in another");
                }
                racks.add(box);
                String aisle = seen.get("parents").get(row[6]).asText();
                assertEquals("IFCELEMENTASSEMBLY", seen.get("types").get(aisle).asText());
                assertEquals("IFCSPACE", seen.get("types").get(seen.get("parents").get(aisle).asText()).asText());
            }
        }
        assertEquals(40, racks.size());
        assertEquals(box(first)[0], racks.get(10)[0], FINE, "racks of one number stand in a line across the rows");
        for (String[] row : rows("points.csv")) {
            String sensor = row[18];
            if (row[1].matches("rack-\\d-\\d\\d") && seen.get("types").path(sensor).asText().equals("IFCSENSOR")) {
                double[] at = box(sensor);
                double[] rack = box(seen.get("parents").get(sensor).asText());
                for (int axis = 0; axis < 3; axis++) {
                    double middle = (at[axis] + at[axis + 3]) / 2;
                    assertTrue(middle > rack[axis] - 0.05 && middle < rack[axis + 3] + 0.05, row[0] + " is not at its rack");
                }
            }
        }
    }

    private static int count(String type) {
        return seen.get("counts").path(type).asInt();
    }

    /** Smallest and largest x, y and z. */
    private static double[] box(String guid) {
        double[] box = new double[6];
        for (int i = 0; i < box.length; i++) {
            box[i] = seen.get("boxes").get(guid).get(i).asDouble();
        }
        return box;
    }

    private static List<String[]> rows(String file) throws IOException {
        return Files.readAllLines(SITE.resolve(file)).stream().skip(1).map(row -> row.split(",", -1)).toList();
    }
}
