package io.gemello.control;

import io.gemello.api.access.Access;
import io.gemello.api.adapter.TopicPublisher;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.CatalogueListener;
import io.gemello.api.catalogue.PointStates;
import io.gemello.api.clock.SiteClock;
import io.gemello.api.control.LoopKind;
import io.gemello.api.health.Health;
import io.gemello.api.health.HealthCheck;
import io.gemello.api.health.MetricSource;
import io.gemello.api.health.Metrics;
import io.gemello.api.http.Endpoint;
import io.gemello.api.http.Route;
import io.gemello.api.journal.Journals;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Control as a service: the site's loops over its actuators, dry until somebody arms them. */
@Designate(ocd = ControlComponent.Config.class)
@Component(service = {CatalogueListener.class, Endpoint.class, HealthCheck.class, MetricSource.class}, immediate = true, configurationPid = "io.gemello.control")
public final class ControlComponent implements CatalogueListener, Endpoint, HealthCheck, MetricSource {
    /** A command that was lost on the way is not to be noticed only when it expires. */
    private static final int QOS = 1;

    @ObjectClassDefinition(name = "Control", description = "Asks the site's control loops, and writes what armed ones want. A change ends all leases.")
    @interface Config {
        @AttributeDefinition(name = "Cycle [ms]", description = "From one decision of the loops to the next; a loop must have decided within half of it", min = "100", max = "60000")
        long cycle_ms() default 1000;
    }

    private final ControlCounts counts = new ControlCounts();
    private final ControlCycle cycle;
    private final LoopShelf shelf;
    private final ControlHealth health;
    private final ControlRoutes routes;
    private volatile Catalogue site;

    @Reference(target = "(gemello.publisher=commands)", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile TopicPublisher publisher;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Access access;

    @Activate
    public ControlComponent(@Reference Journals journals, @Reference PointStates states, @Reference SiteClock clock, Config config) throws IOException {
        if (config.cycle_ms() < 100 || config.cycle_ms() > 60_000) {
            throw new IllegalArgumentException("io.gemello.control: cycle.ms is " + config.cycle_ms() + "; it must lie between 100 and 60000");
        }
        Duration each = Duration.ofMillis(config.cycle_ms());
        cycle = new ControlCycle(journals, new ControlDesk.Sources(states::of, clock::epochNanos, System::nanoTime, clock::replaying), this::send, counts, each);
        shelf = new LoopShelf(each, cycle::install);
        health = new ControlHealth(cycle, counts, shelf);
        routes = new ControlRoutes(cycle, shelf, new ControlRoutes.Context(() -> access, () -> site, clock::replaying));
        cycle.start();
        shelf.start();
    }

    private CompletionStage<Void> send(String topic, byte[] payload) {
        TopicPublisher now = publisher;
        return now == null ? CompletableFuture.failedFuture(new IllegalStateException("nobody publishes commands: is bundle io.gemello.adapter.mqtt active?")) : now.publish(topic, payload, QOS);
    }

    /** The references that come and go are still there, so the safe values get out. */
    @Deactivate
    void close() {
        shelf.close();
        cycle.close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addKind(LoopKind kind) {
        shelf.add(kind);
    }

    void removeKind(LoopKind kind) {
        shelf.remove(kind);
    }

    @Override
    public void applied(Catalogue now) {
        site = now;
        shelf.applied(now);
    }

    @Override
    public List<Route> routes() {
        return routes.all();
    }

    @Override
    public List<Health> check() {
        return health.check();
    }

    @Override
    public void collect(Metrics to) {
        health.collect(to);
    }
}
