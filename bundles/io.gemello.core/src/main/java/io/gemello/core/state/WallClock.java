package io.gemello.core.state;

import io.gemello.api.clock.SiteClock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Site time of a live runtime. Each look at it compares the wall's time with the monotonic clock: when they part by more than
 * {@value #STEP_SECONDS} s at once, somebody has set the clock (or the machine has slept). Slewing is followed in silence. Any thread.
 */
public final class WallClock implements SiteClock {
    static final long STEP_SECONDS = 2;
    private static final Logger LOG = LoggerFactory.getLogger(WallClock.class);
    private static final long STEP = TimeUnit.SECONDS.toNanos(STEP_SECONDS);
    /** Slewing is taken over when it has come to this. */
    private static final long SLEWED = TimeUnit.MILLISECONDS.toNanos(100);
    /** A measurement during which the thread was put aside for longer says nothing. */
    private static final long HELD_UP = TimeUnit.MILLISECONDS.toNanos(50);
    private final LongSupplier wall;
    private final LongSupplier monotonic;
    /** Wall minus monotonic. */
    private volatile long offset;
    private volatile ClockSteps steps = ClockSteps.NONE;

    public WallClock() {
        this(WallClock::machine, System::nanoTime);
    }

    /** @param wall UTC nanoseconds @param monotonic nanoseconds from anywhere */
    public WallClock(LongSupplier wall, LongSupplier monotonic) {
        this.wall = wall;
        this.monotonic = monotonic;
        offset = measured();
    }

    private static long machine() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    @Override
    public long epochNanos() {
        long now = wall.getAsLong();
        if (Math.abs(now - monotonic.getAsLong() - offset) > SLEWED) {
            compare();
            return wall.getAsLong();
        }
        return now;
    }

    /** Alone and measured anew: what was measured outside may be older than a step that another thread has seen since. */
    private synchronized void compare() {
        long by = measured() - offset;
        if (Math.abs(by) > SLEWED) {
            offset += by;
        }
        if (Math.abs(by) > STEP) {
            steps = steps.and(by, wall.getAsLong(), monotonic.getAsLong());
            LOG.warn("the machine's clock was set {} by {} s", by < 0 ? "back" : "ahead", Math.abs(by) / 1e9);
        }
    }

    private long measured() {
        while (true) {
            long before = monotonic.getAsLong();
            long now = wall.getAsLong();
            if (monotonic.getAsLong() - before <= HELD_UP) {
                return now - before;
            }
        }
    }

    /** How often and how far the clock was set since the start, as of the last look at {@link #epochNanos}. */
    public ClockSteps steps() {
        return steps;
    }

    /** How long ago the clock was set last; nanoseconds that nobody can set. */
    public long sinceLastStep() {
        return monotonic.getAsLong() - steps.lastMonotonic();
    }

    @Override
    public boolean replaying() {
        return false;
    }
}
