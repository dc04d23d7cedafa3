package io.gemello.testkit;

import io.gemello.api.clock.SiteClock;

/** A site clock that stands until it is set. */
public final class FakeClock implements SiteClock {
    private volatile long epochNanos;

    /** @param epochNanos UTC nanoseconds since 1970 */
    public FakeClock(long epochNanos) {
        this.epochNanos = epochNanos;
    }

    public void set(long epochNanos) {
        this.epochNanos = epochNanos;
    }

    @Override
    public long epochNanos() {
        return epochNanos;
    }

    @Override
    public boolean replaying() {
        return false;
    }
}
