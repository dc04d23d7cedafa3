package io.gemello.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.adapter.AdapterStatus;
import io.gemello.api.adapter.Binding;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.adapter.Sample;
import io.gemello.api.journal.JournalFull;
import io.gemello.api.reading.Reading;
import io.gemello.core.normalise.Reason;
import io.gemello.core.normalise.Tally;
import io.gemello.core.site.PointRegistry;
import io.gemello.core.site.SiteDesk;
import io.gemello.core.site.SiteFiles;
import io.gemello.core.site.SiteFolder;
import io.gemello.core.state.RecordedClock;
import io.gemello.core.units.UnitBook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way from submit to the journal, with a journal that the test holds in its hand. */
class IntakeTest {
    private static final UnitBook UNITS = new UnitBook();
    private static final long NOW = 1_750_000_000_000_000_000L;
    private static final String ROWS = "p0,rack,f0,q,1,hall,a0,,,,,,,,,,\np1,rack,f1,q,1,hall,a1,,,,,,,,,,\np2,rack,f2,q,1,hall,a2,,,,,,,,,,\np3,rack,f3,q,1,hall,a3,,,,,,,,,,\n";
    @TempDir
    Path temporary;
    private final SlowJournal journal = new SlowJournal();
    private final Tally tally = new Tally();
    private final IntakeCounters counters = new IntakeCounters();
    private final RecordedClock clock = new RecordedClock();
    private final List<Reading> durable = new ArrayList<>();
    private Lanes lanes;
    private IntakeDesk desk;
    private SiteFolder site;
    private SiteDesk sites;
    private IntakeSession session;

    @BeforeEach
    void open() throws IOException {
        clock.advance(NOW);
        start(1);
    }

    private void start(int count) throws IOException {
        lanes = new Lanes(count, new Lanes.Way(clock, Duration.ofSeconds(5), counters, new UnknownUnits(), new DiskRefusal(), journal::append, (readings, position) -> {
            synchronized (durable) {
                durable.addAll(readings);
            }
        }));
        desk = new IntakeDesk(lanes, clock, UNITS, tally, counters);
        site = new SiteFolder(temporary.resolve("site")).points(ROWS);
        sites = new SiteDesk(site.path(), temporary.resolve("kept"), new SiteFiles(UNITS), new PointRegistry(temporary.resolve("points.jsonl")), point -> false, desk::apply);
        sites.apply();
        session = desk.open(new AdapterInfo("hall", "test", ""));
    }

    @AfterEach
    void close() {
        lanes.close();
    }

    @Test
    void nothingIsAcknowledgedBeforeItIsDurable() {
        CompletableFuture<Void> done = submit(sample("a0", 1, 0));
        await(() -> journal.waiting() == 1);
        assertFalse(done.isDone());
        journal.sync();
        done.orTimeout(10, TimeUnit.SECONDS).join();
        assertEquals(1, durable.size());
    }

