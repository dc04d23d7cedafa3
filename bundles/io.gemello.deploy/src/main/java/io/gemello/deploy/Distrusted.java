package io.gemello.deploy;

import io.gemello.api.health.Health;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the launcher keeps from starting, whichever way it came in, because no trusted key has signed it. */
final class Distrusted {
    private static final Logger LOG = LoggerFactory.getLogger(DeployComponent.class.getPackageName());
    private static final String REMEDY = "have it signed by a key of the trust file, or take it away";
    private final Supplier<Map<String, String>> refused;
    private final Clock clock;
    private volatile List<Health> health = List.of();
    /** Touched by the deploying thread alone. */
    private final Map<String, Said> said = new HashMap<>();

    private record Said(String why, Instant since) {}

    /** @param refused why, by symbolic name */
    Distrusted(Supplier<Map<String, String>> refused, Clock clock) {
        this.refused = refused;
        this.clock = clock;
    }

    void look() {
        Map<String, String> now = refused.get();
        if (now.isEmpty() && said.isEmpty()) {
            return;
        }
        said.keySet().retainAll(now.keySet());
        List<Health> all = new ArrayList<>();
        now.forEach((name, why) -> {
            Said before = said.get(name);
            if (before == null || !before.why().equals(why)) {
                // The terminal has it from the launcher already.
                LOG.info("{} is not started: {}", name, why);
                said.put(name, new Said(why, clock.instant()));
            }
            all.add(new Health("trust." + name, Health.State.CRITICAL, said.get(name).since(), "not started: " + why, REMEDY));
        });
        health = List.copyOf(all);
    }

    List<Health> health() {
        return health;
    }
}
