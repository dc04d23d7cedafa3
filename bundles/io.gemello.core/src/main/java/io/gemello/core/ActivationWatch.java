package io.gemello.core;

import io.gemello.api.health.MetricSource;
import io.gemello.api.health.Metrics;
import java.util.HashSet;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/**
 * Watches the components of every bundle that uses our API become active. Those that offer a service are seen at once and exactly; the others
 * when SCR says that something changed, which it does every few seconds: of these two activations in between may count as one.
 */
final class ActivationWatch implements ServiceListener, MetricSource, AutoCloseable {
    private static final String NAME = "component.name";
    private static final String ACTIVATION = "component.id";
    private final BundleContext context;
    private final ActivationCounts counts;
    private final ServiceSlot<ServiceComponentRuntime> components;

    ActivationWatch(BundleContext context, ActivationCounts counts, ServiceSlot<ServiceComponentRuntime> components) {
        this.context = context;
        this.counts = counts;
        this.components = components;
        try {
            context.addServiceListener(this, "(|(" + ACTIVATION + "=*)(objectClass=" + ServiceComponentRuntime.class.getName() + "))");
            ServiceReference<?>[] there = context.getAllServiceReferences(null, "(" + ACTIVATION + "=*)");
            for (ServiceReference<?> reference : there == null ? new ServiceReference<?>[0] : there) {
                seen(reference);
            }
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        ServiceReference<?> reference = event.getServiceReference();
        if (reference.getProperty(ACTIVATION) != null) {
            if (event.getType() == ServiceEvent.REGISTERED) {
                seen(reference);
            }
        } else if (event.getType() == ServiceEvent.MODIFIED) {
            look();
        }
    }

    private void seen(ServiceReference<?> reference) {
        Bundle bundle = reference.getBundle();
        if (bundle != null && isOfGemello(bundle) && reference.getProperty(NAME) instanceof String name && reference.getProperty(ACTIVATION) instanceof Long activation) {
            counts.active(name, activation);
        }
    }

    /** Integrators' adapters too: whoever imports the API. */
    private static boolean isOfGemello(Bundle bundle) {
        String imports = bundle.getHeaders("").get("Import-Package");
        return imports != null && imports.contains("io.gemello.api.");
    }

    private void look() {
        ServiceComponentRuntime runtime = components.get();
        if (runtime == null) {
            return;
        }
        Set<Long> present = new HashSet<>();
        for (ComponentDescriptionDTO description : runtime.getComponentDescriptionDTOs()) {
            Bundle bundle = context.getBundle(description.bundle.id);
            boolean ours = bundle != null && isOfGemello(bundle);
            for (ComponentConfigurationDTO one : runtime.getComponentConfigurationDTOs(description)) {
                if (one.state == ComponentConfigurationDTO.ACTIVE || one.state == ComponentConfigurationDTO.SATISFIED) {
                    present.add(one.id);
                    if (ours) {
                        counts.active(description.name, one.id);
                    }
                }
            }
        }
        counts.present(present);
    }

    @Override
    public void collect(Metrics to) {
        look();
        counts.all().forEach((component, count) -> to.counter("gemello_component_activations_total",
            "How often a component became active in the life of this process", count, "component", component));
    }

    @Override
    public void close() {
        context.removeServiceListener(this);
        look();
        counts.save();
    }
}
