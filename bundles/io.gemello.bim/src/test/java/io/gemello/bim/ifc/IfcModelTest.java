package io.gemello.bim.ifc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.bim.ifc.IfcObject.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IfcModelTest {
    @TempDir
    Path folder;

    private Path room() throws IOException {
        return file(roomText());
    }

    static String roomText() throws IOException {
        try (InputStream in = IfcModelTest.class.getResourceAsStream("room.ifc")) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("model.ifc"), text, StandardCharsets.ISO_8859_1);
    }

    private String refusal(String text) throws IOException {
        Path file = file(text);
        return assertThrows(IfcFault.class, () -> IfcModel.open(file)).getMessage();
    }

    @Test
    void objectsKnowWhereTheyBelong() throws IOException {
        try (IfcModel model = IfcModel.open(room())) {
            assertEquals("IFC4X3_ADD2", model.schema());
            assertEquals("0000000000000000000001", model.project().guid());
            IfcObject sensor = model.byGuid("0000000000000000000004");
            assertEquals("Tä '1'", sensor.name());
            assertEquals("IFCSENSOR", sensor.entity(), "keywords in small letters are the same");
            assertEquals("tag-1", sensor.tag());
            assertEquals("TEMPERATURESENSOR", sensor.predefinedType());
            assertEquals("Hall", model.parent(sensor).longName());
            assertEquals("Ground", model.parent(model.parent(sensor)).name());
            assertEquals(List.of("Tä '1'", ""), model.children(model.parent(sensor)).stream().map(IfcObject::name).toList());
            assertEquals(List.of("Air"), model.groups(sensor).stream().map(IfcObject::name).toList());
            assertEquals(List.of(sensor), model.members(model.groups(sensor).get(0)));
            assertEquals("ST", model.typeOf(sensor).name());
            assertEquals(1, model.counts().get(""), "an instance of several entities at once is counted without a name");
        }
    }

    /** The storey is turned by a quarter: what lies along its x axis lies along the building's y axis. Millimetres become metres. */
    @Test
    void placementsAreResolvedThroughTurnedFrames() throws IOException {
        try (IfcModel model = IfcModel.open(room())) {
            Place place = model.byGuid("0000000000000000000004").place();
            assertEquals(1.0, place.x(), 1e-9);
            assertEquals(2.5, place.y(), 1e-9);
            assertEquals(3.0, place.z(), 1e-9);
            assertNull(model.byGuid("0000000000000000000006").place(), "a circle of placements has no place");
            assertTrue(model.oddities().get(0).contains("1 objects have a placement that cannot be resolved"), model.oddities().toString());
        }
    }

    @Test
    void propertiesComeFromTheTypeTooAndTheObjectsOwnWin() throws IOException {
        try (IfcModel model = IfcModel.open(room())) {
            Map<String, IfcProperty> found = model.properties(model.byGuid("0000000000000000000004")).stream().collect(Collectors.toMap(p -> p.set() + "." + p.name(), p -> p));
            assertEquals(15.0, found.get("Pset_A.Range").value());
            assertEquals("IFCREAL", found.get("Pset_A.Range").measure());
            assertEquals(false, found.get("Pset_A.Outside").value());
            assertEquals(List.of(-3L, 9L), found.get("Pset_A.C.Limits").value());
            assertEquals(12.5, found.get("Q.Net").value());
            assertEquals("IFCAREAMEASURE", found.get("Q.Net").measure());
            assertEquals(List.of("NEW", "OLD"), found.get("Pset_A.Status").value());
            assertTrue(found.get("Pset_A.Status").inherited());
            assertEquals(5, found.size());
        }
    }

    @Test
    void whatIsNoModelIsRefusedByName() throws IOException {
        assertTrue(refusal("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n").contains("git lfs pull"));
        assertTrue(refusal("<?xml version=\"1.0\"?><ifcXML/>").contains("XML"));
        assertTrue(refusal("").contains("empty"));
        assertTrue(refusal("hello").contains("does not begin with ISO-10303-21"));
        assertTrue(refusal("PK\u0003\u0004abc").contains(".ifczip"));
        assertTrue(refusal("\u00FF\u00FEI\u0000").contains("UTF-16"));
        assertTrue(refusal(roomText().replace("IFC4X3_ADD2", "CIS2")).contains("'CIS2'"));
        assertTrue(refusal(roomText().replace("#60=", "#99999999999=")).contains("instance names above"));
        assertTrue(refusal(roomText().replace("(12.5", "(((12.5").replace("#63=IFCQUANTITYAREA('Net'", "#63=IFCQUANTITYAREA(('Net'")).contains("parentheses of #63"));
    }

    /** Wherever the copying stopped: it is said so, and no half model is taken for a whole one. */
    @Test
    void aFileCutOffAnywhereIsSaidToBeCutOff() throws IOException {
        String whole = roomText().stripTrailing();
        for (int length = 60; length < whole.length(); length += 7) {
            String message = refusal(whole.substring(0, length));
            assertTrue(message.contains("cut off"), length + ": " + message);
        }
    }

    @Test
    void instancesInAnyOrderAreFound() throws IOException {
        String text = roomText();
        String data = text.substring(text.indexOf("DATA;\n") + 6, text.lastIndexOf("ENDSEC;"));
        List<String> records = new ArrayList<>(List.of(data.split("(?<=;)\n")));
        Collections.reverse(records);
        try (IfcModel model = IfcModel.open(file(text.replace(data, String.join("\n", records) + "\n")))) {
            assertEquals(2.5, model.byGuid("0000000000000000000004").place().y(), 1e-9);
            assertEquals(List.of(1, 30, 31, 32, 33, 34, 35), model.objects().stream().map(IfcObject::id).toList());
        }
    }

    @Test
    void anArchiveIsUnpackedAndABombIsNot() throws IOException {
        Path zip = folder.resolve("model.ifczip");
        Path to = folder.resolve("unpacked.ifc");
        zip(zip, "readme.txt", 100, "room.ifc", roomText());
        IfcZip.copy(zip, to, 1 << 20);
        try (IfcModel model = IfcModel.open(to)) {
            assertEquals(7, model.objects().size());
        }
        zip(zip, "readme.txt", 100, "room.ifc", " ".repeat(50_000_000));
        assertTrue(assertThrows(IfcFault.class, () -> IfcZip.copy(zip, to, 1 << 30)).getMessage().contains("trap"));
        zip(zip, "first.bin", 50_000_000, "room.ifc", roomText());
        assertTrue(assertThrows(IfcFault.class, () -> IfcZip.copy(zip, to, 1 << 30)).getMessage().contains("trap"));
        zip(zip, "a.txt", 1, "b.txt", "x");
        assertTrue(assertThrows(IfcFault.class, () -> IfcZip.copy(zip, to, 1 << 20)).getMessage().contains("no .ifc file"));
        byte[] whole = Files.readAllBytes(zip(zip, "readme.txt", 100, "room.ifc", roomText()));
        Files.write(zip, Arrays.copyOf(whole, whole.length / 3));
        assertTrue(assertThrows(IfcFault.class, () -> IfcZip.copy(zip, to, 1 << 20)).getMessage().contains("copy it again"));
    }

    @Test
    void anArchiveWithSeveralModelsIsRefused() throws IOException {
        Path zip = zip(folder.resolve("model.ifczip"), "architecture.ifc", 100, "electrical.IFC", roomText());
        assertTrue(assertThrows(IfcFault.class, () -> IfcZip.copy(zip, folder.resolve("unpacked.ifc"), 1 << 20)).getMessage().contains("several .ifc files"));
    }

    @Test
    void whatAMacPutsBesideAModelIsNoModel() throws IOException {
        Path zip = zip(folder.resolve("model.ifczip"), "__MACOSX/._room.ifc", 100, "room.ifc", roomText());
        Path to = folder.resolve("unpacked.ifc");
        IfcZip.copy(zip, to, 1 << 20);
        assertEquals(roomText(), Files.readString(to, StandardCharsets.ISO_8859_1));
    }

    private static Path zip(Path zip, String first, int bytes, String second, String text) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry(first));
            out.write(new byte[bytes]);
            out.putNextEntry(new ZipEntry(second));
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }
        return zip;
    }
}
