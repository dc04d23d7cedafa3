package io.gemello.series.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.catalogue.Point;
import io.gemello.api.health.Health;
import io.gemello.api.health.Metrics;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import io.gemello.api.series.SeriesPage;
import io.gemello.api.series.SeriesWindow;
import io.gemello.testkit.FakeCatalogue;
import io.gemello.testkit.FakeClock;
import io.gemello.testkit.FakeReadingJournal;
import io.gemello.testkit.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DuckSeriesTest {
    static final long T0 = 1_700_000_000_000_000_000L;
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path data;
    private final FakeReadingJournal journal = new FakeReadingJournal();
    private final Point inlet = point(3, "hall/rack-1/inlet");
    private final Point fan = point(200, "hall/rack-1/fan");
    private DuckSeries store;

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }

    @Test
    void rangeIsInTimeOrderWhateverTheOrderOfArrival() throws Exception {
        store = start();
        stored(reading(inlet, 3, 23), reading(fan, 1, 900), reading(inlet, 1, 21), reading(inlet, 2, 22), reading(inlet, 4, 24));
        assertEquals(List.of(reading(inlet, 1, 21), reading(inlet, 2, 22), reading(inlet, 3, 23)), store.range(inlet, T0 + SECOND, T0 + 4 * SECOND, 10).readings());
        assertEquals(Optional.of(reading(inlet, 4, 24)), store.latest(inlet));
        assertEquals(Optional.of(reading(fan, 1, 900)), store.latest(fan));
    }

    @Test
    void theSamePointAndTimeAgainIsOneReadingAndTheLastWins() throws Exception {
        store = start();
        stored(reading(inlet, 1, 1), reading(inlet, 1, 2), reading(inlet, 2, 5));
        stored(reading(inlet, 1, 3), reading(inlet, 2, 5));
        assertEquals(List.of(reading(inlet, 1, 3), reading(inlet, 2, 5)), store.range(inlet, T0, T0 + 10 * SECOND, 10).readings());
        SeriesWindow window = store.aggregate(inlet, T0, T0 + 10 * SECOND, 3600 * SECOND).get(0);
        assertEquals(2, window.count());
        assertEquals(8, window.sum());
        assertEquals(3, window.first());
    }

    @Test
    void pagesFollowOneAnotherWithoutGapOrRepetition() throws Exception {
        store = start();
        List<Reading> written = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            written.add(reading(inlet, i, i));
            for (int again = 0; again < (i == 7 ? 5000 : 2); again++) {
                journal.append(List.of(reading(inlet, i, i)));
            }
        }
        journal.awaitCommitted();
        List<Reading> read = new ArrayList<>();
        OptionalLong from = OptionalLong.of(T0);
        int pages = 0;
        for (; from.isPresent(); pages++) {
            SeriesPage page = store.range(inlet, from.getAsLong(), Long.MAX_VALUE, 10);
            read.addAll(page.readings());
            from = page.next();
        }
        assertEquals(written, read);
        assertEquals(3, pages);
    }

    @Test
    void badReadingsAreKeptButNotCounted() throws Exception {
        store = start();
        int unknown = Quality.of(Quality.STATE);
        int range = Quality.of(Quality.RANGE);
        int flat = Quality.of(Quality.FLAT);
        stored(quality(1, Double.NaN, unknown), quality(2, 10, flat), quality(3, 1e9, range), quality(4, 20, Quality.GOOD), quality(7201, Double.NaN, unknown));
        List<Reading> all = store.range(inlet, 0, Long.MAX_VALUE, 10).readings();
        assertEquals(5, all.size());
        assertTrue(Double.isNaN(all.get(0).value()));
        assertEquals(unknown, all.get(0).quality());
        long hour = T0 - T0 % (3600 * SECOND);
        assertEquals(List.of(new SeriesWindow(hour, 2, 30, 10, 20, 10, 20, Quality.BAD | (unknown | range | flat) & ~3)),
            store.aggregate(inlet, 0, Long.MAX_VALUE, 3600 * SECOND), "a window without a usable reading is left out");
    }

    @Test
    void whatItNeverSawIsEmptyNotAnError() throws Exception {
        store = start();
        assertEquals(Optional.empty(), store.latest(inlet));
        assertEquals(new SeriesPage(List.of(), OptionalLong.empty()), store.range(inlet, 0, Long.MAX_VALUE, 10));
        assertEquals(List.of(), store.aggregate(inlet, 0, Long.MAX_VALUE, SECOND));
    }

    @Test
    void startedAgainItGoesOnWhereItStoodAndStopsCleanly() throws Exception {
        store = start();
        stored(reading(inlet, 1, 21));
        store.close();
        assertTrue(Thread.getAllStackTraces().keySet().stream().noneMatch(thread -> thread.getName().equals("gemello-series-duckdb")));
        assertThrows(IOException.class, () -> store.latest(inlet));
        journal.append(List.of(reading(inlet, 2, 22)));
        store = start();
        journal.awaitCommitted();
        assertEquals(List.of(OptionalLong.empty(), OptionalLong.of(1)), journal.opened());
        assertEquals(2, store.range(inlet, 0, Long.MAX_VALUE, 10).readings().size());
        assertEquals(Health.State.OK, store.check().get(0).state());
    }

    @Test
    void aDamagedFileIsSaidAndTheJournalWaits() throws Exception {
        Path file = data.resolve("series/series.duckdb");
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[100_000]);
        store = start();
        String told = assertThrows(IOException.class, () -> store.latest(inlet)).getMessage();
        assertTrue(told.contains(file.toString()), told);
        Health health = store.check().get(0);
        assertTrue(health.remedy().contains("restore"), health.remedy());
        assertEquals(Health.State.CRITICAL, health.state());
        assertEquals(told, health.message());
        assertEquals(List.of(), journal.opened(), "nobody reads the journal, its cursor waits");
        Files.delete(file);
        stored(reading(inlet, 1, 21));
        assertEquals(Optional.of(reading(inlet, 1, 21)), store.latest(inlet), "moved away: no restart is needed");
        awaitState(Health.State.OK);
    }

    @Test
    void aFileOfAnotherSchemaIsRefused() throws Exception {
        store = start();
        stored(reading(inlet, 1, 21));
        store.close();
        sql("UPDATE gemello SET schema = 99 RETURNING schema");
        store = start();
        assertTrue(assertThrows(IOException.class, () -> store.latest(inlet)).getMessage().contains("another version"));
    }

    @Test
    void theFileTellsByItselfWhatItHolds() throws Exception {
        store = start();
        store.applied(FakeCatalogue.of("hall-7", 1));
        stored(reading(inlet, 1, 21), reading(inlet, 1, 22));
        store.close();
        assertEquals("temperature hall-7 rack-1 hall/rack-1/inlet Cel 2023-11-14 22:13:21 22.0 0",
            sql("SELECT concat_ws(' ', measurement, site, asset, point, unit, time, value, quality) FROM series"));
    }

    @Test
    void aPointThatTheSiteDescribesAnewKeepsItsHistory() throws Exception {
        store = start();
        stored(reading(inlet, 1, 21));
        Point moved = new Point(77, inlet.id(), "rack-2", "inlet", "temperature", "Cel", false);
        stored(reading(moved, 2, 22));
        assertEquals(2, store.range(moved, 0, Long.MAX_VALUE, 10).readings().size());
        store.close();
        assertEquals("1 rack-2", sql("SELECT concat_ws(' ', count(*), any_value(asset)) FROM point"));
    }

    @Test
    void whatTheJournalLetGoIsCountedAndSaid() throws Exception {
        store = start();
        journal.missed(17);
        stored(reading(inlet, 1, 21));
        awaitState(Health.State.WARN);
        assertTrue(store.check().get(0).message().contains("17 readings are missing"));
    }

    @Test
    void metricsCountRowsAndCommits() throws Exception {
        store = start();
        stored(reading(inlet, 1, 21), reading(inlet, 2, 22));
        // The counters follow the commit that stored() waits for.
        List<String> seen = metrics();
        for (long end = System.nanoTime() + 10_000_000_000L; !seen.contains("gemello_series_rows_total=2") && System.nanoTime() < end; seen = metrics()) {
            Thread.onSpinWait();
        }
        assertTrue(seen.contains("gemello_series_rows_total=2") && seen.contains("gemello_series_failures_total=0") && seen.contains("gemello_series_file_bytes"), seen.toString());
    }

    private List<String> metrics() {
        List<String> seen = new ArrayList<>();
        store.collect(new Metrics() {
            @Override
            public void counter(String name, String help, double value, String... labels) {
                seen.add(name + "=" + (long) value);
            }

            @Override
            public void gauge(String name, String help, double value, String... labels) {
                seen.add(name);
            }
        });
        return seen;
    }

    private DuckSeries start() {
        return new DuckSeries(data, fast(), journal, new FakeClock(T0));
    }

    private void stored(Reading... readings) throws InterruptedException {
        journal.append(List.of(readings));
        journal.awaitCommitted();
    }

    private void awaitState(Health.State expected) {
        long deadline = System.nanoTime() + 30 * SECOND;
        while (store.check().get(0).state() != expected) {
            assertTrue(System.nanoTime() < deadline, store.check().toString());
            Thread.onSpinWait();
        }
    }

    private String sql(String sql) throws Exception {
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:" + data.resolve("series/series.duckdb"), new Properties());
             Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : null;
        }
    }

    private Reading quality(int second, double value, int quality) {
        return new Reading(inlet, T0 + second * SECOND, value, quality);
    }

    private static Reading reading(Point point, int second, double value) {
        return new Reading(point, T0 + second * SECOND, value, Quality.GOOD);
    }

    static Point point(int key, String id) {
        return new Point(key, id, "rack-1", "inlet", "temperature", "Cel", false);
    }

    /** The defaults, but commits without a pause, and everything is settled as soon as it is quiet. */
    static DuckSeries.Config fast() {
        return Settings.of(DuckSeries.Config.class, Map.of("commit.interval.ms", 1, "settle.after.s", 0));
    }
}
