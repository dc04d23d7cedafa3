package io.gemello.core;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Whether a counter has moved in the last ten minutes, as far as those who asked have seen. On the clock that nobody sets; any thread. */
final class Recent {
    private static final long LATELY = TimeUnit.MINUTES.toNanos(10);
    private final LongSupplier counter;
    private long seen;
    private boolean ever;
    private long movedAt;

    Recent(LongSupplier counter) {
        this.counter = counter;
    }

    /** @param now where the counter stands; to be told at each call */
    Recent(long now) {
        this(() -> now);
        seen = now;
    }

    synchronized boolean moved() {
        return moved(counter.getAsLong());
    }

    synchronized boolean moved(long now) {
        if (now != seen) {
            seen = now;
            ever = true;
            movedAt = System.nanoTime();
        }
        return ever && System.nanoTime() - movedAt < LATELY;
    }
}
