package io.gemello.adapter.derived;

import io.gemello.api.adapter.AdapterStatus;
import io.gemello.api.adapter.AdapterStatus.State;
import io.gemello.api.adapter.Binding;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.adapter.Sample;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.catalogue.PointStates;
import io.gemello.api.clock.SiteClock;
import io.gemello.api.journal.JournalFull;
import io.gemello.api.journal.JournalReader;
import io.gemello.api.journal.ReadingBatch;
import io.gemello.api.journal.ReadingJournal;
import io.gemello.api.reading.Reading;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the journal of readings, has the formulas computed, and submits what they give: one thread, which owns all of their state. */
final class DerivedLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DerivedLoop.class);
    private static final int BATCH = 4096;
    private static final int LONGEST_PAUSE_SECONDS = 30;
    private static final int FAREWELL_SECONDS = 5;

    private final String name;
    private final IntakeSession session;
    private final ReadingJournal journal;
    private final PointStates states;
    private final SiteClock clock;
    private final Duration interval;
    private final Evaluation evaluation;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile Catalogue site;
    private Catalogue installed;
    private Map<Integer, Slot> slots = new HashMap<>();
    private Map<String, Binding> bindings = new HashMap<>();
    private List<String> faults = List.of();

    DerivedLoop(String name, IntakeSession session, ReadingJournal journal, PointStates states, SiteClock clock, Duration interval, Evaluation evaluation) {
        this.name = name;
        this.session = session;
        this.journal = journal;
        this.states = states;
        this.clock = clock;
        this.interval = interval;
        this.evaluation = evaluation;
        thread = new Thread(this::run, "gemello-derived-" + name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Any thread: from the next batch on this site holds. */
    void applied(Catalogue now) {
        site = now;
    }

    private void run() {
        for (int pause = 1; closing.getCount() > 0; pause = Math.min(pause * 2, LONGEST_PAUSE_SECONDS)) {
            try (JournalReader reader = journal.open("derived." + name, OptionalLong.empty())) {
                tell();
                follow(reader);
            } catch (InterruptedException ended) {
                return;
            } catch (IOException | RuntimeException problem) {
                LOG.warn("adapter {}: {}", name, problem.toString());
                session.status(new AdapterStatus(State.DISCONNECTED, "the journal of readings cannot be read, trying again: " + problem.getMessage()));
            }
            try {
                closing.await(pause, TimeUnit.SECONDS);
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    private void follow(JournalReader reader) throws IOException, InterruptedException {
        Commits commits = new Commits(reader);
        long quietSince = System.nanoTime();
        while (closing.getCount() > 0) {
            install();
            ReadingBatch batch = reader.read(BATCH, interval);
            evaluation.clock(clock.epochNanos(), clock.replaying());
            for (Reading reading : batch.readings()) {
                evaluation.take(reading);
            }
            if (!batch.readings().isEmpty()) {
                quietSince = System.nanoTime();
            } else if (System.nanoTime() - quietSince >= interval.toNanos()) {
                evaluation.close();
            }
            List<Sample> due = evaluation.due();
            commits.read(batch.next(), evaluation.hasNews(), due.isEmpty() ? null : session.submit(due).whenComplete((done, failure) -> dropped(failure, due.size())));
        }
    }

    private void dropped(Throwable failure, int count) {
        if (failure != null) {
            Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            session.lost(cause instanceof JournalFull ? "journal-full" : "refused", count);
        }
    }

    private void install() {
        Catalogue now = site;
        if (now == null || now == installed) {
            return;
        }
        installed = now;
        Map<String, Binding> bound = new HashMap<>();
        Derivations derivations = Derivations.of(now, name, this::slot, address -> bound.computeIfAbsent(address, unknown -> bindings.containsKey(unknown) ? bindings.get(unknown) : session.bind(unknown)));
        slots = derivations.slots();
        bindings = bound;
        evaluation.install(derivations);
        List<String> before = faults;
        faults = derivations.faults();
        faults.stream().filter(fault -> !before.contains(fault)).forEach(fault -> LOG.warn("adapter {}: points.csv address of {}", name, fault));
        tell();
    }

    private Slot slot(Point point) {
        Slot known = slots.get(point.key());
        if (known != null) {
            return known;
        }
        Slot slot = new Slot();
        PointState state = states.of(point.id());
        if (state != null && state.latest() != null) {
            slot.seed(state.latest());
        }
        return slot;
    }

    private void tell() {
        session.status(faults.isEmpty() ? new AdapterStatus(State.CONNECTED, "")
            : new AdapterStatus(State.DEGRADED, (faults.size() == 1 ? "one formula cannot be computed: " : faults.size() + " formulas cannot be computed: ") + faults.get(0)));
    }

    /** Returns when the thread has ended. */
    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(FAREWELL_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
