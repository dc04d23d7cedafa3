package io.gemello.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.adapter.Sample;
import io.gemello.api.journal.JournalFull;
import io.gemello.api.reading.Reading;
import io.gemello.core.normalise.Tally;
import io.gemello.core.site.PointRegistry;
import io.gemello.core.site.SiteDesk;
import io.gemello.core.site.SiteFiles;
import io.gemello.core.site.SiteFolder;
import io.gemello.core.state.RecordedClock;
import io.gemello.core.units.UnitBook;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of those who wait where an append is lost, or the samples come when nothing is taken any more. */
class LostAppendTest {
    private static final UnitBook UNITS = new UnitBook();
    private static final long NOW = 1_750_000_000_000_000_000L;
    private static final int FULL_BATCH = 4096;
    @TempDir
    Path temporary;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final List<Reading> stored = new ArrayList<>();
    private int appends;
    private volatile Error memory;
    private Lanes lanes;
    private IntakeSession session;

    @BeforeEach
    void open() throws IOException {
        RecordedClock clock = new RecordedClock();
        clock.advance(NOW);
        lanes = new Lanes(1, new Lanes.Way(clock, Duration.ofSeconds(5), new IntakeCounters(), new UnknownUnits(), new DiskRefusal(), this::append, (readings, position) -> { }));
        IntakeDesk desk = new IntakeDesk(lanes, clock, UNITS, new Tally(), new IntakeCounters());
        SiteFolder site = new SiteFolder(temporary.resolve("site")).points("p0,rack,f0,q,1,hall,a0,,,,,,,,,,\n");
        new SiteDesk(site.path(), temporary.resolve("kept"), new SiteFiles(UNITS), new PointRegistry(temporary.resolve("points.jsonl")), point -> false, desk::apply).apply();
        session = desk.open(new AdapterInfo("hall", "test", ""));
    }

    @AfterEach
    void close() {
        goOn.countDown();
        lanes.close();
    }

    /** The lane's: the first append waits until the test lets it go on, the second fails at once, all others are stored. */
    private CompletionStage<Long> append(List<Reading> readings) {
        appends++;
        if (memory != null) {
            throw memory;
        }
        if (appends == 1) {
            reached.countDown();
            try {
                goOn.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }
        if (appends == 2) {
            return CompletableFuture.failedFuture(new JournalFull("full"));
        }
        stored.addAll(readings);
        return CompletableFuture.completedFuture((long) appends);
    }

    /** The repeated message is the only one that is acknowledged: what it carries must be stored then. */
    @Test
    void aDuplicateOfWhatWasLostAMomentAgoIsStoredBeforeItIsAcknowledged() throws InterruptedException {
        submit(List.of(sample(0)));
        reached.await();
        List<Sample> many = new ArrayList<>();
        for (int i = 1; i <= FULL_BATCH; i++) {
            many.add(sample(i));
        }
        CompletableFuture<Void> lost = submit(many);
        CompletableFuture<Void> repeated = submit(List.of(sample(FULL_BATCH)));
        goOn.countDown();
        assertThrows(CompletionException.class, () -> lost.orTimeout(20, TimeUnit.SECONDS).join());
        repeated.orTimeout(20, TimeUnit.SECONDS).join();
        assertEquals(List.of(NOW, NOW + FULL_BATCH), stored.stream().map(Reading::epochNanos).toList());
    }

    @Test
    void aBatchThatTheJournalThrowsAtCostsNoOther() {
        goOn.countDown();
        memory = new OutOfMemoryError("for one batch");
        CompletableFuture<Void> first = submit(List.of(sample(0)));
        assertThrows(CompletionException.class, () -> first.orTimeout(20, TimeUnit.SECONDS).join());
        memory = null;
        CompletableFuture<Void> refused = submit(List.of(sample(0)));
        assertThrows(CompletionException.class, () -> refused.orTimeout(20, TimeUnit.SECONDS).join());
        submit(List.of(sample(0))).orTimeout(20, TimeUnit.SECONDS).join();
        assertEquals(List.of(NOW), stored.stream().map(Reading::epochNanos).toList());
    }

    @Test
    void whatComesAfterTheEndIsRefusedAndNotWaitedForForEver() {
        goOn.countDown();
        lanes.close();
        CompletableFuture<Void> late = submit(List.of(sample(0)));
        CompletionException why = assertThrows(CompletionException.class, () -> late.orTimeout(20, TimeUnit.SECONDS).join());
        assertInstanceOf(IllegalStateException.class, why.getCause());
    }

    /** Each time as much as may be in flight: if the first kept its place, the second would wait for ever. */
    @Test
    void aBatchThatCannotBeTakenLeavesNothingInFlight() {
        goOn.countDown();
        List<Sample> broken = new ArrayList<>();
        for (int i = 0; i < 16_384; i++) {
            broken.add(new Sample(null, 1, null, NOW + i));
        }
        assertThrows(NullPointerException.class, () -> session.submit(broken));
        assertThrows(NullPointerException.class, () -> session.offer(broken));
    }

    private Sample sample(long offset) {
        return new Sample(session.bind("a0"), 1.0 + offset, null, NOW + offset);
    }

    private CompletableFuture<Void> submit(List<Sample> samples) {
        return session.submit(samples).toCompletableFuture();
    }
}
