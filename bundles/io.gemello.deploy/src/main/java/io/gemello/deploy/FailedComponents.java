package io.gemello.deploy;

import io.gemello.api.health.Health;
import io.gemello.api.health.HealthCheck;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;

/** Names components whose activation failed, with what they said: their bundle runs, and nobody else would miss them. Any thread that asks. */
@Component(service = HealthCheck.class, immediate = true)
public final class FailedComponents implements HealthCheck {
    private static final String FILE_INSTALL = "felix.fileinstall.filename";
    private final ServiceComponentRuntime components;
    private final Clock clock;
    private final Map<Long, Instant> since = new HashMap<>();

    @Activate
    public FailedComponents(@Reference ServiceComponentRuntime components) {
        this(components, Clock.systemUTC());
    }

    FailedComponents(ServiceComponentRuntime components, Clock clock) {
        this.components = components;
        this.clock = clock;
    }

    @Override
    public synchronized List<Health> check() {
        Map<Long, Health> failed = new HashMap<>();
        for (var description : components.getComponentDescriptionDTOs()) {
            for (ComponentConfigurationDTO one : components.getComponentConfigurationDTOs(description)) {
                if (one.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                    since.putIfAbsent(one.id, clock.instant());
                    failed.put(one.id, health(description.name, one));
                }
            }
        }
        since.keySet().retainAll(failed.keySet());
        return new ArrayList<>(failed.values());
    }

    private Health health(String component, ComponentConfigurationDTO one) {
        String file = String.valueOf(one.properties.get(FILE_INSTALL));
        boolean configured = one.properties.containsKey(FILE_INSTALL);
        String name = configured ? file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.\\w+$", "") : component;
        String remedy = configured ? "correct etc/" + file.substring(file.lastIndexOf('/') + 1) + " or its form in the web console; it starts anew by itself" : "the log says where; mend the bundle, or its configuration";
        return new Health("component." + name, Health.State.CRITICAL, since.get(one.id), "does not start: " + Reasons.ofTrace(one.failure), remedy);
    }
}
