package io.gemello.series.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.catalogue.Point;
import io.gemello.api.journal.JournalReader;
import io.gemello.api.journal.ReadingBatch;
import io.gemello.api.journal.ReadingJournal;
import io.gemello.api.reading.Reading;
import io.gemello.testkit.FakeClock;
import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed with -9 in the middle of its transactions: the rows are exactly those before the position, whatever the moment. */
@Timeout(600)
class KilledIngestTest {
    private static final int POINTS = 50;
    /** So that a few thousand readings are an hour: blocks come to their end all the time. */
    private static final long STEP = 1_000_000_000L;
    private static final String UNTOUCHED = RawRows.floor("time", Tier.BLOCK) + " NOT IN (SELECT block FROM touched)";

    @TempDir
    Path data;
    private final Random random = new Random(20250117);

    @Test
    void aKillTearsNothingAndDoublesNothing() throws Exception {
        killAndCheck(0);
    }

    @Test
    @Tag("long")
    void twentyKillsTearNothingAndDoubleNothing() throws Exception {
        long position = 0;
        for (int kill = 0; kill < 20; kill++) {
            position = killAndCheck(position);
        }
    }

    /** Opened again: the file alone, its log read again, its points known; what the journal has beyond it comes afterwards. */
    @Test
    @Tag("long")
    void aKilledStoreOfFiveMillionRowsIsOpenAgainWithinFiveSecondsOfProcessorTime() throws Exception {
        Process child = child();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(child.getInputStream()))) {
            for (long told = 0; told < 5_000_000;) {
                told = Long.parseLong(Objects.requireNonNull(out.readLine(), "the child ended by itself"));
            }
            child.destroyForcibly().waitFor();
        }
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long cpu = process.getProcessCpuTime();
        OpenSeries.Limits limits = new OpenSeries.Limits(1, 60, new SqlDesk.Limits(1, 60, 1000));
        try (OpenSeries series = new OpenSeries(new SeriesFile(data.resolve("series/series.duckdb"), new SeriesFile.Limits(128, 1, data, 1024)), limits, new Keeping(0, 2, Keeping.days(0, 0, 0)))) {
            long position = series.position().orElse(0);
            double seconds = (process.getProcessCpuTime() - cpu) / 1e9;
            System.out.printf("open again with %d rows: %.2f s of processor time%n", position, seconds);
            assertTrue(position >= 5_000_000, position + " rows");
            assertTrue(seconds < 5, seconds + " s of processor time");
        }
    }

    private long killAndCheck(long before) throws Exception {
        long told = before;
        Process child = child();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(child.getInputStream()))) {
            for (int line = 3 + random.nextInt(40); line > 0; line--) {
                String committed = out.readLine();
                assertTrue(committed != null, "the child ended by itself");
                told = Long.parseLong(committed);
            }
            child.waitFor(random.nextInt(20_000), TimeUnit.MICROSECONDS);
            child.destroyForcibly().waitFor();
        }
        try (SeriesFile file = new SeriesFile(data.resolve("series/series.duckdb"), new SeriesFile.Limits(128, 2, data, 1024)); Statement sql = file.connection().createStatement();
             ResultSet row = sql.executeQuery("SELECT count(*), count(DISTINCT time), coalesce(max(time) // 1000000000, -1), count(*) FILTER (value = time // 1000000000 AND quality = 0) FROM (" + all(file) + ")")) {
            long position = file.position().orElse(0);
            row.next();
            assertTrue(position >= told && position > before, "what was said to be committed is there: " + position + " of " + told);
            assertEquals(List.of(position, position, position - 1, position), List.of(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)));
            assertTiersAreThoseOfTheRows(sql, all(file));
            return position;
        }
    }

    /** The table's rows and those of the files: a row that is in both, or twice in one, is there twice. */
    private static String all(SeriesFile file) throws SQLException {
        Span ever = new Span(Tier.EARLIEST, Tier.LATEST);
        return file.rawRows().ofAll(ever, Layout.read(file.connection()).files(ever));
    }

    /** Where nothing is marked as touched, minutes and hours are those of the rows; where something is, they are those of before. */
    private static void assertTiersAreThoseOfTheRows(Statement sql, String rows) throws SQLException {
        for (String tier : List.of("minute", "hour")) {
            try (ResultSet row = sql.executeQuery("SELECT (SELECT concat_ws(' ', sum(count), sum(sum), min(min), max(max)) FROM " + tier + " WHERE " + UNTOUCHED + "), "
                + "(SELECT concat_ws(' ', count(*), sum(value), min(value), max(value)) FROM (" + rows + ") WHERE " + UNTOUCHED + ")")) {
                row.next();
                assertEquals(row.getString(2), row.getString(1), tier);
            }
        }
    }

    private Process child() throws IOException {
        Files.createDirectories(data.resolve("tmp"));
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m", "-Djava.io.tmpdir=" + data.resolve("tmp"),
            "-cp", System.getProperty("java.class.path"), Child.class.getName(), data.toString()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    /** Runs the store on an endless journal and prints every committed position. */
    static final class Child implements ReadingJournal {
        public static void main(String[] args) throws InterruptedException {
            DuckSeries store = new DuckSeries(Path.of(args[0]), DuckSeriesTest.fast(), new Child(), new FakeClock(DuckSeriesTest.T0));
            new CountDownLatch(1).await(5, TimeUnit.MINUTES);
            store.close();
        }

        @Override
        public JournalReader open(String name, OptionalLong position) {
            List<Point> points = new ArrayList<>();
            for (int i = 0; i < POINTS; i++) {
                points.add(DuckSeriesTest.point(i, "p" + i));
            }
            return new JournalReader() {
                private long next = position.orElse(0);

                @Override
                public ReadingBatch read(int max, Duration wait) {
                    List<Reading> readings = new ArrayList<>();
                    for (int i = 0; i < 7000; i++, next++) {
                        readings.add(new Reading(points.get((int) (next % POINTS)), next * STEP, next, 0));
                    }
                    return new ReadingBatch(readings, next);
                }

                @Override
                public void commit(long committed) {
                    System.out.println(committed);
                }

                @Override
                public long missed() {
                    return 0;
                }

                @Override
                public void close() {}
            };
        }
    }
}
