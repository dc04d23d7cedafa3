package io.gemello.bim.patch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.bim.ElementOverride;
import io.gemello.bim.ifc.IfcFault;
import io.gemello.bim.ifc.IfcModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a patch changes in a file, on a model small enough to be looked at. */
class IfcPatchTest {
    private static final String ONE = "0000000000000000000001";
    private static final String TWO = "0000000000000000000002";
    private static final String THREE = "0000000000000000000003";
    private static final String WHOLE = "0000000000000000000009";
    @TempDir
    Path folder;

    /** Two racks by one map, a third with the first one's shape, and an assembly whose part is a box that has a style. */
    private static String racks(String schema) {
        return """
            ISO-10303-21;
            HEADER;
            FILE_DESCRIPTION((''),'2;1');
            FILE_NAME('','',(''),(''),'','','');
            FILE_SCHEMA(('%s'));
            ENDSEC;
            DATA;
            #5=IFCOWNERHISTORY($,$,$,.ADDED.,$,$,$,0);
            #10=IFCEXTRUDEDAREASOLID(#99,$,/* it's; a box */#98,2.);
            #11=IFCSHAPEREPRESENTATION(#97,'Body','SweptSolid',(#10));
            #12=IFCREPRESENTATIONMAP(#96,#11);
            #13=IFCMAPPEDITEM(#12,#95);
            #14=IFCSHAPEREPRESENTATION(#97,'Body','MappedRepresentation',( #13 ));
            #15=IFCPRODUCTDEFINITIONSHAPE($,$,(#14));
            #16=IFCFURNISHINGELEMENT('0000000000000000000001',#5,'R1',$,$,$,#15,$);
            #23=IFCMAPPEDITEM(#12,#95);
            #24=IFCSHAPEREPRESENTATION(#97,'Body','MappedRepresentation',(#23));
            #25=IFCPRODUCTDEFINITIONSHAPE($,$,(#24));
            #26=IFCFURNISHINGELEMENT('0000000000000000000002',$,'R2',$,$,$,#25,$);
            #36=IFCFURNISHINGELEMENT('0000000000000000000003',$,'R3',$,$,$,#15,$);
            #40=IFCFACETEDBREP(#94);
            #41=IFCSHAPEREPRESENTATION(#97,'Body','Brep',(#40));
            #42=IFCPRODUCTDEFINITIONSHAPE($,$,(#41));
            #43=IFCSTYLEDITEM(#40,(#93),$);
            #46=IFCFURNISHINGELEMENT('0000000000000000000004',$,'P1',$,$,$,#42,$);
            #47=IFCFURNISHINGELEMENT('0000000000000000000009',$,'W',$,$,$,$,$);
            #48=IFCRELAGGREGATES('0000000000000000000008',$,$,$,#47,(#46));
            ENDSEC;
            END-ISO-10303-21;
            """.formatted(schema);
    }

