package io.gemello.twin.models;

import io.gemello.api.access.Access;
import io.gemello.api.access.LocalBroker;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.CatalogueListener;
import io.gemello.api.health.Health;
import io.gemello.api.health.HealthCheck;
import io.gemello.api.health.MetricSource;
import io.gemello.api.health.Metrics;
import io.gemello.api.http.Endpoint;
import io.gemello.api.http.Request;
import io.gemello.api.http.Route;
import io.gemello.api.twin.ThingView;
import io.gemello.api.twin.Twins;
import java.util.List;
import java.util.stream.Stream;
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

/** Models of things as a service. It stands beside the way of a reading: nothing there waits for it. */
@Designate(ocd = ModelsComponent.Config.class)
@Component(service = {CatalogueListener.class, Endpoint.class, HealthCheck.class, MetricSource.class, ThingView.class}, immediate = true, configurationPid = "io.gemello.twin.models")
public final class ModelsComponent implements CatalogueListener, Endpoint, HealthCheck, MetricSource, ThingView {
    @ObjectClassDefinition(name = "Models", description = "Compares things with the site's DTDL interfaces and Thing Models")
    @interface Config {
        @AttributeDefinition(name = "Check interval [ms]", description = "From one look at all things to the next; longer where a look takes more than a hundredth of it", min = "100")
        long check_interval_ms() default 60_000;
    }

    private final ModelShelf shelf;
    private final ModelHealth health;
    private final ModelRoutes routes;
    private final ExportRoute export;
    private final ThingDescription description;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Twins twins;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Access access;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile LocalBroker broker;

    @Activate
    public ModelsComponent(Config config) {
        if (config.check_interval_ms() < 100) {
            throw new IllegalArgumentException("io.gemello.twin.models: check.interval.ms is " + config.check_interval_ms() + "; it must be 100 or more");
        }
        shelf = new ModelShelf(() -> twins, config.check_interval_ms());
        health = new ModelHealth(shelf);
        routes = new ModelRoutes(shelf, () -> access);
        export = new ExportRoute(shelf, () -> twins, () -> access);
        description = new ThingDescription(shelf, () -> broker);
        shelf.start();
    }

    @Deactivate
    void close() {
        shelf.close();
    }

    @Override
    public void applied(Catalogue now) {
        shelf.applied(now);
    }

    @Override
    public List<Route> routes() {
        return Stream.concat(Stream.of(export.route()), routes.all().stream()).toList();
    }

    @Override
    public List<Health> check() {
        return health.check();
    }

    @Override
    public void collect(Metrics to) {
        health.collect(to);
    }

    @Override
    public String mediaType() {
        return description.mediaType();
    }

    @Override
    public String of(String thing, Request request) {
        return description.of(thing, request);
    }
}
