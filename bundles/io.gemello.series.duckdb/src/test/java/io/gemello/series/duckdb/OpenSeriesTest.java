package io.gemello.series.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import io.gemello.api.series.SeriesWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Settling, ageing, expiring, backing up: by hand, without the ingesting thread. */
@Timeout(120)
class OpenSeriesTest {
    private static final long MINUTE = 60_000_000_000L;
    private static final long HOUR = 60 * MINUTE;
    /** A midnight. */
    private static final long DAY0 = Tier.floor(DuckSeriesTest.T0, Tier.DAY);
    private static final OpenSeries.Limits LIMITS = new OpenSeries.Limits(2, 20, new SqlDesk.Limits(1000, 20, 1 << 20));

    @TempDir
    Path folder;
    private final Point inlet = DuckSeriesTest.point(0, "hall/in'let");
    private final Point fan = DuckSeriesTest.point(1, "hall/fan");
    private long position;
    private OpenSeries series;

    @BeforeEach
    void open() throws Exception {
        series = open(folder.resolve("series"), new Keeping(0, 2, Keeping.days(0, 0, 0)));
    }

    @AfterEach
    void close() throws Exception {
        series.close();
    }

    @Test
    void aSettledHourIsSortedOncePerPointAndTimeAndCountedUp() throws Exception {
        write(reading(fan, 5 * MINUTE, 1), reading(inlet, 2 * MINUTE, 20), reading(fan, MINUTE, 2), reading(inlet, MINUTE, 21), reading(inlet, 2 * MINUTE, 22));
        settle(DAY0 + HOUR);
        assertEquals("0 1 2.0, 0 5 1.0, 1 1 21.0, 1 2 22.0", sql("SELECT string_agg(concat_ws(' ', nr, (time - " + DAY0 + ") // " + MINUTE + ", value), ', ' ORDER BY rowid) FROM reading"));
        assertEquals("4", sql("SELECT count(*) FROM minute"));
        assertEquals("2 43.0 21.0 22.0", sql("SELECT concat_ws(' ', count, sum, first, last) FROM hour JOIN point USING (nr) WHERE feature = 'inlet' AND point LIKE '%in''let'"));
        assertEquals(0, series.touchedBlocks());
    }

    @Test
    void theSameReadingsAgainChangeNothing() throws Exception {
        Reading[] readings = {reading(inlet, MINUTE, 20), reading(inlet, 2 * MINUTE, 21), reading(fan, HOUR + 3, 900), bad(inlet, 3 * MINUTE)};
        write(readings);
        settle(DAY0 + 2 * HOUR);
        String before = everything();
        write(readings);
        assertEquals(2, series.touchedBlocks());
        settle(DAY0 + 2 * HOUR);
        assertEquals(before, everything());
    }

    @Test
    void theHourThatGoesOnIsNotSettledYetButAnsweredAllTheSame() throws Exception {
        series.close();
        series = open(folder.resolve("series"), new Keeping(3_600_000_000_000L, 2, Keeping.days(0, 0, 0)));
        write(reading(inlet, MINUTE, 20), reading(inlet, 2 * MINUTE, 21));
        while (series.upkeep(DAY0 + 2 * HOUR)) {
            assertEquals(1, series.touchedBlocks());
        }
        assertEquals(1, series.touchedBlocks());
        assertEquals(List.of(new SeriesWindow(DAY0, 2, 41, 20, 21, 20, 21, 0)), series.aggregate(inlet, DAY0, DAY0 + HOUR, HOUR));
        assertEquals("2 20.5", sql("SELECT concat_ws(' ', sum(count), any_value(mean)) FROM series_hour"));
    }

    @Test
    void oldDaysBecomeParquetFilesThatAnyToolReads() throws Exception {
        write(reading(inlet, MINUTE, 20), reading(fan, HOUR, 900), reading(inlet, Tier.DAY, 21), reading(inlet, 3 * Tier.DAY, 23));
        settle(DAY0 + 4 * Tier.DAY);
        assertEquals(List.of("2023-11-14.1.parquet", "2023-11-15.1.parquet"), files());
        assertEquals("1", sql("SELECT count(*) FROM reading"));
        try (Connection other = new DuckDBDriver().connect("jdbc:duckdb:", new Properties()); Statement statement = other.createStatement();
             ResultSet row = statement.executeQuery("SELECT string_agg(concat_ws(' ', point, quantity, unit, time, value, quality), ', ' ORDER BY time) FROM '" + folder.resolve("series/raw/*.parquet") + "'")) {
            row.next();
            assertEquals("hall/in'let temperature Cel 2023-11-14 00:01:00 20.0 0, hall/fan temperature Cel 2023-11-14 01:00:00 900.0 0, hall/in'let temperature Cel 2023-11-15 00:00:00 21.0 0", row.getString(1));
        }
        assertEquals(List.of(reading(inlet, MINUTE, 20), reading(inlet, Tier.DAY, 21), reading(inlet, 3 * Tier.DAY, 23)), all(inlet));
        assertEquals(List.of(new SeriesWindow(DAY0 + MINUTE, 1, 20, 20, 20, 20, 20, 0)), series.aggregate(inlet, DAY0 + MINUTE, DAY0 + MINUTE + 7, 1), "finer than a minute: from the file");
        assertEquals(reading(fan, HOUR, 900), series.latest(fan).orElseThrow());
        assertEquals("4", sql("SELECT count(*) FROM series"), "the view has them all");
    }

