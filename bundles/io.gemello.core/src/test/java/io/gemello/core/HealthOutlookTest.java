package io.gemello.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.health.Health;
import io.gemello.api.health.HealthBook;
import io.gemello.core.journal.JournalBounds;
import io.gemello.core.journal.ReaderStatus;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HealthOutlookTest {
    private static final long GB = 1_000_000_000L;
    private static final long MINUTE = 60_000_000_000L;
    private static final JournalBounds BOUNDS = new JournalBounds(2L << 30, Duration.ofDays(7), 0);

    @Test
    void aStoreThatIsAwayForAMinuteIsToldWithWhatTheJournalStillKeeps() {
        assertEquals(Health.State.OK, outlook(false, 30_000, 0, OptionalDouble.of(10_000)).state());
        ReaderOutlook away = outlook(false, 61_000, 0, OptionalDouble.of(10_000));
        assertEquals(Health.State.WARN, away.state());
        assertTrue(away.message().startsWith("is away: 1.0 GB wait, the oldest for 61 seconds; the journal keeps them for about 30.0 hours more (1.1 GB)"), away.message());
        assertTrue(away.remedy().contains("the store's bundle does not run: start it"), away.remedy());
        assertTrue(outlook(true, 61_000, 0, OptionalDouble.of(10_000)).message().startsWith("lags behind"));
        assertEquals(Health.State.OK, outlook(true, 1000, 0, OptionalDouble.of(10_000)).state());
    }

    /** The nearer of bound, age and disk counts. */
    @Test
    void whatComesFirstEndsTheKeeping() {
        assertEquals(Health.State.CRITICAL, outlook(false, 61_000, 0, OptionalDouble.of(1_000_000)).state(), "less than an hour is left");
        ReaderOutlook little = ReaderOutlook.of(new ReaderStatus("duck", false, 0, 0, 61_000, 0), false, BOUNDS, OptionalDouble.of(1000), 36_000);
        assertEquals(36, little.keepSeconds().getAsDouble());
        ReaderOutlook old = ReaderOutlook.of(new ReaderStatus("duck", false, 0, 0, Duration.ofDays(6).toMillis(), 0), false, BOUNDS, OptionalDouble.of(1), 100 * GB);
        assertEquals(86_400, old.keepSeconds().getAsDouble());
        assertTrue(outlook(false, 61_000, 0, OptionalDouble.empty()).keepSeconds().isEmpty());
    }

    @Test
    void lostReadingsAreCriticalWhileTheyAreLostAndAFactAfterwards() {
        ReaderStatus reader = new ReaderStatus("duck", true, 0, 0, 0, 17);
        assertEquals(Health.State.CRITICAL, ReaderOutlook.of(reader, true, BOUNDS, OptionalDouble.empty(), GB).state());
        ReaderOutlook after = ReaderOutlook.of(reader, false, BOUNDS, OptionalDouble.empty(), GB);
        assertEquals(Health.State.WARN, after.state());
        assertTrue(after.message().contains("17 readings"), after.message());
    }

    @Test
    void theDiskIsToldBeforeItIsFull() {
        AtomicLong free = new AtomicLong(100 * GB);
        DiskRoom disk = new DiskRoom(free::get, 2 * GB);
        HealthBook standing = new HealthBook();
        for (int minute = 0; minute <= 20; minute++) {
            disk.sample(minute * MINUTE);
        }
        assertEquals(Health.State.OK, disk.health(standing).state());
        for (int minute = 21; minute <= 40; minute++) {
            free.addAndGet(-GB);
            disk.sample(minute * MINUTE);
        }
        Health warned = disk.health(standing);
        assertEquals(Health.State.WARN, warned.state());
        assertTrue(warned.message().startsWith("80.0 GB free; full in about 2.7 hours"), warned.message());
        assertFalse(warned.remedy().isEmpty());
        free.set(3 * GB / 2);
        assertEquals(Health.State.CRITICAL, disk.health(standing).state(), "minutes are left");
        DiskRoom quiet = new DiskRoom(free::get, 2 * GB);
        assertEquals(Health.State.WARN, quiet.health(new HealthBook()).state());
        free.set(200 << 20);
        assertEquals(Health.State.CRITICAL, quiet.health(new HealthBook()).state());
    }

    @Test
    void sinceIsWhenTheStateBegan() {
        HealthBook standing = new HealthBook();
        Health first = standing.now("a", Health.State.WARN, "one", "");
        Health again = standing.now("a", Health.State.WARN, "two", "");
        assertEquals(first.since(), again.since());
        assertEquals("two", again.message());
        Health well = standing.well("a", "well");
        assertTrue(!well.since().isBefore(first.since()));
        assertEquals("", well.remedy());
    }

    private static ReaderOutlook outlook(boolean open, long lagMillis, long missed, OptionalDouble rate) {
        return ReaderOutlook.of(new ReaderStatus("duck", open, 0, GB, lagMillis, missed), missed > 0, BOUNDS, rate, 100 * GB);
    }
}
