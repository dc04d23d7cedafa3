package io.gemello.adapter.ipmi;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assertions;

/** Waits for a condition, at most ten seconds. */
final class Until {
    private Until() {}

    static void holds(String what, Callable<Boolean> condition) throws Exception {
        for (long end = System.nanoTime() + 10_000_000_000L; !condition.call();) {
            if (System.nanoTime() > end) {
                Assertions.fail("not within 10 s: " + what);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }
}
