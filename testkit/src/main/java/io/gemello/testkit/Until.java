package io.gemello.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition. */
public final class Until {
    /** Long enough for a busy machine; a test that passes never waits so long. */
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_NANOS = 2_000_000;

    private Until() {}

    /** @throws AssertionError naming what did not come true within 30 s */
    public static void holds(String what, Callable<Boolean> condition) throws Exception {
        holds(what, PATIENCE, condition);
    }

    /** @throws AssertionError naming what did not come true in that time */
    public static void holds(String what, Duration patience, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not within " + patience.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
