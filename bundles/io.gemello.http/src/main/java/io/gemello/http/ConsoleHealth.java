package io.gemello.http;

import io.gemello.api.health.Health;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Shows our health checks on the web console's page of Felix health checks too. */
@Component(service = {}, immediate = true)
public final class ConsoleHealth {
    private final BundleContext context;
    private final Map<io.gemello.api.health.HealthCheck, ServiceRegistration<HealthCheck>> shown = new ConcurrentHashMap<>();

    @Activate
    public ConsoleHealth(BundleContext context) {
        this.context = context;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addCheck(io.gemello.api.health.HealthCheck check, ServiceReference<io.gemello.api.health.HealthCheck> reference) {
        Dictionary<String, Object> properties = new Hashtable<>();
        Object component = reference.getProperty("component.name");
        properties.put(HealthCheck.NAME, component == null ? check.getClass().getName() : component);
        properties.put(HealthCheck.TAGS, new String[] {"gemello"});
        shown.put(check, context.registerService(HealthCheck.class, () -> result(check), properties));
    }

    void removeCheck(io.gemello.api.health.HealthCheck check) {
        ServiceRegistration<HealthCheck> registration = shown.remove(check);
        if (registration != null) {
            registration.unregister();
        }
    }

    @Deactivate
    void stop() {
        shown.keySet().forEach(this::removeCheck);
    }

    static Result result(io.gemello.api.health.HealthCheck check) {
        FormattingResultLog log = new FormattingResultLog();
        for (Health health : HealthBoard.ask(check)) {
            String remedy = health.remedy().isEmpty() ? "" : "; " + health.remedy();
            switch (health.state()) {
                case OK -> log.info("{}: {} (since {}){}", health.name(), health.message(), health.since(), remedy);
                case WARN -> log.warn("{}: {} (since {}){}", health.name(), health.message(), health.since(), remedy);
                case CRITICAL -> log.critical("{}: {} (since {}){}", health.name(), health.message(), health.since(), remedy);
            }
        }
        return new Result(log);
    }
}
