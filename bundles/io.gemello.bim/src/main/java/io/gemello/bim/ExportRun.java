package io.gemello.bim;

import io.gemello.api.bim.OverrideExporter;
import io.gemello.api.bim.Overrides;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One exporter and its thread {@code gemello-bim-export-NAME}: no exporter can hold up another, nor anything else. */
final class ExportRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExportRun.class);
    private static final long LONGEST_REST_NANOS = TimeUnit.MINUTES.toNanos(5);
    private static final long FAREWELL_MILLIS = 5_000;

    /**
     * How an exporter fares.
     *
     * @param last when it last came to an end, machine time; null for never
     * @param trouble why the last call failed; null where it did not
     */
    record Account(String name, long exports, long failures, Instant last, String etag, String trouble) {}

    private final String name;
    private final OverrideExporter exporter;
    private final Supplier<BimSnapshot> snapshots;
    private final long pauseNanos;
    private final long everyNanos;
    private final Thread thread;
    private boolean asked;
    private boolean closed;
    private volatile Account account;

    /** @param everyNanos 0 for never */
    ExportRun(String name, OverrideExporter exporter, Supplier<BimSnapshot> snapshots, long pauseNanos, long everyNanos) {
        this.name = name;
        this.exporter = exporter;
        this.snapshots = snapshots;
        this.pauseNanos = pauseNanos;
        this.everyNanos = everyNanos;
        account = new Account(name, 0, 0, null, null, null);
        thread = new Thread(this::run, "gemello-bim-export-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    Account account() {
        return account;
    }

    /** There is a new snapshot. */
    synchronized void wake() {
        notifyAll();
    }

    /** It is to be called though nothing has changed. */
    synchronized void ask() {
        asked = true;
        notifyAll();
    }

    private void run() {
        long ended = System.nanoTime();
        long rest = 0;
        try {
            while (true) {
                BimSnapshot now = await(ended, rest);
                if (now == null) {
                    return;
                }
                rest = export(now) ? pauseNanos : Math.min(LONGEST_REST_NANOS, Math.max(pauseNanos, rest) * 2);
                ended = System.nanoTime();
            }
        } catch (InterruptedException stopped) {
            // closed
        }
    }

    /** Waits until there is reason to export; null when it is closed. */
    private synchronized BimSnapshot await(long ended, long rest) throws InterruptedException {
        while (!closed) {
            long since = System.nanoTime() - ended;
            BimSnapshot now = snapshots.get();
            boolean changed = now != BimSnapshot.EMPTY && !now.etag().equals(account.etag());
            long due = asked ? 0 : changed ? rest - since : everyNanos > 0 && now != BimSnapshot.EMPTY ? everyNanos - since : Long.MAX_VALUE;
            if (due <= 0) {
                asked = false;
                return now;
            }
            if (due == Long.MAX_VALUE) {
                wait();
            } else {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(due, 1_000_000));
            }
        }
        return null;
    }

    private boolean export(BimSnapshot now) {
        Account before = account;
        Overrides all = now.overrides();
        try {
            exporter.export(all);
            account = new Account(name, before.exports() + 1, before.failures(), Instant.now(), now.etag(), null);
            return true;
        } catch (IOException | RuntimeException | LinkageError problem) {
            if (before.trouble() == null) {
                LOG.warn("the export {} failed, and is tried again: {}", name, problem.toString());
            }
            account = new Account(name, before.exports(), before.failures() + 1, Instant.now(), before.etag(), problem.getMessage() == null ? problem.toString() : problem.getMessage());
            return false;
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join(FAREWELL_MILLIS);
            if (thread.isAlive()) {
                thread.interrupt();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
