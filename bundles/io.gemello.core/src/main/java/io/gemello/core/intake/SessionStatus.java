package io.gemello.core.intake;

import io.gemello.api.adapter.AdapterStatus;
import java.time.Instant;
import java.util.Map;

/**
 * How an adapter's session fares.
 *
 * @param status null where the site names an adapter that is not running
 * @param since machine time of the last change of the state
 * @param wanted addresses that the site wants from it
 * @param inFlight samples that are not yet durable
 * @param lastSample machine time; null before the first
 * @param lost by reason, what never became a sample
 */
public record SessionStatus(String name, String type, String description, AdapterStatus status, Instant since, int wanted, long samples, long inFlight, Instant lastSample, long refused,
                            Map<String, Long> lost) {
    static SessionStatus absent(String name, int wanted) {
        return new SessionStatus(name, null, null, null, null, wanted, 0, 0, null, 0, Map.of());
    }
}
