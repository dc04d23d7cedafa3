package io.gemello.twin;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread {@code gemello-twin} that changes things. What it is given is bounded by those who give it. */
final class TwinLane implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TwinLane.class);
    private static final long CLOSE_SECONDS = 10;

    private final LongAdder failures = new LongAdder();
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, work -> {
        Thread t = new Thread(work, "gemello-twin");
        t.setDaemon(true);
        return t;
    });

    TwinLane() {
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** @return false when the lane is closed */
    boolean run(Runnable work) {
        try {
            thread.execute(guarded(work));
            return true;
        } catch (RejectedExecutionException closed) {
            return false;
        }
    }

    void after(long millis, Runnable work) {
        try {
            thread.schedule(guarded(work), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.trace("closed", closed);
        }
    }

    private Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException fault) {
                failures.increment();
                LOG.error("The twin failed at one change and goes on with the next", fault);
            }
        };
    }

    long failures() {
        return failures.sum();
    }

    /** Does what was given before, then ends. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The twin did not come to rest within {} s", CLOSE_SECONDS);
                thread.shutdownNow();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