    /** Else a question for one point would have to read the whole file. */
    @Test
    void aFileIsInTheOrderOfPointAndTime() throws Exception {
        List<Reading> written = new ArrayList<>();
        for (int i = 0; i < 6000; i++) {
            written.add(reading(DuckSeriesTest.point(i % 7, "p" + i % 7), i * 1_000_000_000L, i));
        }
        write(written.toArray(Reading[]::new));
        settle(DAY0 + 4 * Tier.DAY);
        try (Connection other = new DuckDBDriver().connect("jdbc:duckdb:", new Properties()); Statement statement = other.createStatement();
             ResultSet row = statement.executeQuery("SELECT count(*), count(*) FILTER (before > (point, time)) FROM (SELECT point, time, lag((point, time)) OVER (ORDER BY file_row_number) AS before FROM read_parquet('"
                 + folder.resolve("series/raw/*.parquet") + "', file_row_number = true))")) {
            row.next();
            assertEquals(List.of(6000L, 0L), List.of(row.getLong(1), row.getLong(2)));
        }
    }

    /** A leap day and a change of the clocks are days like others in UTC; what comes of them in a zone is the gateway's. */
    @Test
    void tenYearsAreAnsweredToTheNanosecond() throws Exception {
        List<Reading> written = new ArrayList<>();
        for (int year = 0; year <= 10; year++) {
            written.add(reading(inlet, year * 365L * Tier.DAY + year, year));
        }
        long leapDay = 107 * Tier.DAY;
        written.add(reading(inlet, leapDay + 1, 29));
        write(written.toArray(Reading[]::new));
        settle(DAY0 + 11 * 365L * Tier.DAY);
        assertEquals(12, files().size());
        assertEquals(12, all(inlet).size());
        assertEquals(DAY0 + 3650 * Tier.DAY + 10, series.latest(inlet).orElseThrow().epochNanos());
        List<SeriesWindow> days = series.aggregate(inlet, DAY0, DAY0 + 3651 * Tier.DAY, Tier.DAY);
        assertEquals(12, days.size());
        assertEquals(new SeriesWindow(DAY0 + leapDay, 1, 29, 29, 29, 29, 29, 0), days.get(1));
        assertEquals("2024-02-29", sql("SELECT strftime(time, '%Y-%m-%d') FROM series WHERE value = 29"));
        assertEquals(84, series.aggregate(inlet, DAY0, DAY0 + 3651 * Tier.DAY, 4000 * Tier.DAY).stream().mapToDouble(SeriesWindow::sum).sum());
    }

    @Test
    @Tag("long")
    void aMillionSeriesWork() throws Exception {
        int count = 1_000_000;
        List<Reading> some = new ArrayList<>();
        Point last = null;
        for (int i = 0; i < count; i++) {
            last = DuckSeriesTest.point(i, "hall/point-%07d".formatted(i));
            some.add(reading(last, MINUTE + i, i));
            if (some.size() == 100_000) {
                write(some.toArray(Reading[]::new));
                some.clear();
            }
        }
        settle(DAY0 + 4 * Tier.DAY);
        assertEquals(List.of(new Reading(last, DAY0 + MINUTE + count - 1, count - 1, Quality.GOOD)), all(last));
        assertEquals(String.valueOf(count), sql("SELECT count(*) FROM minute"));
        assertEquals(count - 1, series.aggregate(last, DAY0, DAY0 + HOUR, HOUR).get(0).sum());
    }

