package io.gemello.bim.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Registers come from strangers' programs: what they hold is read, what cannot be is said, and what is meant as a trap is refused. */
class RegisterTest {
    private static final RegisterSettings COBIE = new RegisterSettings("cobie.xlsx", "", Map.of());
    @TempDir
    Path site;

    @BeforeEach
    void aCobieOfASmallHouse() throws IOException {
        XlsxFile.write(site.resolve("cobie.xlsx"), Map.of(
            "Floor", List.of(List.of("Name", "ExtIdentifier"), List.of("Level 1", "0o8nNAbaT5OQLV8C9mNFXU")),
            "Space", List.of(List.of("Name", "FloorName"), List.of("Kitchen", "Level 1")),
            "Component", List.of(List.of("Name", "TypeName", "Space", "ExtIdentifier", "SerialNumber", "TagNumber"),
                List.of("Pump <1> & co", "Pump A", "Kitchen,Hall", "1K7eM1Qof1dOc9$mY9I4DA", "n/a", "P-1"),
                List.of("Fan", "Fan A", "Kitchen", "602113", "4711", "n/a"),
                List.of("", "", "", "", "", ""),
                List.of("Lamp", "n/a", "n/a", "60f91daf-3dd7-4283-a86d-24137b73f3da-0001fd0b", "", ""))));
    }

    @Test
    void aCobieHasFloorsSpacesAndComponents() {
        Register read = RegisterFile.read(site, COBIE);
        assertEquals(List.of(), read.faults());
        assertEquals(List.of(
            new RegisterRow("Floor", 2, "Level 1", "Level 1", "storey", "", "0o8nNAbaT5OQLV8C9mNFXU", "", Map.of()),
            new RegisterRow("Space", 2, "Kitchen", "Kitchen", "space", "Level 1", "", "", Map.of()),
            new RegisterRow("Component", 2, "Pump <1> & co", "Pump <1> & co", "Pump A", "Kitchen", "1K7eM1Qof1dOc9$mY9I4DA", "", Map.of("tagNumber", "P-1")),
            new RegisterRow("Component", 3, "Fan", "Fan", "Fan A", "Kitchen", "", "602113", Map.of("serialNumber", "4711")),
            // A Revit UniqueId is a GlobalId in other words.
            new RegisterRow("Component", 5, "Lamp", "Lamp", "", "", "1W_HslFTT2WwXj91DxSWxH", "", Map.of())), read.rows());
    }

    /** As a library writes it that others wrote. */
    @Test
    void aFileOfAnotherWriterIsReadCellByCell() throws IOException {
        try (OutputStream out = Files.newOutputStream(site.resolve("other.xlsx")); Workbook workbook = new Workbook(out, "test", "1.0")) {
            workbook.newWorksheet("Empty");
            Worksheet sheet = workbook.newWorksheet("Assets & more");
            for (int column = 0; column < 30; column++) {
                sheet.value(0, column, "c" + column);
                sheet.value(4, column, column == 3 ? "" : "<" + column + "> \u00e4");
            }
            sheet.value(2, 0, 575464);
            sheet.value(2, 1, 2.5);
            sheet.value(2, 2, true);
            sheet.value(2, 29, "far");
        }
        Table table = Spreadsheet.read(site.resolve("other.xlsx"), List.of("Assets & more")).get("Assets & more");
        assertEquals(30, table.header().size());
        assertEquals(List.of(new Table.Row(3, Map.of("c0", "575464", "c1", "2.5", "c2", "true", "c29", "far"))), table.rows().subList(0, 1));
        assertEquals(5, table.rows().get(1).line());
        assertEquals(29, table.rows().get(1).cells().size());
        assertEquals("<29> \u00e4", table.rows().get(1).get("c29"));
    }

    @ParameterizedTest
    @CsvSource({"',', UTF-8", "';', windows-1252", "'\t', UTF-8"})
    void aPlainTableIsReadAsSpreadsheetsWriteIt(String between, String charset) throws IOException {
        Files.write(site.resolve("register.csv"), ("Nr,Was,Raum,IFC\r\nA1,\"Kühlgerät\r\nzwei\",Küche,\r\n\r\n,leer,,\r\n").replace(",", between).getBytes(Charset.forName(charset)));
        Register read = RegisterFile.read(site, settings("{'file': 'register.csv', 'columns': {'id': 'Nr', 'type': 'Was', 'in': 'Raum', 'tag': 'IFC'}}").get(0));
        assertEquals(List.of(new RegisterRow("", 2, "A1", "A1", "Kühlgerät\r\nzwei", "Küche", "", "", Map.of())), read.rows());
        assertEquals(List.of("line 5: column Nr is empty"), read.faults());
    }

