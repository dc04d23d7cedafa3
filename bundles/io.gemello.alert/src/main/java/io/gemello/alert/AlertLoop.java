package io.gemello.alert;

import io.gemello.api.alert.Alert;
import io.gemello.api.clock.SiteClock;
import io.gemello.api.journal.JournalReader;
import io.gemello.api.journal.Journals;
import io.gemello.api.journal.ReadingBatch;
import io.gemello.api.journal.ReadingJournal;
import io.gemello.api.reading.Reading;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The thread {@code gemello-alert}: pulls readings, judges, makes each step durable, and only then shows it. Where anything fails it
 * forgets all that is not durable, waits, and begins anew from the disk.
 */
final class AlertLoop {
    /** The reader's name in the journal. */
    static final String READER = "alert";
    private static final int BATCH = 5_000;
    /** How late a person or a deadline may be served while no readings come. */
    private static final Duration LOOK = Duration.ofMillis(50);
    /** How long a step without transitions may wait for the disk: so much is read again after a kill. */
    private static final long LAZY_NANOS = 5_000_000_000L;
    private static final int LONGEST_PAUSE_SECONDS = 60;
    /** So many transitions after which the history is looked at again. */
    private static final int TRIM_EVERY = 1_000;
    private final Journals journals;
    private final ReadingJournal readings;
    private final SiteClock clock;
    private final Supplier<List<Reading>> latest;
    private final Bounds bounds;
    private final ClockWatch watch;
    private final AlertBoard board;
    private final AlertCounts counts;
    private final Inbox inbox = new Inbox();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "gemello-alert");
    private long committed;
    private long cursor;
    private long durable;
    /** Whether this session has rules: without them readings would go by unseen. */
    private boolean ruled;
    /** Rules have come, and the newest readings of points that were not watched before are still to be looked at. */
    private boolean newRules;
    /** Nothing at all is on the disk yet, not even when the first start was. */
    private boolean unborn;
    private long trimmed = -1;

    /**
     * @param started since when silence counts, site time
     * @param grace nanoseconds that a point has from then on to be heard for the first time
     * @param historyAge of the oldest transition that is kept, nanoseconds
     * @param historyBytes that the history may have
     */
    record Bounds(long started, long grace, long historyAge, long historyBytes) {}

    /** @param latest the newest readings of points that are live now @param monotonic nanoseconds that nobody can set */
    AlertLoop(Journals journals, ReadingJournal readings, SiteClock clock, LongSupplier monotonic, Supplier<List<Reading>> latest, Bounds bounds, AlertBoard board, AlertCounts counts) {
        this.journals = journals;
        this.readings = readings;
        this.clock = clock;
        this.latest = latest;
        this.bounds = bounds;
        watch = new ClockWatch(clock, monotonic);
        this.board = board;
        this.counts = counts;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** From the next step on these rules hold. */
    void install(RuleBook book) {
        inbox.install(book);
    }

    /** Completes when it is durable, with the alert as it stands then, or null where there is none; fails with a {@link AlertEngine.Refusal}, or when the engine ends or begins anew. */
    CompletableFuture<Alert> act(AlertAction action) {
        CompletableFuture<Alert> answer = inbox.act(action);
        if (!thread.isAlive()) {
            inbox.fail("the alert engine has ended");
        }
        return answer;
    }

    void close() {
        closing.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        inbox.fail("the alert engine stops");
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        for (int pause = 1; !isClosing(); pause = Math.min(pause * 2, LONGEST_PAUSE_SECONDS)) {
            long before = board.steps();
            try {
                session();
            } catch (InterruptedException ended) {
                return;
            } catch (Throwable problem) {
                board.failed(problem);
                inbox.fail("the alert engine begins anew: " + problem.getMessage());
            }
            pause = board.steps() > before ? 1 : pause;
            try {
                closing.await(pause, TimeUnit.SECONDS);
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    private void session() throws IOException, InterruptedException {
        try (AlertStore store = new AlertStore(journals, this::isClosing)) {
            AlertEngine engine = new AlertEngine(counts);
            OptionalLong place = store.recover(engine);
            unborn = place.isEmpty();
            if (unborn) {
                // A recording is played from its beginning: none of its readings is from before.
                engine.restore(engine.number(), clock.replaying() ? 0 : clock.epochNanos());
            }
            ruled = false;
            if (!clock.replaying()) {
                engine.begin(clock.epochNanos());
            }
            engine.listen(bounds.started(), bounds.grace());
            watch.stepped();
            cursor = place.orElse(0);
            durable = cursor;
            board.begin(engine.cells().stream().map(AlertCell::alert).toList(), store.history());
            inbox.installAgain();
            try (JournalReader reader = readings.open(READER, place)) {
                while (!isClosing()) {
                    round(engine, reader, store);
                }
                commit(engine, reader, store);
            } finally {
                board.end();
            }
        }
    }

    private void round(AlertEngine engine, JournalReader reader, AlertStore store) throws IOException, InterruptedException {
        // Before the readings: what was durable by then has been taken when deadlines are looked at.
        long by = watch.stepped();
        long now = clock.epochNanos();
        if (by != 0) {
            engine.moved(by, now);
        }
        RuleBook book = inbox.book();
        if (book != null) {
            engine.install(book, now);
            ruled = true;
            newRules = true;
        }
        if (!ruled) {
            closing.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            return;
        }
        List<Reading> standing = newRules ? latest.get() : List.of();
        ReadingBatch batch = reader.read(BATCH, LOOK);
        board.missed(reader.missed());
        engine.take(batch.readings(), clock.epochNanos());
        cursor = Math.max(cursor, batch.next());
        if (batch.readings().size() < BATCH) {
            engine.recall(standing);
            newRules = false;
            engine.advance(now);
        }
        inbox.perform(engine, clock.epochNanos());
        boolean lazy = engine.transitions().isEmpty() && book == null && !unborn && !inbox.waiting() && !board.awaited();
        if (!lazy || System.nanoTime() - committed > LAZY_NANOS) {
            commit(engine, reader, store);
        }
    }

    private void commit(AlertEngine engine, JournalReader reader, AlertStore store) throws IOException, InterruptedException {
        committed = System.nanoTime();
        boolean changed = unborn && ruled || cursor != durable || !engine.touched().isEmpty() || !engine.points().dirty.isEmpty();
        if (changed && !store.commit(engine, cursor)) {
            return;
        }
        unborn = false;
        durable = cursor;
        reader.commit(cursor);
        counts.transitions += engine.transitions().size();
        // The step is durable: who listens need not wait for the history as well, which can be written again from it.
        board.show(engine);
        List<Transition> happened = List.copyOf(engine.transitions());
        engine.settled();
        if (!store.tell(happened)) {
            return;
        }
        inbox.durable();
        store.tidy(engine);
        if (counts.transitions - trimmed >= TRIM_EVERY || trimmed < 0) {
            trimmed = counts.transitions;
            store.history().trim(clock.epochNanos() - bounds.historyAge(), bounds.historyBytes());
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }
}