    @Test
    void whatComesLateToAnAgedDayWinsAndGoesIntoItsNextFile() throws Exception {
        write(reading(inlet, MINUTE, 20), reading(inlet, 2 * MINUTE, 21), reading(inlet, Tier.DAY - 1, 25));
        settle(DAY0 + 4 * Tier.DAY);
        write(reading(inlet, 2 * MINUTE, 31), reading(inlet, 3 * MINUTE, 32));
        List<Reading> expected = List.of(reading(inlet, MINUTE, 20), reading(inlet, 2 * MINUTE, 31), reading(inlet, 3 * MINUTE, 32), reading(inlet, Tier.DAY - 1, 25));
        assertEquals(expected, all(inlet));
        assertEquals(reading(inlet, Tier.DAY - 1, 25), series.latest(inlet).orElseThrow(), "the newest is in the file, something older in the table");
        settle(DAY0 + 4 * Tier.DAY);
        assertEquals(List.of("2023-11-14.1.parquet"), files(), "not for every straggler");
        assertEquals(expected, all(inlet));
        assertEquals(83, series.aggregate(inlet, DAY0, DAY0 + HOUR, HOUR).get(0).sum());
        settle(DAY0 + 5 * Tier.DAY);
        assertEquals(expected, all(inlet));
        assertEquals("0", sql("SELECT count(*) FROM reading"));
        assertEquals("2023-11-14.2.parquet", sql("SELECT file FROM parquet"));
        series.close();
        series = open(folder.resolve("series"), new Keeping(0, 2, Keeping.days(0, 0, 0)));
        assertEquals(List.of("2023-11-14.2.parquet"), files(), "the replaced file has gone");
        assertEquals(expected, all(inlet));
    }

    @Test
    void whereTheDuckDbFileIsLostTheParquetFilesAreTheStore() throws Exception {
        write(reading(inlet, MINUTE, 20), reading(inlet, 2 * MINUTE, 21), reading(fan, HOUR, 900), reading(inlet, 5 * Tier.DAY, 25));
        settle(DAY0 + 5 * Tier.DAY);
        series.close();
        Files.delete(folder.resolve("series/series.duckdb"));
        Files.writeString(folder.resolve("series/raw/2023-11-14.2.parquet.part"), "torn");
        series = open(folder.resolve("series"), new Keeping(0, 2, Keeping.days(0, 0, 0)));
        assertEquals(List.of(reading(inlet, MINUTE, 20), reading(inlet, 2 * MINUTE, 21)), all(inlet));
        write(reading(inlet, 5 * Tier.DAY, 25), reading(inlet, 3 * MINUTE, 22));
        settle(DAY0 + 5 * Tier.DAY);
        assertEquals(List.of(new SeriesWindow(DAY0, 3, 63, 20, 22, 20, 22, 0)), series.aggregate(inlet, DAY0, DAY0 + HOUR, HOUR));
        assertEquals(1, series.aggregate(fan, DAY0, DAY0 + Tier.DAY, HOUR).size());
        assertEquals("rack-1", sql("SELECT asset FROM point WHERE point LIKE '%let'"), "the point is described again by its next reading");
    }

    @Test
    void retentionTakesEachTierByItself() throws Exception {
        series.close();
        series = open(folder.resolve("series"), new Keeping(0, 1, Keeping.days(2, 4, 0)));
        for (int day = 0; day < 6; day++) {
            write(reading(inlet, day * Tier.DAY + MINUTE, day), reading(inlet, day * Tier.DAY + 2 * MINUTE, day + 0.5));
        }
        settle(DAY0 + 6 * Tier.DAY);
        assertEquals(4, all(inlet).size());
        assertEquals("[2023-11-18.1.parquet]", sql("SELECT list(file) FROM parquet"));
        assertEquals("8", sql("SELECT count(*) FROM minute"));
        assertEquals("6", sql("SELECT count(*) FROM hour"));
        assertEquals(6, series.aggregate(inlet, 0, Long.MAX_VALUE, Tier.DAY).size(), "the hours are all there");
        assertEquals(List.of(new SeriesWindow(DAY0, 2, 0.5, 0, 0.5, 0, 0.5, 0)), series.aggregate(inlet, DAY0 + MINUTE, DAY0 + 2 * MINUTE, MINUTE), "where only the hour is left, the hour answers");
        assertEquals(List.of(new SeriesWindow(DAY0 + 2 * Tier.DAY + MINUTE, 1, 2, 2, 2, 2, 2, 0)),
            series.aggregate(inlet, DAY0 + 2 * Tier.DAY + MINUTE, DAY0 + 2 * Tier.DAY + 2 * MINUTE, 1_000_000_000L), "and where minutes are left, they do");
        assertEquals(2, series.write(List.of(reading(inlet, 3 * MINUTE, 7), reading(inlet, Tier.DAY, 7), reading(inlet, 5 * Tier.DAY, 7)), ++position, "site"), "too late: left out and counted");
        settle(DAY0 + 6 * Tier.DAY);
        assertEquals("6", sql("SELECT count(*) FROM hour"));
        assertThrows(IllegalArgumentException.class, () -> Keeping.days(3, 2, 0));
    }