    @Test
    void whatIsMissingIsSaid() throws IOException {
        assertEquals(List.of("there is no such file in the site's folder"), RegisterFile.read(site, new RegisterSettings("no.csv", "", Map.of("id", "a"))).faults());
        Files.writeString(site.resolve("r.csv"), "a,b\n1,2\n");
        assertEquals(List.of("it has no column 'c' (id); its first line has a, b"), RegisterFile.read(site, new RegisterSettings("r.csv", "", Map.of("id", "c"))).faults());
        XlsxFile.write(site.resolve("other.xlsx"), Map.of("Sheet1", List.of(List.of("a"), List.of("1"))));
        assertTrue(RegisterFile.read(site, new RegisterSettings("other.xlsx", "", Map.of())).faults().get(0).startsWith("it has no sheet Component"));
        assertEquals("1", RegisterFile.read(site, new RegisterSettings("other.xlsx", "", Map.of("id", "a"))).rows().get(0).id());
        assertEquals(List.of("it has no sheet Second"), RegisterFile.read(site, new RegisterSettings("other.xlsx", "Second", Map.of("id", "a"))).faults());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{'file': 'a.ods'} | .csv or .xlsx", "{'file': '../a.xlsx'} | in the site's folder", "{'file': 'a.csv'} | columns.id is missing", "{'file': 'a.xlsx', 'column': {}} | 'column' is not known",
        "{'file': 'a.csv', 'columns': {'id': 'a', 'guid': 'b'}} | 'guid' is not known", "{'file': 'a.xlsx'}, {'file': 'a.xlsx'} | stands there twice"})
    void settingsThatCannotBeMeantAreRefused(String given, String why) {
        String message = assertThrows(IllegalArgumentException.class, () -> settings(given)).getMessage();
        assertTrue(message.contains(why), message);
    }

    @Test
    void whatIsNoSpreadsheetOrIsCutOffIsSaid() throws IOException {
        Files.writeString(site.resolve("cobie.xlsx"), "version https://git-lfs.github.com/spec/v1\n");
        assertTrue(RegisterFile.read(site, COBIE).faults().get(0).startsWith("it is no .xlsx file, or cut off"));
        aCobieOfASmallHouse();
        byte[] whole = Files.readAllBytes(site.resolve("cobie.xlsx"));
        for (int kept : new int[] {100, whole.length / 3, whole.length / 2}) {
            Files.write(site.resolve("cobie.xlsx"), Arrays.copyOf(whole, kept));
            Register read = RegisterFile.read(site, COBIE);
            assertEquals(1, read.faults().size(), read.toString());
            assertEquals(List.of(), read.rows());
        }
    }

    /** A zip bomb: a thousand times its size. */
    @Test
    void whatGrowsBeyondAllMeasureIsRefused() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(site.resolve("cobie.xlsx")))) {
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            zeroes(zip, 64 << 20);
        }
        assertEquals(List.of("it grows beyond all measure when it is unpacked: refused as an archive that is a trap, or too large"), RegisterFile.read(site, COBIE).faults());
    }

    /** Sheets may be told to lie anywhere: nothing but a part of the archive is read. */
    @ParameterizedTest
    @ValueSource(strings = {"mailto:x", "..", "file:///etc/passwd", "http://127.0.0.1/x", "%zz", "", "/xl/worksheets/none.xml"})
    void aSheetThatLiesElsewhereIsNotLookedFor(String target) throws IOException {
        XlsxFile.write(site.resolve("cobie.xlsx"), Map.of("Component", List.of(List.of("Name"), List.of("a"))), "", target);
        Register read = RegisterFile.read(site, COBIE);
        assertEquals(List.of(), read.rows());
        assertEquals(1, read.faults().size(), read.toString());
    }

    private static void zeroes(OutputStream out, int bytes) throws IOException {
        byte[] block = new byte[1 << 16];
        for (int written = 0; written < bytes; written += block.length) {
            out.write(block);
        }
    }

    /** XXE: an entity that would bring a file of this machine into a cell; and one that doubles itself. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"<!DOCTYPE x [<!ENTITY e SYSTEM 'SECRET'>]>", "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'><!ENTITY c '&b;&b;'><!ENTITY e '&c;&c;'>]>", "<!DOCTYPE x SYSTEM 'SECRET'>"})
    void entitiesAreNotFollowed(String doctype) throws IOException {
        Path secret = Files.writeString(site.resolve("secret.txt"), "hunter2");
        XlsxFile.write(site.resolve("cobie.xlsx"), Map.of("Component", List.of(List.of("Name"), List.of("ENTITY"))), doctype.replace("SECRET", secret.toUri().toString()));
        Register read = RegisterFile.read(site, COBIE);
        assertTrue(!read.toString().contains("hunter2") && !read.toString().contains("haha"), read.toString());
        assertTrue(!read.faults().isEmpty() || read.rows().stream().allMatch(row -> row.id().isEmpty()), read.toString());
    }

    private static List<RegisterSettings> settings(String given) {
        try {
            return RegisterSettings.parse(new ObjectMapper().readTree(("[" + given + "]").replace('\'', '"')));
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
