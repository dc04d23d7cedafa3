package io.gemello.adapter.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.adapter.simulator.StepFile.Typed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HallModelTest {
    private static final Pattern INSTANCE = Pattern.compile("#(\\d+)=([A-Z0-9]+)\\((.*)\\);");
    private static final Pattern REFERENCE = Pattern.compile("#(\\d+)(?=[,)])");

    private static List<String> model() {
        return HallModel.lines(new DataHall(0, 0).devices());
    }

    /** RFC 4122's own example, and a GlobalId as Revit writes it for a known GUID. */
    @Test
    void globalIdsAreNamedUuidsInIfcForm() {
        assertEquals(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"), IfcGuid.named(UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "www.example.com"));
        assertEquals("1W_HslFTT2WwXj91DxSWxH", IfcGuid.compressed(UUID.fromString("60f91daf-3dd7-4283-a86d-24137b720ed1")));
        assertEquals(IfcGuid.ofAsset("rack-1-01"), IfcGuid.ofAsset("rack-1-01"));
        assertTrue(IfcGuid.ofAsset("rack-1-01").matches("[0-3][0-9A-Za-z_$]{21}"));
    }

    @Test
    void valuesAreWrittenAsTheExchangeFormatWantsThem() {
        StepFile step = new StepFile();
        step.add("A", null, 1, 0.6, 2.0, -0.00001, true, List.of("it's", StepFile.word("X")), new Typed("IFCLABEL", "20 \u00b0C \\"), step.add("B"));
        List<String> lines = step.lines("IFC4", "V", "f", "t");
        assertEquals("#2=A($,1,0.6,2.,0.,.T.,('it''s',.X.),IFCLABEL('20 \\X2\\00B0\\X0\\C \\\\'),#1);", lines.get(lines.size() - 3));
    }

    /** Every reference leads to an instance before it, and no GlobalId is given twice. */
    @Test
    void theFileIsWholeAndItsIdsAreItsOwn() {
        Set<String> seen = new HashSet<>();
        Set<String> guids = new HashSet<>();
        List<String> lines = model();
        assertEquals(List.of("ISO-10303-21;", "END-ISO-10303-21;"), List.of(lines.get(0), lines.get(lines.size() - 1)));
        for (String line : lines.subList(7, lines.size() - 2)) {
            Matcher instance = INSTANCE.matcher(line);
            assertTrue(instance.matches(), line);
            Matcher reference = REFERENCE.matcher(instance.group(3));
            while (reference.find()) {
                assertTrue(seen.contains(reference.group(1)), line);
            }
            assertTrue(seen.add(instance.group(1)), line);
            Matcher guid = Pattern.compile("'([0-3][0-9A-Za-z_$]{21})',#\\d+,.*").matcher(instance.group(3));
            if (guid.matches()) {
                assertTrue(guids.add(guid.group(1)), line);
            }
        }
        assertEquals(model(), model());
    }

    /** Whatever assets.csv and points.csv name is in it once, under the class that they suggest. */
    @Test
    void everyAssetAndSensorOfTheTablesIsInTheModel() {
        Map<String, String> classes = new TreeMap<>();
        for (String line : model()) {
            Matcher element = Pattern.compile("#\\d+=(IFC[A-Z]+)\\('([^']{22})',#\\d+,.*").matcher(line);
            if (element.matches() && !element.group(1).startsWith("IFCREL")) {
                classes.put(element.group(2), element.group(1));
            }
        }
        Map<String, Integer> found = new TreeMap<>();
        List<String> guids = new ArrayList<>();
        DataHallFiles.assets().stream().skip(1).forEach(row -> guids.add(row.split(",", -1)[6]));
        DataHallFiles.points(new DataHall(0, 0).devices()).stream().skip(1).map(row -> row.split(",", -1)[18]).distinct().filter(guid -> !guids.contains(guid)).forEach(guids::add);
        guids.forEach(guid -> found.merge(String.valueOf(classes.get(guid)), 1, Integer::sum));
        assertEquals(Map.of("IFCSPACE", 1, "IFCCHILLER", 1, "IFCELECTRICFLOWSTORAGEDEVICE", 1, "IFCUNITARYEQUIPMENT", 4, "IFCELEMENTASSEMBLY", 4, "IFCFURNITURE", 40, "IFCCOMMUNICATIONSAPPLIANCE", 20,
            "IFCSENSOR", 255), found);
    }
}
