package io.gemello.core.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.catalogue.PointState;
import io.gemello.api.catalogue.PointState.State;
import io.gemello.api.reading.LatestSink;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import io.gemello.core.site.PointRegistry;
import io.gemello.core.site.SiteCatalogue;
import io.gemello.core.site.SiteDesk;
import io.gemello.core.site.SiteFiles;
import io.gemello.core.site.SiteFolder;
import io.gemello.core.units.UnitBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveStatesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long T0 = 1_750_000_000L * SECOND;
    private static final UnitBook UNITS = new UnitBook();
    @TempDir
    Path temporary;
    private final RecordedClock clock = new RecordedClock();
    private final LiveStates states = new LiveStates(clock, java.time.Duration.ofSeconds(5), () -> 0);
    private SiteFolder site;
    private SiteDesk sites;
    private PointRegistry registry;

    @BeforeEach
    void apply() throws IOException {
        clock.onAdvance(states::expire);
        clock.advance(T0);
        site = new SiteFolder(temporary.resolve("site")).points("quick,rack,f1,q,1,hall,a,,,,,,,,,60s,\nslow,rack,f2,q,1,hall,b,,,,,,,,,1h,\nnever,rack,f3,q,1,hall,c,,,,,,,,,,\n");
        registry = new PointRegistry(temporary.resolve("points.jsonl"));
        sites = new SiteDesk(site.path(), temporary.resolve("kept"), new SiteFiles(UNITS), registry, states::hasHistory, states::apply);
        sites.apply();
    }

    @Test
    void latestIsNewestBySourceTimeAndLateOnesDoNotReplaceIt() {
        take("quick", 4, 1);
        take("quick", 2, 2);
        assertEquals(1, states.of("quick").latest().value());
        take("quick", 4, 3);
        assertEquals(3, states.of("quick").latest().value(), "the last write of a time wins");
    }

    /** Years 1970 and 2099 must not freeze a point. */
    @Test
    void skewedAndAncientTimesDoNotFreezeAPoint() {
        states.durable(List.of(new Reading(sites.current().points().get("quick"), 4_070_908_800L * SECOND, 9, Quality.of(Quality.SKEWED))), 1);
        assertNull(states.of("quick").latest());
        states.durable(List.of(new Reading(sites.current().points().get("quick"), 0, 8, Quality.GOOD)), 2);
        take("quick", 1, 7);
        assertEquals(7, states.of("quick").latest().value());
        assertEquals(State.LIVE, states.of("quick").state());
    }

    @Test
    void aSilentPointBecomesStaleAloneAndReturns() {
        take("quick", 0, 1);
        take("slow", 0, 1);
        clock.advance(T0 + 59 * SECOND);
        assertEquals(State.LIVE, states.of("quick").state());
        clock.advance(T0 + 61 * SECOND);
        assertEquals(State.STALE, states.of("quick").state());
        assertEquals(State.LIVE, states.of("slow").state());
        assertEquals(State.NEVER_SEEN, states.of("never").state());
        take("quick", 62, 2);
        assertEquals(State.LIVE, states.of("quick").state());
        assertEquals(1, states.changesTo(State.STALE));
        assertEquals(3, states.changesTo(State.LIVE));
    }

    @Test
    void readingsKeepAPointLiveBeyondItsFirstDeadline() {
        for (int second = 0; second <= 600; second += 30) {
            take("quick", second, second);
            clock.advance(T0 + second * SECOND);
        }
        assertEquals(0, states.changesTo(State.STALE));
    }

    @Test
    void aPointWithoutBoundIsNeverStale() {
        take("never", 0, 1);
        clock.advance(T0 + 365L * 86_400 * SECOND);
        assertEquals(State.LIVE, states.of("never").state());
    }

    @Test
    void aSkewedReadingAloneIsHistory() {
        states.durable(List.of(new Reading(sites.current().points().get("quick"), 4_070_908_800L * SECOND, 9, Quality.of(Quality.SKEWED))), 1);
        assertTrue(states.hasHistory(sites.current().points().get("quick")));
        assertFalse(states.hasHistory(sites.current().points().get("slow")));
    }

    @Test
    void aCheckpointBringsEverythingBack() throws IOException {
        take("quick", 0, 1.5);
        clock.advance(T0 + 61 * SECOND);
        states.durable(List.of(new Reading(sites.current().points().get("slow"), 4_070_908_800L * SECOND, 9, Quality.of(Quality.SKEWED))), 77);
        Checkpoint checkpoint = new Checkpoint(temporary.resolve("latest"));
        assertEquals(0, checkpoint.write(states), "an image claims no more than what had been reached at the one before: another lane may be behind");
        assertEquals(77, checkpoint.write(states));
        LiveStates restored = new LiveStates(clock, java.time.Duration.ofSeconds(5), () -> 0);
        assertEquals(77, checkpoint.restore(restored, registry::byKey));
        restored.apply((SiteCatalogue) sites.current());
        assertEquals(states.of("quick"), restored.of("quick"));
        assertEquals(State.NEVER_SEEN, restored.of("slow").state());
        assertTrue(restored.hasHistory(sites.current().points().get("slow")));
    }

    @Test
    void aDamagedCheckpointIsNotUsed() throws IOException {
        take("quick", 0, 1.5);
        Path file = temporary.resolve("latest");
        Checkpoint checkpoint = new Checkpoint(file);
        checkpoint.write(states);
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at += 3) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 0x10;
            Files.write(file, flipped);
            LiveStates restored = new LiveStates(clock, java.time.Duration.ofSeconds(5), () -> 0);
            assertEquals(0, checkpoint.restore(restored, registry::byKey), "bit flipped in byte " + at);
        }
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 5));
        assertEquals(0, checkpoint.restore(new LiveStates(clock, java.time.Duration.ofSeconds(5), () -> 0), registry::byKey));
    }

    @Test
    void anAbandonedKeyIsNobodys() throws IOException {
        CollectingSink sink = new CollectingSink();
        site.points("quick,rack,f1,q,K,hall,a,,,,,,,,,60s,\n");
        sites.apply();
        try (SinkFeed feed = new SinkFeed("test", sink, states)) {
            await(() -> !sink.states.isEmpty());
            assertEquals(1, sink.states.stream().filter(state -> state.point().id().equals("quick")).count());
            assertEquals("test", feed.name());
        }
    }

    @Test
    void aSinkGetsTheFullStateFirstAndThenWhatChanges() {
        take("quick", 0, 1);
        CollectingSink sink = new CollectingSink();
        try (SinkFeed feed = new SinkFeed("test", sink, states)) {
            await(() -> sink.states.size() == 3 && sink.readings.size() == 1);
            take("slow", 1, 2);
            await(() -> sink.readings.size() == 2 && sink.states.size() == 4);
            assertEquals(State.LIVE, sink.states.get(3).state());
            assertEquals(2, feed.handed());
        }
    }

    @Test
    void whatIsOvertakenWhileASinkIsBusyIsLeftOut() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        CollectingSink sink = new CollectingSink() {
            @Override
            public void accept(List<Reading> latest) {
                super.accept(latest);
                entered.countDown();
                try {
                    leave.await();
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        take("quick", 0, 0);
        try (SinkFeed feed = new SinkFeed("busy", sink, states)) {
            assertTrue(entered.await(20, TimeUnit.SECONDS));
            for (int i = 1; i <= 1000; i++) {
                take("quick", i, i);
            }
            leave.countDown();
            await(() -> sink.readings.size() == 2);
            assertEquals(1000, sink.readings.get(1).value());
            assertEquals(0, feed.failures());
        }
    }

    @Test
    void aSinkThatThrowsIsCountedAndToldAgainAndOthersDoNotNotice() {
        AtomicInteger left = new AtomicInteger(2);
        CollectingSink broken = new CollectingSink() {
            @Override
            public void accept(List<Reading> latest) {
                if (left.getAndDecrement() > 0) {
                    throw new IllegalStateException("broken");
                }
                super.accept(latest);
            }
        };
        CollectingSink well = new CollectingSink();
        take("quick", 0, 1);
        try (SinkFeed feed = new SinkFeed("broken", broken, states); SinkFeed other = new SinkFeed("well", well, states)) {
            await(() -> broken.readings.size() == 1 && well.readings.size() == 1);
            assertEquals(2, feed.failures());
            assertEquals(0, other.failures());
        }
    }

    private static class CollectingSink implements LatestSink {
        final List<Reading> readings = new CopyOnWriteArrayList<>();
        final List<PointState> states = new CopyOnWriteArrayList<>();

        @Override
        public void accept(List<Reading> latest) {
            readings.addAll(latest);
        }

        @Override
        public void changed(List<PointState> changed) {
            states.addAll(changed);
        }
    }

    private void take(String point, long second, double value) {
        states.durable(List.of(new Reading(sites.current().points().get(point), T0 + second * SECOND, value, Quality.GOOD)), 1);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "did not happen within 20 s");
            Thread.onSpinWait();
        }
    }
}
