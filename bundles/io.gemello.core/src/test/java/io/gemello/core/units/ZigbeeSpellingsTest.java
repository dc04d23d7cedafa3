package io.gemello.core.units;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The units of 500 real devices, as their vendors spell them: each is understood rightly or named as unknown. */
class ZigbeeSpellingsTest {
    private static final UnitBook UNITS = new UnitBook();
    /** What each spelling means, judged by hand from the properties that carry it; ambiguous ones by the unit of a fitting point. */
    private static final Map<String, String> MEANS = Map.ofEntries(Map.entry("°C", "Cel"), Map.entry("℃", "Cel"), Map.entry("  C", "Cel"), Map.entry("C", "Cel"), Map.entry("°F", "[degF]"),
        Map.entry("%", "%"), Map.entry("‰", "[ppth]"), Map.entry("ppm", "[ppm]"), Map.entry("ppb", "[ppb]"), Map.entry("kWh", "kW.h"), Map.entry("Wh", "W.h"), Map.entry("W", "W"), Map.entry("w", "W"),
        Map.entry("kW", "kW"), Map.entry("V", "V"), Map.entry("Volt", "V"), Map.entry("mV", "mV"), Map.entry("A", "A"), Map.entry("mA", "mA"), Map.entry("VA", "V.A"),
        Map.entry("VAR", "V.A{reactive}"), Map.entry("VAr", "V.A{reactive}"), Map.entry("kVArh", "kV.A.h{reactive}"), Map.entry("Hz", "Hz"), Map.entry("s", "s"), Map.entry("S", "s"),
        Map.entry("sec", "s"), Map.entry("sec.", "s"), Map.entry("seconds", "s"), Map.entry("ms", "ms"), Map.entry("min", "min"), Map.entry("min.", "min"), Map.entry("minutes", "min"),
        Map.entry("h", "h"), Map.entry("Hr", "h"), Map.entry("hours", "h"), Map.entry("Hours", "h"), Map.entry("d", "d"), Map.entry("day", "d"), Map.entry("lx", "lx"), Map.entry("lux", "lx"),
        Map.entry("kPa", "kPa"), Map.entry("hPa", "hPa"), Map.entry("bar", "bar"), Map.entry("psi", "[psi]"), Map.entry("µg/m³", "ug/m3"), Map.entry("#/cm³", "/cm3"), Map.entry("µS/cm", "uS/cm"),
        Map.entry("μS/cm", "uS/cm"), Map.entry("m", "m"), Map.entry("meters", "m"), Map.entry("cm", "cm"), Map.entry("µm", "um"), Map.entry("mm/s", "mm/s"), Map.entry("m³", "m3"), Map.entry("L", "L"),
        Map.entry("m³/h", "m3/h"), Map.entry("L/h", "L/h"), Map.entry("°", "deg"), Map.entry("*", "deg"), Map.entry("mired", "/MK"), Map.entry("dBA", "dB{A}"),
        Map.entry("VOC Index points", "{voc_index}"), Map.entry("NOx Index points", "{nox_index}"), Map.entry("PM2.5 Index", "{pm2.5_index}"));
    private static final Set<String> NO_UNIT = Set.of("raw unit", "adc", "x");

    @Test
    void everySpellingIsUnderstoodOrNamedUnknown() throws IOException {
        Set<String> found = new TreeSet<>();
        for (String line : lines()) {
            collect(new ObjectMapper().readTree(line), found);
        }
        assertTrue(found.size() > 60, "the data holds " + found.size() + " spellings");
        Map<String, String> wrong = new TreeMap<>();
        for (String spelling : found) {
            String expected = MEANS.get(spelling);
            CodedUnit target = UNITS.code(expected == null ? "1" : expected).orElseThrow();
            String said = UNITS.named(spelling, target).map(CodedUnit::code).orElse("unknown");
            if (!said.equals(NO_UNIT.contains(spelling) ? "unknown" : expected)) {
                wrong.put(spelling, said);
            }
        }
        assertEquals(Map.of(), wrong);
    }

    /** Whatever a point measures, a spelling becomes its true meaning or stays unknown: no other unit that happens to fit. */
    @Test
    void noSpellingIsMisreadForAnyPoint() {
        for (String target : Set.copyOf(MEANS.values())) {
            MEANS.forEach((spelling, meaning) -> {
                Optional<CodedUnit> said = UNITS.named(spelling, UNITS.code(target).orElseThrow());
                if (said.isPresent() && !Set.of("C", "  C", "S", "m", "d", "*").contains(spelling)) {
                    assertEquals(meaning, said.get().code(), spelling + " for a point in " + target);
                }
            });
        }
    }

    private static void collect(JsonNode node, Set<String> to) {
        if (node.path("unit").isTextual()) {
            to.add(node.get("unit").textValue());
        }
        node.forEach(child -> collect(child, to));
    }

    private static List<String> lines() throws IOException {
        Path file = Path.of(System.getProperty("gemello.shared", "absent"), "data/zigbee2mqtt/exposes.jsonl");
        if (!Files.exists(file)) {
            System.out.println("skipped: shared data not found");
        }
        Assumptions.assumeTrue(Files.exists(file), "skipped: shared data not found");
        return Files.readAllLines(file);
    }
}
