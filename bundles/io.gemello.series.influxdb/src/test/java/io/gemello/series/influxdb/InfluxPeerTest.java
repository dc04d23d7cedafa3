package io.gemello.series.influxdb;

import static io.gemello.series.influxdb.RunningStore.INLET;
import static io.gemello.series.influxdb.RunningStore.POWER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.health.Health;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import io.gemello.api.series.SeriesPage;
import io.gemello.api.series.SeriesWindow;
import io.gemello.testkit.InfluxPeer;
import io.gemello.testkit.FakeReadingJournal;
import io.gemello.testkit.Until;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against Debian's InfluxDB 1.6.7 behind nginx, the only server that can be had; see docs/influxdb.md. */
class InfluxPeerTest {
    private static final long T0 = 1_700_000_000_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    @TempDir static Path folder;
    private static InfluxPeer influx;

    @BeforeAll
    static void start() throws Exception {
        influx = new InfluxPeer(folder.resolve("influx"));
    }

    @AfterAll
    static void stop() throws Exception {
        influx.close();
    }

    private static RunningStore store(String bucket) throws Exception {
        return new RunningStore(RunningStore.target(folder, influx.url(), bucket, InfluxPeer.TOKEN), new FakeReadingJournal(), 1000);
    }

    @Test
    void readingsComeBackAsTheyWere() throws Exception {
        try (RunningStore store = store("back")) {
            Reading good = new Reading(INLET, T0, 21.5, 0);
            Reading skewed = new Reading(INLET, T0 + 1, -1e-9, Quality.of(Quality.SKEWED | Quality.FLAT));
            Reading none = new Reading(INLET, T0 + 2, Double.NaN, Quality.of(Quality.NOT_A_NUMBER));
            Reading beforeInflux = new Reading(INLET, -1, 3, 0);
            store.store(none, good, skewed, beforeInflux, new Reading(POWER, T0, 7, 0));
            assertEquals(new SeriesPage(List.of(beforeInflux, good, skewed, none), OptionalLong.empty()), store.reads.range(INLET, Long.MIN_VALUE, Long.MAX_VALUE, 10));
            assertEquals(none, store.reads.latest(INLET).orElseThrow());
            assertEquals(Health.State.OK, store.state.health().state());
        }
    }

    @Test
    void aPageSaysWhereTheNextBegins() throws Exception {
        try (RunningStore store = store("pages")) {
            List<Reading> readings = new ArrayList<>();
            for (int i = 0; i < 2500; i++) {
                readings.add(new Reading(INLET, T0 + i, i, 0));
            }
            store.journal.append(readings);
            store.awaitStored();
            List<Reading> found = new ArrayList<>();
            for (OptionalLong from = OptionalLong.of(T0); from.isPresent();) {
                SeriesPage page = store.reads.range(INLET, from.getAsLong(), T0 + 2400, 700);
                found.addAll(page.readings());
                from = page.next();
            }
            assertEquals(readings.subList(0, 2400), found);
        }
    }

    @Test
    void theSameTimeAgainReplacesTheValue() throws Exception {
        try (RunningStore store = store("again")) {
            store.store(new Reading(INLET, T0, 1, 0));
            Reading last = new Reading(INLET, T0, 2, Quality.of(Quality.DUPLICATE_SOURCE));
            store.store(last);
            assertEquals(List.of(last), store.reads.range(INLET, T0, T0 + 1, 10).readings());
        }
    }

    @Test
    void windowsCountUsableReadingsAndShowTheWorstQuality() throws Exception {
        try (RunningStore store = store("windows")) {
            long start = T0 - T0 % MINUTE;
            int bad = Quality.of(Quality.RANGE);
            int flat = Quality.of(Quality.FLAT);
            store.store(new Reading(INLET, start, 1, 0), new Reading(INLET, start + SECOND, 3, flat), new Reading(INLET, start + 2 * SECOND, 1000, bad),
                new Reading(INLET, start + 3 * SECOND, Double.NaN, Quality.of(Quality.NOT_A_NUMBER)), new Reading(INLET, start + MINUTE, 5, 0), new Reading(INLET, start + 3 * MINUTE, 9, bad));
            assertEquals(List.of(new SeriesWindow(start, 2, 4, 1, 3, 1, 3, Quality.BAD | Quality.RANGE | Quality.NOT_A_NUMBER | Quality.FLAT), new SeriesWindow(start + MINUTE, 1, 5, 5, 5, 5, 5, 0)),
                store.reads.aggregate(INLET, start, start + 10 * MINUTE, MINUTE));
            assertEquals(List.of(new SeriesWindow(start, 1, 3, 3, 3, 3, 3, flat)), store.reads.aggregate(INLET, start + 1, start + 2 * SECOND, MINUTE));
            assertEquals(2, store.reads.aggregate(INLET, Long.MIN_VALUE, Long.MAX_VALUE, 7 * SECOND).size());
        }
    }

