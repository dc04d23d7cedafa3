package io.gemello.series.duckdb;

import io.gemello.api.catalogue.Point;
import io.gemello.api.clock.SiteClock;
import io.gemello.api.journal.JournalReader;
import io.gemello.api.journal.ReadingBatch;
import io.gemello.api.journal.ReadingJournal;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread {@code gemello-series-duckdb}: opens the file, pulls from the journal where the file says it stands, and commits at an
 * interval or when a transaction is full. When anything fails it closes the file, waits, and begins anew: the journal keeps
 * what is not committed.
 */
final class Ingest {
    /** The reader's name in the journal. */
    static final String READER = "series.duckdb";

    private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);
    /** How long the journal is waited for, and so how late upkeep may begin. */
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final long UPKEEP_PAUSE = TimeUnit.MINUTES.toNanos(5);
    private static final int LONGEST_PAUSE_SECONDS = 60;

    private final ReadingJournal journal;
    private final Opener opener;
    private final Pace pace;
    private final Supplier<String> site;
    private final SiteClock clock;
    private final IngestState state;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch tried = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "gemello-series-duckdb");
    private final Queue<FutureTask<?>> tasks = new ConcurrentLinkedQueue<>();
    private volatile OpenSeries open;
    private JournalReader reader;
    private long noUpkeepBefore = System.nanoTime();

    /** How often and how much. */
    record Pace(Duration interval, int rows) {}

    @FunctionalInterface
    interface Task<T> {
        T on(OpenSeries series) throws IOException, SQLException;
    }

    @FunctionalInterface
    interface Opener {
        OpenSeries open() throws IOException, SQLException;
    }

    /** @param site the site's id, or null while it is not known */
    Ingest(ReadingJournal journal, Opener opener, Pace pace, Supplier<String> site, SiteClock clock, IngestState state) {
        this.journal = journal;
        this.opener = opener;
        this.pace = pace;
        this.site = site;
        this.clock = clock;
        this.state = state;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** The open file; waits for the first attempt to open it. @throws IOException when it cannot be opened */
    OpenSeries series() throws IOException {
        try {
            tried.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the series store opens");
        }
        OpenSeries now = open;
        if (now == null) {
            throw new IOException(state.message());
        }
        return now;
    }

    /** False while the file is not open. */
    boolean knows(Point point) {
        OpenSeries now = open;
        return now != null && now.knows(point);
    }

    /** Commits what has been read, closes reader and file. */
    void close() {
        closing.countDown();
        synchronized (this) {
            if (reader != null) {
                reader.close();
            }
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        for (int pause = 1; !isClosing(); pause = Math.min(pause * 2, LONGEST_PAUSE_SECONDS)) {
            long committed = state.commits();
            try {
                session();
            } catch (IOException | SQLException | RuntimeException | LinkageError problem) {
                if (!isClosing()) {
                    state.failed(problem);
                }
            } finally {
                tried.countDown();
                doTasks();
            }
            if (state.commits() > committed) {
                pause = 1;
            }
            waitUnlessClosing(Duration.ofSeconds(pause));
        }
        state.closed();
        tried.countDown();
        doTasks();
    }

    private void session() throws IOException, SQLException {
        try (OpenSeries series = opener.open()) {
            open = series;
            tried.countDown();
            try (JournalReader from = openReader(series)) {
                state.opened();
                pump(series, from);
            } finally {
                open = null;
            }
        } catch (InterruptedException nobodyInterruptsThisThread) {
            LOG.warn("the series store's thread was interrupted");
        }
    }

    private synchronized JournalReader openReader(OpenSeries series) throws SQLException {
        reader = journal.open(READER, series.position());
        if (isClosing()) {
            reader.close();
        }
        return reader;
    }

    private void pump(OpenSeries series, JournalReader from) throws IOException, SQLException, InterruptedException {
        while (!isClosing()) {
            ReadingBatch batch = from.read(pace.rows(), IDLE);
            state.missed(from.missed());
            if (!batch.readings().isEmpty()) {
                long start = System.nanoTime();
                int left = series.write(batch.readings(), batch.next(), site.get());
                from.commit(batch.next());
                state.committed(batch.readings().size() - left, left, System.nanoTime() - start);
            }
            state.working();
            doTasks();
            boolean more = upkeep(series);
            // nothing came, or the journal has been closed under us: in both cases there is no hurry
            if (batch.readings().size() < pace.rows() && !more) {
                waitUnlessClosing(pace.interval());
            }
        }
    }

    /** Does it in the ingesting thread between two transactions, and waits for it. */
    <T> T between(Task<T> task) throws IOException {
        FutureTask<T> waiting = new FutureTask<>(() -> task.on(series()));
        tasks.add(waiting);
        try {
            while (true) {
                try {
                    return waiting.get(1, TimeUnit.SECONDS);
                } catch (TimeoutException later) {
                    if (!thread.isAlive()) {
                        waiting.cancel(false);
                    }
                }
            }
        } catch (InterruptedException e) {
            waiting.cancel(false);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the series store");
        } catch (CancellationException closed) {
            throw new IOException("the series store is stopped");
        } catch (ExecutionException failed) {
            throw new IOException(SqlMessage.of(failed.getCause()), failed.getCause());
        }
    }

    private void doTasks() {
        for (FutureTask<?> task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** A piece at a time, so that commits go on between. What cannot be settled costs space and time, not readings: they go on coming in. */
    private boolean upkeep(OpenSeries series) {
        long start = System.nanoTime();
        if (start - noUpkeepBefore < 0) {
            return false;
        }
        try {
            boolean more = series.upkeep(clock.epochNanos());
            state.upkept(series.touchedBlocks(), System.nanoTime() - start);
            return more;
        } catch (IOException | SQLException problem) {
            noUpkeepBefore = System.nanoTime() + UPKEEP_PAUSE;
            state.upkeepFailed(problem);
            return false;
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void waitUnlessClosing(Duration time) {
        try {
            closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException nobodyInterruptsThisThread) {
            LOG.warn("the series store's thread was interrupted");
        }
    }
}
