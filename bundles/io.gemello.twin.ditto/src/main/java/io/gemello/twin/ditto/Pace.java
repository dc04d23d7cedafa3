package io.gemello.twin.ditto;

import java.util.concurrent.TimeUnit;

/** At most so many commands in a second, evenly. Any thread. */
final class Pace {
    private final long step;
    private long next = System.nanoTime();

    Pace(int perSecond) {
        step = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /** Waits until it may be. */
    void await() throws InterruptedException {
        long at;
        synchronized (this) {
            at = Math.max(next, System.nanoTime());
            next = at + step;
        }
        TimeUnit.NANOSECONDS.sleep(at - System.nanoTime());
    }
}
