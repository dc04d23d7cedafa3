package io.gemello.core;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/** Whether a counter has moved lately, as far as those who asked have seen. Machine time; any thread. */
final class Recent {
    private static final Duration LATELY = Duration.ofMinutes(10);

    private final LongSupplier counter;
    private long seen;
    private Instant moved = Instant.EPOCH;
    /** On the clock that nobody sets. */
    private long movedAt;

    Recent(LongSupplier counter) {
        this.counter = counter;
    }

    synchronized boolean moved() {
        long now = counter.getAsLong();
        if (now != seen) {
            seen = now;
            moved = Instant.now();
            movedAt = System.nanoTime();
        }
        return seen != 0 && System.nanoTime() - movedAt < LATELY.toNanos();
    }

    /** When it was last seen to have moved. */
    synchronized Instant since() {
        return moved;
    }
}
