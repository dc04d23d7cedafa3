package io.gemello.api.clock;

import org.osgi.annotation.versioning.ProviderType;

/** Registered only under {@code run --replay}: who plays the recording moves the site's time. */
@ProviderType
public interface ReplayClock {
    /** Moves site time forward and runs everything that became due on the way (staleness first), in the caller's thread; a time in the past changes nothing. Call it with the durable part of the past behind you: readings submitted but not yet durable count as not arrived. */
    void advance(long epochNanos);
}
