package io.gemello.core.state;

import io.gemello.api.clock.SiteClock;
import java.time.Instant;

/** Site time of a live runtime. */
public final class WallClock implements SiteClock {
    @Override
    public long epochNanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    @Override
    public boolean replaying() {
        return false;
    }
}