    @Test
    void anEmptyBatchIsAcknowledged() {
        submit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    /** The repeated message may be acknowledged only when the first is safe: otherwise a crash between loses both. */
    @Test
    void aDuplicateIsNotAcknowledgedBeforeItsOriginalIsDurable() {
        CompletableFuture<Void> original = submit(sample("a0", 1, 0));
        await(() -> journal.waiting() == 1);
        CompletableFuture<Void> between = submit(sample("a1", 5, 0));
        await(() -> journal.waiting() == 2);
        CompletableFuture<Void> repeated = submit(sample("a2", 7, 0), sample("a0", 1, 0));
        await(() -> journal.waiting() == 3);
        CompletableFuture<Void> onlyRepeated = submit(sample("a0", 1, 0));
        await(() -> tally.of(Reason.DUPLICATE_DROPPED) == 2);
        journal.fail(new JournalFull("full"));
        journal.sync();
        journal.sync();
        between.orTimeout(10, TimeUnit.SECONDS).join();
        for (CompletableFuture<Void> failed : List.of(original, repeated, onlyRepeated)) {
            CompletionException why = assertThrows(CompletionException.class, () -> failed.orTimeout(10, TimeUnit.SECONDS).join());
            assertInstanceOf(JournalFull.class, why.getCause());
        }
    }

    @Test
    void whatAFullDiskRefusedIsTakenWhenItComesAgain() {
        CompletableFuture<Void> refused = submit(sample("a0", 1, 0));
        await(() -> journal.waiting() == 1);
        journal.fail(new JournalFull("full"));
        assertThrows(CompletionException.class, () -> refused.orTimeout(10, TimeUnit.SECONDS).join());
        CompletableFuture<Void> again = submit(sample("a0", 1, 0));
        await(() -> journal.waiting() == 1);
        journal.sync();
        again.orTimeout(10, TimeUnit.SECONDS).join();
        assertEquals(1, journal.stored().size());
    }

    @Test
    void aRequestThreadIsRefusedWhileTheDiskIsFull() {
        CompletableFuture<Void> refused = submit(sample("a0", 1, 0));
        await(() -> journal.waiting() == 1);
        journal.fail(new JournalFull("full"));
        assertThrows(CompletionException.class, () -> refused.orTimeout(10, TimeUnit.SECONDS).join());
        assertNull(session.offer(List.of(sample("a0", 2, 1))));
    }

    @Test
    void aRequestThreadIsRefusedWhenTooMuchIsInFlight() {
        List<Sample> many = new ArrayList<>();
        for (int i = 0; i < 16_384; i++) {
            many.add(sample("a0", i, i));
        }
        assertNotNull(session.offer(many));
        assertNull(session.offer(List.of(sample("a0", 1, -1))));
        await(() -> journal.waiting() == 1);
        journal.sync();
        await(() -> session.offer(List.of()) != null);
    }

    @Test
    void submittingFromACompletedSubmitIsRefused() {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(() -> thrown.set(assertThrows(IllegalStateException.class, () -> session.submit(List.of()))), "gemello-journal-readings");
        thread.start();
        await(() -> thrown.get() != null);
    }

    @Test
    void afterCloseNothingIsTakenAndTheNameIsFree() {
        session.close();
        session.close();
        assertThrows(CompletionException.class, () -> submit(sample("a0", 1, 0)).orTimeout(10, TimeUnit.SECONDS).join());
        desk.open(new AdapterInfo("hall", "test", "")).close();
    }

    @Test
    void aNameIsTakenOnce() {
        assertTrue(assertThrows(IllegalStateException.class, () -> desk.open(new AdapterInfo("hall", "other", ""))).getMessage().contains("test"));
    }

    @Test
    void bindingsFollowTheSite() throws IOException {
        Binding unknown = session.bind("late");
        Binding known = session.bind("a0");
        assertFalse(unknown.mapped());
        assertTrue(known.mapped());
        List<Set<String>> told = new ArrayList<>();
        session.onWanted(told::add);
        site.points("p9,rack,f9,q,1,hall,late,,,,,,,,,,\n");
        sites.apply();
        assertTrue(unknown.mapped());
        assertFalse(known.mapped());
        assertEquals(List.of(Set.of("a0", "a1", "a2", "a3"), Set.of("late")), told);
    }

    /** Who replaced an adapter wants to see what the old one suffered from, and a flapping one must not fill the memory. */
    @Test
    void whatWentWrongIsKeptWithItsTimesAndOutlivesTheSession() {
        session.status(new AdapterStatus(AdapterStatus.State.CONNECTED, ""));
        session.status(new AdapterStatus(AdapterStatus.State.DISCONNECTED, "the broker is away"));
        session.status(new AdapterStatus(AdapterStatus.State.CONNECTED, ""));
        session.status(new AdapterStatus(AdapterStatus.State.DISCONNECTED, "the broker is away"));
        session.close();
        SessionStatus absent = desk.status().get(0);
        assertEquals("absent", absent.word());
        assertNotNull(absent.since());
        assertEquals(absent.since(), desk.status().get(0).since(), "it is absent since then, not since now");
        assertEquals(List.of(2L), absent.lastErrors().stream().map(AdapterError::count).toList());
        IntakeSession next = desk.open(new AdapterInfo("hall", "test", ""));
        for (int i = 0; i < 50; i++) {
            next.status(new AdapterStatus(AdapterStatus.State.DEGRADED, "fault " + i));
        }
        SessionStatus now = desk.status().get(0);
        assertEquals(52, now.errors());
        assertEquals(20, now.lastErrors().size());
        assertEquals("fault 49", now.lastErrors().get(0).message());
        next.close();
    }

    @Test
    void whatLeadsNowhereIsRememberedWithinBounds() {
        submit(new Sample(session.bind("x"), "ä".repeat(5000), "V", NOW), new Sample(session.bind("x"), 7, "V", NOW)).orTimeout(10, TimeUnit.SECONDS).join();
        Unmapped.Entry entry = desk.unmapped().all().get(0);
        assertEquals(2, entry.count());
        assertEquals("7", entry.payload());
        submit(new Sample(session.bind("x"), "ä".repeat(5000), "V", NOW));
        await(() -> desk.unmapped().all().get(0).payload().length() > 1);
        assertEquals(1024, desk.unmapped().all().get(0).payload().getBytes(StandardCharsets.UTF_8).length);
        for (int i = 0; i < 10_100; i++) {
            session.submit(List.of(new Sample(session.bind("many/" + i), 1, null, NOW)));
        }
        session.submit(List.of(new Sample(session.bind("y".repeat(60_000)), 1, null, NOW)));
        assertEquals(10_000, desk.unmapped().size());
        assertEquals(102, counters.droppedUnseen());
    }

    /** Order per point is what states and stores rely on; more lanes than one must keep it too. */
    @Test
    void orderIsKeptPerPointOverSeveralLanes() throws IOException {
        lanes.close();
        start(3);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            all.add(submit(sample("a" + i % 4, i, i), sample("a" + (i + 1) % 4, i, i)));
        }
        CompletableFuture<Void> end = CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
        await(() -> {
            while (journal.waiting() > 0) {
                journal.sync();
            }
            return end.isDone();
        });
        end.join();
        Map<String, Long> last = new HashMap<>();
        for (Reading reading : journal.stored()) {
            Long before = last.put(reading.point().id(), reading.epochNanos());
            assertTrue(before == null || before < reading.epochNanos(), reading.toString());
        }
        assertEquals(4000, journal.stored().size());
    }

    private Sample sample(String address, double value, long offset) {
        return new Sample(session.bind(address), value, null, NOW + offset);
    }

    private CompletableFuture<Void> submit(Sample... samples) {
        return session.submit(List.of(samples)).toCompletableFuture();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "did not happen within 20 s");
            Thread.onSpinWait();
        }
    }
}
