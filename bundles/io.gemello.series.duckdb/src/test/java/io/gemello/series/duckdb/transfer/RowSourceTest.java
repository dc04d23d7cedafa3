package io.gemello.series.duckdb.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.zip.GZIPOutputStream;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowSourceTest {
    private static final long T = 1_700_000_000_000_000_000L;

    @TempDir
    Path folder;
    private final Times times = new Times(ZoneId.of("Europe/Rome"));

    @Test
    void aLongTableHasAPointInEachLine() throws Exception {
        assertEquals(List.of(new Row(2, "p,1", T, "21.5", "Cel"), new Row(3, "p2", T + 1, "open", null)),
            csv("\uFEFFValue,Time,unit,note,point\n21.5,1700000000,Cel,x,\"p,1\"\nopen,1700000000000000001,,,p2\n,1700000000,,,p3\n"));
    }

    @Test
    void aWideTableHasAColumnForEachPoint() throws Exception {
        assertEquals(List.of(new Row(2, "a", T, "1", null), new Row(2, "b", T, "2,5", null), new Row(3, "b", T + 1_000_000_000, "3", null)),
            csv("timestamp;a;b\n2023-11-14T22:13:20Z;1;2,5\n2023-11-14 23:13:21;;3\n"), "semicolons; the zone of the second line is Rome's");
    }

    @Test
    void aBadLineIsNamedAndTheNextOnesAreRead() throws Exception {
        assertEquals(List.of("line 3: '14.11.2023' is no time; write e.g. 2025-03-30T02:30:00Z, 2025-03-30 02:30:00 (with --zone) or seconds, ms, µs or ns since 1970", "line 4: the time is missing",
            new Row(5, "a", T, "2", null)), csv("time,a\n\n14.11.2023,1\n,1\n1700000000,2\n"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> csv("when,a\n1,2\n")).getMessage().contains("time"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> csv("time,point,temp\n1,2,3\n")).getMessage().contains("belong together"));
    }

    @Test
    void timesOfEveryKind() {
        for (String text : List.of("1700000000", "1700000000.0", "1700000000000", "1700000000000000", "1700000000000000000", "2023-11-14T22:13:20Z", "2023-11-14T22:13:20.000Z", "2023-11-14 23:13:20",
            "2023-11-15T00:13:20+02:00", "2023-11-15 00:13:20 +0200", "2023-11-15T00:13:20.0+02")) {
            assertEquals(T, times.nanos(text), text);
        }
        assertEquals(T + 123_456_789, times.nanos("2023-11-14T22:13:20.123456789Z"));
        assertEquals(-1_500_000_000L, times.nanos("-1.5"));
        assertEquals("2024-02-28T23:00:00Z", Times.text(times.nanos("2024-02-29")), "a leap day in Rome");
        assertThrows(DateTimeException.class, () -> times.nanos("2023-02-29"));
        assertThrows(DateTimeException.class, () -> times.nanos("9999-01-01T00:00:00Z"));
    }

    @Test
    void linesOfLineProtocol() throws Exception {
        Path file = folder.resolve("x.lp.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(("# comment\ntemperature,site=hall,point=rack\\ 1 value=21.5,quality=\"a good, one\" 1700000000000000000\n"
                + "m\\ x,z=2,a=1 f=3i,g=t,h=\"=\\\"x, y\" 1700000000\nbroken\nm f=x 1700000000\nm f=1\n").getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(List.of(new Row(2, "rack 1", T, 21.5, null), new Row(3, "m\\ x,a=1,z=2#f", T, 3L, null), new Row(3, "m\\ x,a=1,z=2#g", T, true, null), new Row(3, "m\\ x,a=1,z=2#h", T, "=\"x, y", null),
            "line 4: a line is measurement and tags, fields, and a time", "line 5: 'x' is no value", "line 6: a line is measurement and tags, fields, and a time"), read(new LineRows(file, times)));
    }

    @Test
    void aParquetFileOfAnotherTool() throws Exception {
        Path file = folder.resolve("it's.parquet");
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties()); Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT TIMESTAMP '2023-11-14 22:13:20' AS time, 'p' AS point, 21.5::DECIMAL(5,2) AS value, TIME '10:00:00' AS other UNION ALL SELECT NULL, 'p', 1, NULL) TO '" + file.toString().replace("'", "''") + "'");
        }
        assertEquals(List.of(new Row(1, "p", T, "21.50", null), "line 2: the time is missing"), read(new ParquetRows(file, times)));
    }

    private List<Object> csv(String text) throws IOException {
        return read(new CsvRows(Files.writeString(folder.resolve("x.csv"), text), times));
    }

    private static List<Object> read(RowSource source) throws IOException {
        List<Object> all = new ArrayList<>();
        try (source) {
            while (true) {
                try {
                    Row row = source.next();
                    if (row == null) {
                        assertEquals(1, source.progress(), 0.001);
                        return all;
                    }
                    all.add(row);
                } catch (RowSource.BadRow bad) {
                    all.add(bad.getMessage());
                }
            }
        }
    }
}