    @Test
    void databaseAndRetentionPolicyAreMadeOnceAndUsed() throws Exception {
        for (int i = 0; i < 2; i++) {
            try (RunningStore store = store("made/two years")) {
                store.store(new Reading(INLET, T0, 4, 0));
                assertEquals(4, store.reads.latest(INLET).orElseThrow().value());
            }
        }
        assertTrue(influx.query("made", "SHOW RETENTION POLICIES ON made").contains("\"two years\",\"0s\""), influx.query("made", "SHOW RETENTION POLICIES ON made"));
        assertTrue(influx.query("made", "SELECT count(value) FROM \"two years\".temperature").contains(",1]"));
        assertTrue(!influx.query("made", "SELECT count(value) FROM temperature").contains("series"), "nothing lies in the default policy");
    }

    /** Somebody else's field of another type is in the way: the readings are refused by name, the rest goes on, and no loop begins. */
    @Test
    void whatInfluxDbRefusesIsCountedByPointAndHoldsNothingUp() throws Exception {
        influx.query("poison", "CREATE DATABASE poison");
        try (RunningStore store = store("poison")) {
            store.store(new Reading(POWER, T0, 1, 0));
            influx.write("poison", "temperature value=\"warm\" " + T0);
            List<Reading> mixed = new ArrayList<>();
            for (int i = 1; i <= 200; i++) {
                mixed.add(new Reading(i % 2 == 0 ? INLET : POWER, T0 + i, i, 0));
            }
            store.journal.append(mixed);
            store.awaitStored();
            assertEquals(101, store.reads.range(POWER, T0, T0 + 1000, 1000).readings().size());
            Counts counts = Counts.of(store.state);
            assertEquals(100, counts.get("gemello_series_rejected_readings_total{store=influxdb}"));
            assertEquals(100, counts.get("gemello_series_rejected_point_readings_total{store=influxdb,point=rack-1.inlet}"));
            assertEquals(Health.State.WARN, store.state.health().state());
            assertTrue(store.state.health().message().contains("rack-1.inlet at 2023-11-14T22:13:20") && store.state.health().message().contains("field type conflict"), store.state.health().message());
        }
    }

    @Test
    void aWrongTokenIsSaidAndNothingIsLost() throws Exception {
        FakeReadingJournal journal = new FakeReadingJournal();
        journal.append(List.of(new Reading(INLET, T0, 1, 0)));
        try (RunningStore store = new RunningStore(RunningStore.target(folder.resolve("influx"), influx.url(), "closed", "wrong"), journal, 100)) {
            Until.holds("health is critical", () -> store.state.health().state() == Health.State.CRITICAL);
            assertTrue(store.state.health().message().contains("unauthorized"), store.state.health().message());
            assertTrue(assertThrows(IOException.class, () -> store.reads.latest(INLET)).getMessage().contains("unauthorized"));
        }
        assertEquals(0, journal.committed());
        try (RunningStore store = new RunningStore(RunningStore.target(folder, influx.url(), "closed", InfluxPeer.TOKEN), journal, 100)) {
            store.awaitStored();
            assertEquals(1, store.reads.latest(INLET).orElseThrow().value());
        }
    }

    /** The way of every outage: what was read but not answered is sent again, in order, and nothing twice. */
    @Test
    void aServerThatIsKilledInMidStreamGetsEverything() throws Exception {
        try (InfluxPeer own = new InfluxPeer(folder.resolve("killed")); RunningStore store = new RunningStore(RunningStore.target(folder, own.url(), "killed", InfluxPeer.TOKEN), new FakeReadingJournal(), 500)) {
            List<Reading> all = new ArrayList<>();
            for (int round = 0; round < 3; round++) {
                List<Reading> more = new ArrayList<>();
                for (int i = 0; i < 5000; i++) {
                    more.add(new Reading(INLET, T0 + all.size() + more.size(), i, 0));
                }
                all.addAll(more);
                long before = store.journal.committed();
                store.journal.append(more);
                if (round < 2) {
                    Until.holds("delivery has begun", () -> store.journal.committed() > before);
                    own.kill();
                    Until.holds("the failure is seen", () -> store.state.health().state() != Health.State.OK || store.journal.committed() == all.size());
                    own.start();
                }
            }
            store.awaitStored();
            assertEquals(all, store.reads.range(INLET, T0, T0 + all.size(), 100_000).readings());
            assertEquals(Health.State.OK, store.state.health().state());
            Until.holds("the lag is gone", () -> Counts.of(store.state).get("gemello_series_lag_seconds{store=influxdb}") == 0);
        }
    }
}
