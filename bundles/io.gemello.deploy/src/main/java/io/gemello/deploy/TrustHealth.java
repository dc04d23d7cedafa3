package io.gemello.deploy;

import io.gemello.api.health.Health;
import io.gemello.api.health.HealthCheck;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows what the launcher keeps from starting because no trusted key has signed it. Only there when trust is asked for. */
@Component(immediate = true)
public final class TrustHealth implements HealthCheck {
    private static final String REMEDY = "have it signed by a key of the trust file, or take it away";
    private final Supplier<Map<String, String>> refused;
    private final Map<String, Instant> since = new ConcurrentHashMap<>();

    /** @param refused why, by symbolic name */
    @Activate
    public TrustHealth(@Reference(target = "(gemello.trust=refused)") Supplier<Map<String, String>> refused) {
        this.refused = refused;
    }

    @Override
    public List<Health> check() {
        Map<String, String> now = refused.get();
        since.keySet().retainAll(now.keySet());
        List<Health> all = new ArrayList<>();
        now.forEach((name, why) -> all.add(new Health("trust." + name, Health.State.CRITICAL, since.computeIfAbsent(name, k -> Instant.now()), "not started: " + why, REMEDY)));
        return all;
    }
}
