package io.gemello.adapter.derived;

import io.gemello.api.adapter.AdapterStatus;
import io.gemello.api.adapter.AdapterStatus.State;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.clock.SiteClock;
import io.gemello.api.journal.JournalReader;
import io.gemello.api.journal.ReadingBatch;
import io.gemello.api.journal.ReadingJournal;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the journal of readings and has the formulas computed: one thread, which owns all of their state. */
final class DerivedLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DerivedLoop.class);
    private static final int BATCH = 4096;
    private static final int LONGEST_PAUSE_SECONDS = 30;
    private static final int FAREWELL_SECONDS = 5;
    /** So long after the last reading that was filled in, its lane is given up: the memory for it is not small. */
    private static final long HISTORY_KEPT = TimeUnit.SECONDS.toNanos(60);

    private final String name;
    private final ReadingJournal journal;
    private final SiteClock clock;
    private final Duration interval;
    private final Consumer<AdapterStatus> status;
    private final Lane live;
    private final Supplier<Lane> histories;
    private final CountDownLatch sited = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile Catalogue site;
    private Catalogue installed;
    private List<String> faults = List.of();
    private Lane history;

    /** @param histories makes a lane for what is filled in */
    DerivedLoop(String name, ReadingJournal journal, SiteClock clock, Duration interval, Consumer<AdapterStatus> status, Lane live, Supplier<Lane> histories) {
        this.name = name;
        this.journal = journal;
        this.clock = clock;
        this.interval = interval;
        this.status = status;
        this.live = live;
        this.histories = histories;
        thread = new Thread(this::run, "gemello-derived-" + name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Any thread: from the next batch on this site holds. */
    void applied(Catalogue now) {
        site = now;
        sited.countDown();
    }

    private void run() {
        try {
            // Readings that came before the formulas are known would be read in vain.
            sited.await();
            for (int pause = 1; closing.getCount() > 0; pause = Math.min(pause * 2, LONGEST_PAUSE_SECONDS)) {
                long begun = System.nanoTime();
                try (JournalReader reader = journal.open("derived." + name, OptionalLong.empty())) {
                    follow(reader);
                } catch (IOException | RuntimeException | Error problem) {
                    // Also what is thrown for want of memory or by a formula gone wrong: this thread is the only one, and nobody would notice its end.
                    LOG.warn("adapter {}: {}", name, problem.toString());
                    status.accept(new AdapterStatus(State.DISCONNECTED, "computing has stopped, trying again: " + (problem instanceof IOException ? "the journal of readings cannot be read: " + problem.getMessage() : problem)));
                }
                pause = System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(LONGEST_PAUSE_SECONDS) ? 1 : pause;
                closing.await(pause, TimeUnit.SECONDS);
            }
        } catch (InterruptedException ended) {
            LOG.debug("adapter {} ends", name);
        } finally {
            if (history != null) {
                endHistory();
            }
        }
    }

    private void follow(JournalReader reader) throws IOException, InterruptedException {
        Commits commits = new Commits(reader);
        boolean catchingUp = true;
        boolean told = false;
        long before = Lane.UNKNOWN;
        while (closing.getCount() > 0) {
            told &= !install();
            ReadingBatch batch = reader.read(BATCH, interval);
            if (!told) {
                tell();
                told = true;
            }
            catchingUp &= batch.readings().size() >= BATCH;
            take(batch.readings(), new Evaluation.Moment(clock.epochNanos(), clock.replaying(), catchingUp));
            CompletableFuture<Void> durable = live.submit(before, batch.next());
            long position = live.anchor();
            if (history != null) {
                durable = CompletableFuture.allOf(durable, history.submit(before, batch.next()));
                position = Math.min(position, history.anchor()); // UNKNOWN is the least
            }
            commits.add(position, durable);
            before = batch.next();
            if (history != null && history.quiet() > HISTORY_KEPT) {
                endHistory();
            }
        }
    }

    private void take(List<Reading> readings, Evaluation.Moment now) {
        live.at(now);
        if (history != null) {
            history.at(now);
        }
        for (Reading reading : readings) {
            if (Quality.has(reading.quality(), Quality.BACK_FILLED)) {
                history(now).take(reading);
            } else {
                live.take(reading);
            }
        }
        if (live.quiet() >= interval.toNanos()) {
            live.close();
        }
        if (history != null && history.quiet() >= interval.toNanos()) {
            history.close();
        }
    }

    private Lane history(Evaluation.Moment now) {
        if (history == null) {
            history = histories.get();
            history.install(installed);
            history.at(now);
        }
        return history;
    }

    private void endHistory() {
        history.end();
        history = null;
    }

    /** @return whether there is another site */
    private boolean install() {
        Catalogue now = site;
        if (now == installed) {
            return false;
        }
        List<String> before = faults;
        faults = live.install(now);
        if (history != null) {
            history.install(now);
        }
        installed = now;
        faults.stream().filter(fault -> !before.contains(fault)).forEach(fault -> LOG.warn("adapter {}: points.csv address of {}", name, fault));
        return true;
    }

    private void tell() {
        status.accept(faults.isEmpty() ? new AdapterStatus(State.CONNECTED, "")
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
