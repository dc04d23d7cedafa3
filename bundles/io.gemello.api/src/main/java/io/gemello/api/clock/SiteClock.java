package io.gemello.api.clock;

import org.osgi.annotation.versioning.ProviderType;

/** The runtime's one clock: wall time live, the recording's time under replay. Staleness, rule delays and sample times run on it; retries, leases and fsync run on the machine's own clock. */
@ProviderType
public interface SiteClock {
    /** UTC nanoseconds since 1970. Before the first scan of a replay: the first stamp that was announced, or 0. */
    long epochNanos();

    /** True under {@code run --replay}: time moves only with the recording. */
    boolean replaying();
}
