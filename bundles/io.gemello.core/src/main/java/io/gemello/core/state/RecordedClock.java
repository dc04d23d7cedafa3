package io.gemello.core.state;

import io.gemello.api.clock.ReplayClock;
import io.gemello.api.clock.SiteClock;

/** Site time of a replay: it stands until somebody moves it. */
public final class RecordedClock implements SiteClock, ReplayClock {
    private Runnable due = () -> { };
    private volatile long now;

    /** @param due is called at every new time, in the thread that moves the clock */
    public void onAdvance(Runnable due) {
        this.due = due;
    }

    @Override
    public synchronized void advance(long epochNanos) {
        if (epochNanos > now) {
            now = epochNanos;
            due.run();
        }
    }

    @Override
    public long epochNanos() {
        return now;
    }

    @Override
    public boolean replaying() {
        return true;
    }
}
