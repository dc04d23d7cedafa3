package io.gemello.export.dynamo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.access.AssetGuard.Reader;
import io.gemello.api.bim.SharedParameter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Read as Revit reads it: columns by their names in the line that begins with *PARAM. */
class SharedParameterFileTest {
    private static List<Map<String, String>> parameters(byte[] file) {
        assertArrayEquals(new byte[] {(byte) 0xFF, (byte) 0xFE}, Arrays.copyOf(file, 2), "little end first");
        String text = new String(file, StandardCharsets.UTF_16);
        assertTrue(text.endsWith("\r\n") && text.replace("\r\n", "").chars().noneMatch(c -> c == '\n' || c == '\r'));
        List<String> lines = text.lines().toList();
        List<String> columns = List.of(lines.stream().filter(line -> line.startsWith("*PARAM")).findFirst().orElseThrow().split("\t"));
        List<String> groups = lines.stream().filter(line -> line.startsWith("GROUP\t")).map(line -> line.split("\t")[1]).toList();
        return lines.stream().filter(line -> line.startsWith("PARAM\t")).map(line -> {
            String[] cells = line.split("\t", -1);
            assertEquals(columns.size(), cells.length, line);
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < cells.length; i++) {
                row.put(columns.get(i), cells[i]);
            }
            assertTrue(groups.contains(row.get("GROUP")), "a group that is declared");
            return row;
        }).toList();
    }

    @Test
    void eachParameterIsThereOnceWithItsGuidAndType() {
        Snapshot now = new SnapshotBook("r").take(new Shown().element("ok", 21, "closed", null).element("ok", 22, "open", null).at(1));
        List<Map<String, String>> rows = parameters(new RevitPack("alert", "").parameters(now, Reader.ALL));
        assertEquals(List.of("DT_AlertState", "DT_Door", "DT_Inlet"), rows.stream().map(row -> row.get("NAME")).toList());
        assertEquals(List.of("TEXT", "TEXT", "NUMBER"), rows.stream().map(row -> row.get("DATATYPE")).toList());
        assertEquals(Shown.INLET.guid().toString(), rows.get(2).get("GUID"));
        assertEquals("live value, unit Cel", rows.get(2).get("DESCRIPTION"));
        assertEquals("1", rows.get(2).get("HIDEWHENNOVALUE"), "else Revit does not clear it");
        // For ever: a change would give the parameter of every site another GUID.
        assertEquals("29ab7bec-8f9d-31a4-896f-242084d780a5", rows.get(0).get("GUID"));
        assertNotEquals(LiveParameters.alertState("house"), LiveParameters.alertState("barn"));
    }

    @Test
    void aNameWithATabStaysInItsColumn() {
        List<Map<String, String>> rows = parameters(SharedParameterFile.bytes(List.of(new SharedParameter(UUID.randomUUID(), "a\tb\nc", "NUMBER", "°\t"))));
        assertEquals("a b c", rows.get(0).get("NAME"));
        assertEquals("live value, unit ° ", rows.get(0).get("DESCRIPTION"));
    }
}