    private String patched(String text, String scheme, ElementOverride... elements) throws Exception {
        Path file = Files.writeString(folder.resolve("model.ifc"), text, StandardCharsets.ISO_8859_1);
        Path to = folder.resolve("patched.ifc");
        try (IfcModel model = IfcModel.open(file)) {
            IfcPatch.write(model, file, HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))), List.of(elements), scheme, to);
        }
        return Files.readString(to, StandardCharsets.ISO_8859_1);
    }

    /** The lines by their instance names, without what stands in no line. */
    private static Map<String, String> lines(String text) {
        Map<String, String> lines = new TreeMap<>();
        text.lines().filter(line -> line.startsWith("#")).forEach(line -> lines.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        return lines;
    }

    private static String line(Map<String, String> lines, String begin) {
        List<String> found = lines.values().stream().filter(line -> line.startsWith(begin)).toList();
        assertEquals(1, found.size(), begin + " in " + lines);
        return found.get(0);
    }

    @Test
    void withoutColoursThereIsOnlyMoreThanBefore() throws Exception {
        String text = racks("IFC4");
        String patched = patched(text, null, Live.element(ONE, "#FF0000", Live.number("DT_T", 21, "Cel")));
        int end = text.lastIndexOf("ENDSEC;");
        assertTrue(patched.startsWith(text.substring(0, end)));
        assertTrue(patched.endsWith(text.substring(end)));
        assertEquals("IFCPROPERTYSINGLEVALUE('DT_T',$,IFCTHERMODYNAMICTEMPERATUREMEASURE(21.0),#49);", lines(patched).get("#50"));
        assertFalse(patched.contains("DT_Colour"));
    }

    /** R1 has its shape in common with R3: it gets one of its own; R2, which has only the map in common, keeps what it has. */
    @Test
    void aColouredProductLeavesThoseThatShareItsShapeOrItsMapAsTheyWere() throws Exception {
        Map<String, String> before = lines(racks("IFC4"));
        Map<String, String> after = lines(patched(racks("IFC4"), "alert", Live.element(ONE, "#FF0080")));
        before.forEach((id, line) -> assertTrue(id.equals("#16") || line.equals(after.get(id)), id + " was " + line + " and is " + after.get(id)));
        after.keySet().removeAll(before.keySet());
        assertEquals("IFCEXTRUDEDAREASOLID(#99,$,/* it's; a box */#98,2.);", line(after, "IFCEXTRUDEDAREASOLID"));
        assertEquals("IFCCOLOURRGB($,1.0,0.0,0.501961);", line(after, "IFCCOLOURRGB"));
        assertTrue(line(after, "IFCMAPPEDITEM").endsWith(",#95);"));
        assertTrue(line(after, "IFCREPRESENTATIONMAP").startsWith("IFCREPRESENTATIONMAP(#96,#"));
        assertTrue(line(after, "IFCSTYLEDITEM").matches("IFCSTYLEDITEM\\(#\\d+,\\(#\\d+\\),\\$\\);"));
    }

    @Test
    void ofAMapThereIsOneCopyAColour() throws Exception {
        Map<String, String> after = lines(patched(racks("IFC4"), "alert", Live.element(TWO, "#FF0000"), Live.element(THREE, "#FF0000"), Live.element(ONE, "#00FF00")));
        assertEquals(1 + 2, after.values().stream().filter(line -> line.startsWith("IFCREPRESENTATIONMAP")).count());
        assertTrue(after.get("#24").matches("IFCSHAPEREPRESENTATION\\(#97,'Body','MappedRepresentation',\\(#\\d+\\)\\);"));
        assertFalse(after.get("#24").contains("#23"));
    }

    @Test
    void anAssemblyWithoutAShapeIsShownByItsPartsAndAStyleThatWasThereStays() throws Exception {
        Map<String, String> after = lines(patched(racks("IFC4"), "alert", Live.element(WHOLE, "#0000FF")));
        assertEquals("IFCSTYLEDITEM(#40,(#93),$);", after.get("#43"));
        assertFalse(after.get("#41").contains("#40"), after.get("#41"));
        assertEquals("IFCFACETEDBREP(#94);", after.get(after.get("#41").replaceAll(".*\\((#\\d+)\\)\\);", "$1")));
    }

    @Test
    void eachSchemaGetsTheTypesThatItHas() throws Exception {
        ElementOverride both = Live.element(TWO, "#FF0000", Live.number("DT_Flow", 2, "m3/h"));
        String old = patched(racks("IFC2X3"), "alert", both);
        assertTrue(old.contains("IFCPRESENTATIONSTYLEASSIGNMENT((#"));
        assertTrue(old.contains("IFCLABEL('2023-11-14T22:13:20.500Z')"));
        assertTrue(line(lines(old), "IFCPROPERTYSET").contains(",#5,"), "an owner history, though the element has none");
        assertTrue(line(lines(old), "IFCDERIVEDUNIT(").endsWith(",.VOLUMETRICFLOWRATEUNIT.,$);"));
        String four = patched(racks("IFC4"), "alert", both);
        assertFalse(four.contains("IFCPRESENTATIONSTYLEASSIGNMENT"));
        assertTrue(four.contains("IFCDATETIME('2023-11-14T22:13:20.500Z')"));
        assertTrue(line(lines(four), "IFCPROPERTYSET").contains("',$,'DT_LiveData'"));
        assertTrue(line(lines(patched(racks("IFC4X3_ADD2"), "alert", both)), "IFCDERIVEDUNIT(").endsWith(",.VOLUMETRICFLOWRATEUNIT.,$,$);"));
    }

    /** Without a unit of its own a value would be taken in the project's; what IFC has no measure for is a plain number. */
    @ParameterizedTest
    @CsvSource({"Cel, THERMODYNAMICTEMPERATURE, 'IFCSIUNIT(*,.THERMODYNAMICTEMPERATUREUNIT.,$,.DEGREE_CELSIUS.)'", "kW, POWER, 'IFCSIUNIT(*,.POWERUNIT.,.KILO.,.WATT.)'",
        "hPa, PRESSURE, 'IFCSIUNIT(*,.PRESSUREUNIT.,.HECTO.,.PASCAL.)'", "mA, ELECTRICCURRENT, 'IFCSIUNIT(*,.ELECTRICCURRENTUNIT.,.MILLI.,.AMPERE.)'", "mm, LENGTH, 'IFCSIUNIT(*,.LENGTHUNIT.,.MILLI.,.METRE.)'",
        "kg, MASS, 'IFCSIUNIT(*,.MASSUNIT.,.KILO.,.GRAM.)'", "m3, VOLUME, 'IFCSIUNIT(*,.VOLUMEUNIT.,$,.CUBIC_METRE.)'", "kW.h, ENERGY, 'IFCCONVERSIONBASEDUNIT(#51,.ENERGYUNIT.,''KILOWATT HOUR'',#50)'",
        "min, TIME, 'IFCCONVERSIONBASEDUNIT(#51,.TIMEUNIT.,''MINUTE'',#50)'", "/min, ROTATIONALFREQUENCY, 'IFCDERIVEDUNIT((#53),.ROTATIONALFREQUENCYUNIT.,$)'",
        "[ft_i]3/min, VOLUMETRICFLOWRATE, 'IFCDERIVEDUNIT((#53,#58),.VOLUMETRICFLOWRATEUNIT.,$)'", "kg/h, MASSFLOWRATE, 'IFCDERIVEDUNIT((#50,#55),.MASSFLOWRATEUNIT.,$)'",
        "%, REAL, 'IFCCONTEXTDEPENDENTUNIT(#49,.USERDEFINED.,''%'')'", "[degF], REAL,", "1, REAL,", "kCel, REAL,", "k, REAL,"})
    void unitsAreSaidInIfcsWords(String ucum, String measure, String unit) throws Exception {
        Map<String, String> after = lines(patched(racks("IFC4"), null, Live.element(ONE, null, Live.number("DT_V", 2.5, ucum))));
        String type = measure.equals("REAL") ? "IFCREAL" : "IFC" + measure + "MEASURE";
        String value = line(after, "IFCPROPERTYSINGLEVALUE('DT_V',");
        assertTrue(value.startsWith("IFCPROPERTYSINGLEVALUE('DT_V',$," + type + "(2.5),"), value);
        assertEquals(unit == null ? "$" : unit + ";", unit == null ? value.replaceAll(".*,(.*)\\);", "$1") : after.get(value.replaceAll(".*,(.*)\\);", "$1")));
        for (String line : after.values()) {
            if (line.matches("IFC(DERIVEDUNIT|CONVERSION|MEASUREWITH).*")) {
                Pattern.compile("#\\d+").matcher(line).results().forEach(named -> assertTrue(after.containsKey(named.group()), line));
            }
        }
    }

    /** A patched file that is put back as the model is again what it was; the next patch takes the last one's place. */
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void theNextRunReplacesAndTheFileDoesNotGrow(String newline) throws Exception {
        String text = racks("IFC4").replace("\n", newline);
        ElementOverride[] elements = {Live.element(ONE, "#FF0000", Live.number("DT_T", 21, "Cel")), Live.element(TWO, "#00FF00"), Live.element(WHOLE, "#00FF00")};
        String first = patched(text, "alert", elements);
        assertEquals(newline.equals("\r\n"), first.lines().count() * 2 == first.chars().filter(c -> c == '\n' || c == '\r').count());
        Path file = folder.resolve("patched.ifc");
        assertTrue(PatchMark.strip(file));
        assertEquals(text, Files.readString(file, StandardCharsets.ISO_8859_1));
        assertFalse(PatchMark.strip(file));
        assertEquals(first, patched(Files.readString(file, StandardCharsets.ISO_8859_1), "alert", elements));
    }

    /** Cutting blindly would make a broken model of it. */
    @Test
    void aPatchThatSomebodyHasTouchedIsNotTakenOff() throws Exception {
        String patched = patched(racks("IFC4"), "alert", Live.element(ONE, "#FF0000"));
        for (String touched : List.of(patched.replace("'R2'", "'R7'"), patched.replace("\n", "\r\n"), patched.replace("'R2'", "'Rack 2'"), patched.replaceFirst("#5=", "#5 ="),
            patched.replaceFirst("PATCH WAS [0-9]+", "PATCH WAS 999999999"))) {
            Path file = Files.writeString(folder.resolve("touched.ifc"), touched, StandardCharsets.ISO_8859_1);
            assertFalse(PatchMark.strip(file));
            assertArrayEquals(touched.getBytes(StandardCharsets.ISO_8859_1), Files.readAllBytes(file));
        }
        try (var left = Files.list(folder)) {
            assertEquals(3, left.count(), "nothing but the model, the patched one and the touched one");
        }
    }

    @Test
    void aModelThatHasUsedUpItsInstanceNamesIsRefused() throws IOException {
        String text = racks("IFC4").replace("#48=", "#2147483647=");
        assertTrue(assertThrows(IfcFault.class, () -> patched(text, "alert", Live.element(ONE, "#FF0000"))).getMessage().contains("used up"));
    }

    /** A set may not hold two properties of one name: what a parameter is called counts before what is said about another one. */
    @Test
    void eachNameStandsOnceInASet() throws Exception {
        Map<String, String> after = lines(patched(racks("IFC4"), null, Live.element(ONE, null, Live.number("DT_T", 1, "Cel"), Live.number("DT_T_Unit", 2, "1"))));
        assertEquals("IFCPROPERTYSINGLEVALUE('DT_T_Unit',$,IFCREAL(2.0),$);", line(after, "IFCPROPERTYSINGLEVALUE('DT_T_Unit',"));
    }

    @Test
    void anElementThatTheModelLacksIsLeftOut() throws Exception {
        String patched = patched(racks("IFC4"), "alert", Live.element("3000000000000000000003", "#FF0000", Live.number("DT_T", 1, "Cel")));
        assertFalse(patched.contains("IFCPROPERTY"));
    }
}
