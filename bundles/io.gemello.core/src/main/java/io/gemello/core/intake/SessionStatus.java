package io.gemello.core.intake;

import io.gemello.api.adapter.AdapterStatus;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How an adapter's session fares.
 *
 * @param status null where the site names an adapter that is not running
 * @param since machine time when the state began; of an adapter that is not running, when it was missed first
 * @param wanted addresses that the site wants from it
 * @param inFlight samples that are not yet durable
 * @param lastSample machine time; null before the first
 * @param lost by reason, what never became a sample
 * @param lastErrors newest first; those of earlier sessions of this name too
 * @param errors how often it said that something was wrong
 */
public record SessionStatus(String name, String type, String description, AdapterStatus status, Instant since, int wanted, long samples, long inFlight, Instant lastSample, long refused,
                            Map<String, Long> lost, List<AdapterError> lastErrors, long errors) {
    static SessionStatus absent(String name, int wanted, Instant since, AdapterErrors errors) {
        return new SessionStatus(name, null, null, null, since, wanted, 0, 0, null, 0, Map.of(), errors.all(), errors.total());
    }

    /** {@code connected}, {@code disconnected} … or {@code absent}. */
    public String word() {
        return status == null ? "absent" : status.state().name().toLowerCase(Locale.ROOT);
    }

    /** What is so, one line; empty when all is well. */
    public String message() {
        return status == null ? "the site wants " + wanted + " addresses of it, but it does not run" : status.message();
    }

    /** What to do about it beyond what the message says, one line; empty when there is nothing to be done. */
    public String remedy() {
        if (status == null) {
            return "install its bundle, or add its configuration under etc/ or in the web console";
        }
        String configuration = "etc/io.gemello.adapter." + type + "-" + name + ".cfg";
        return switch (status.state()) {
            case CONNECTED, STARTING -> "";
            case DEGRADED -> "mend what the message names; counters by reason are at /api/gemello/adapters";
            case DISCONNECTED -> "see that its source runs and can be reached from here; it tries again by itself. What it connects to stands in " + configuration;
            case MISCONFIGURED -> "correct " + configuration + " or its form in the web console; it starts anew by itself";
        };
    }
}
