package io.gemello.alert;

import io.gemello.api.clock.SiteClock;
import java.util.function.LongSupplier;

/** Notices that the machine's clock was set, or that the machine has slept, by comparing site time with the monotonic clock. A recording's time is never set. */
final class ClockWatch {
    /** What a clock may part from the other between two looks without having been set: time servers slew slower. */
    private static final long STEP_NANOS = 2_000_000_000L;
    /** A look during which the thread was put aside for longer says nothing. */
    private static final long HELD_UP_NANOS = 50_000_000L;
    private final SiteClock clock;
    private final LongSupplier monotonic;
    private long offset;

    /** @param monotonic nanoseconds from anywhere */
    ClockWatch(SiteClock clock, LongSupplier monotonic) {
        this.clock = clock;
        this.monotonic = monotonic;
        offset = measured();
    }

    /** By how many nanoseconds the clock was set since the last call; 0 where it was not. */
    long stepped() {
        if (clock.replaying()) {
            return 0;
        }
        long now = measured();
        long by = now - offset;
        offset = now;
        return Math.abs(by) > STEP_NANOS ? by : 0;
    }

    private long measured() {
        while (true) {
            long before = monotonic.getAsLong();
            long now = clock.epochNanos();
            if (monotonic.getAsLong() - before <= HELD_UP_NANOS) {
                return now - before;
            }
        }
    }
}