    @Test
    void timesThatNanosecondsCannotSayAreLeftOut() throws Exception {
        assertEquals(2, series.write(List.of(new Reading(inlet, Long.MIN_VALUE + 1, 1, 0), new Reading(inlet, Long.MAX_VALUE, 1, 0), reading(inlet, 0, 1)), ++position, "site"));
        settle(DAY0 + HOUR);
        assertEquals(1, series.range(inlet, Long.MIN_VALUE, Long.MAX_VALUE, 10).readings().size());
    }

    @Test
    void aBackupMadeWhileQuestionsRunIsAStoreOfThatMoment() throws Exception {
        write(reading(inlet, MINUTE, 20), reading(inlet, 4 * Tier.DAY, 21));
        settle(DAY0 + 4 * Tier.DAY + HOUR);
        write(reading(inlet, 4 * Tier.DAY + 1, 22));
        List<Reading> then = all(inlet);
        Path made = series.backUp(folder.resolve("series/backup"));
        write(reading(inlet, 4 * Tier.DAY + 2, 23), reading(inlet, 2 * MINUTE, 24));
        settle(DAY0 + 5 * Tier.DAY);
        assertNotEquals(then, all(inlet));
        series.close();
        assertEquals(List.of("raw", "series.duckdb"), list(made));
        series = open(made, new Keeping(0, 2, Keeping.days(0, 0, 0)));
        assertEquals(then, all(inlet));
        assertEquals(2, series.position().orElseThrow(), "and it goes on in the journal from there");
    }

    @Test
    void aFileOfTheFirstSchemaIsTakenOver() throws Exception {
        Path old = folder.resolve("old/series.duckdb");
        Files.createDirectories(old.getParent());
        try (Connection first = new DuckDBDriver().connect("jdbc:duckdb:" + old, new Properties()); Statement statement = first.createStatement()) {
            statement.execute("CREATE TABLE gemello (schema INTEGER NOT NULL, position BIGINT)");
            statement.execute("INSERT INTO gemello VALUES (1, 42)");
            statement.execute("CREATE TABLE point (nr INTEGER NOT NULL, point VARCHAR NOT NULL, site VARCHAR NOT NULL, asset VARCHAR NOT NULL, feature VARCHAR NOT NULL, quantity VARCHAR NOT NULL, unit VARCHAR NOT NULL)");
            statement.execute("INSERT INTO point VALUES (0, 'hall/fan', 's', 'a', 'f', 'q', 'u')");
            statement.execute("CREATE TABLE reading (nr INTEGER NOT NULL, time BIGINT NOT NULL, value DOUBLE NOT NULL, quality INTEGER NOT NULL)");
            statement.execute("INSERT INTO reading VALUES (0, " + DAY0 + ", 1.5, 0)");
            statement.execute("CREATE VIEW series AS SELECT * FROM reading");
        }
        series.close();
        series = open(old.getParent(), new Keeping(0, 2, Keeping.days(0, 0, 0)));
        assertEquals(42, series.position().orElseThrow());
        assertEquals(1, series.touchedBlocks());
        settle(DAY0 + HOUR);
        assertEquals(List.of(new SeriesWindow(DAY0, 1, 1.5, 1.5, 1.5, 1.5, 1.5, 0)), series.aggregate(fan, DAY0, DAY0 + HOUR, HOUR));
    }

    private static OpenSeries open(Path folder, Keeping keeping) throws IOException, SQLException {
        return new OpenSeries(new SeriesFile(folder.resolve("series.duckdb"), new SeriesFile.Limits(128, 2, folder, 1024)), LIMITS, keeping);
    }

    private void write(Reading... readings) throws SQLException {
        assertEquals(0, series.write(List.of(readings), ++position, "site"));
    }

    private void settle(long siteTime) throws IOException, SQLException {
        boolean more = true;
        while (more) {
            more = series.upkeep(siteTime);
        }
        assertEquals(0, series.touchedBlocks());
    }

    private List<Reading> all(Point point) throws IOException {
        return series.range(point, 0, Long.MAX_VALUE, 1000).readings();
    }

    private String everything() throws IOException {
        List<String> all = new ArrayList<>();
        for (String table : List.of("series", "series_minute", "series_hour")) {
            all.add(series.ask("SELECT * FROM " + table + " ORDER BY ALL", 1000).rows().toString());
        }
        return all.toString();
    }

    private List<String> files() throws IOException {
        return list(folder.resolve("series/raw"));
    }

    private static List<String> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> !name.startsWith("duckdb_temp")).sorted().toList();
        }
    }

    /** Over a second connection to the open file. */
    private String sql(String sql) throws SQLException {
        try (Connection connection = series.another(); Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static Reading reading(Point point, long afterMidnight, double value) {
        return new Reading(point, DAY0 + afterMidnight, value, Quality.GOOD);
    }

    private static Reading bad(Point point, long afterMidnight) {
        return new Reading(point, DAY0 + afterMidnight, Double.NaN, Quality.of(Quality.STATE));
    }
}
