package io.gemello.bim;

import io.gemello.api.access.Access;
import io.gemello.api.access.AssetGuard;
import io.gemello.api.access.Audit;
import io.gemello.api.access.Role;
import io.gemello.api.alert.AlertListener;
import io.gemello.api.bim.OverrideExporter;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.CatalogueListener;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.clock.SiteClock;
import io.gemello.api.health.Health;
import io.gemello.api.health.HealthCheck;
import io.gemello.api.health.MetricSource;
import io.gemello.api.health.Metrics;
import io.gemello.api.http.Endpoint;
import io.gemello.api.http.Route;
import io.gemello.api.reading.LatestSink;
import io.gemello.api.reading.Reading;
import io.gemello.api.series.SeriesStore;
import io.gemello.bim.doctor.Doctor;
import io.gemello.bim.mapping.Decisions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
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

/** The building's model as a service: its index, its elements' live parameters, and their colours. */
@Component(service = {CatalogueListener.class, Endpoint.class, HealthCheck.class, LatestSink.class, MetricSource.class}, immediate = true)
@Designate(ocd = BimComponent.Config.class)
public final class BimComponent implements CatalogueListener, Endpoint, HealthCheck, LatestSink, MetricSource {
    @ObjectClassDefinition(name = "BIM", description = "The building's model, its elements' live parameters and their colours")
    @interface Config {
        @AttributeDefinition(name = "Largest model [MB]", description = "After unpacking. A larger one is refused.")
        int max_model_mb() default 2048;

        @AttributeDefinition(name = "Beat [ms]", description = "Least time between two states of parameters and colours: changes within it are shown together.")
        int beat_ms() default 100;

        @AttributeDefinition(name = "Aggregates [s]", description = "How often parameters that are a mean, a minimum or a maximum are worked out.")
        int aggregate_s() default 10;

        @AttributeDefinition(name = "Patched model", description = "File that the model with live values and colours is written to; a relative name lies in the data folder. Empty for none.")
        String patched_ifc() default "";

        @AttributeDefinition(name = "Patched model's colours", description = "A colour scheme's name, or none.")
        String patched_colours() default AlertColours.SCHEME;

        @AttributeDefinition(name = "Patched model, pause [s]", description = "Least time between two patched models: changes within it are written together.")
        int patched_pause_s() default 60;

        @AttributeDefinition(name = "Patched model, at least every [s]", description = "Also without a change; 0 for never.")
        int patched_every_s() default 0;
    }

    private final ModelShelf shelf;
    private final SiteLook look;
    private final LiveLoop loop;
    private final AggregateFeed aggregates;
    private final LiveStreams streams;
    private final Exports exports;
    private final ModelEndpoint model;
    private final LiveEndpoint live;
    private final PatchedModel patched;
    private final BrickEndpoint brick;
    private final MappingEndpoint mapping;
    private final DoctorDesk desk;
    private final DoctorEndpoint doctor;
    private final RegisterEndpoint register;
    private final BimHealth health;
    private final ServiceRegistration<AlertListener> alerts;
    private volatile Catalogue catalogue;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Access access;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Audit audit;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile SeriesStore series;

    @Activate
    public BimComponent(BundleContext context, Config config, @Reference SiteClock clock) throws IOException {
        Path folder = dataFolder(context).resolve("bim");
        Decisions decisions = new Decisions(folder.resolve("mapping.json"));
        AssetGuard guard = new AssetGuard(() -> access, () -> catalogue);
        loop = new LiveLoop(clock, config.beat_ms(), this::changed);
        streams = new LiveStreams(loop::snapshot, guard);
        exports = new Exports(loop::snapshot, () -> audit);
        aggregates = new AggregateFeed(() -> series, clock, loop);
        Doctor remembers = new Doctor(folder.resolve("doctor"), () -> Instant.now().toString());
        desk = new DoctorDesk(remembers, loop, () -> audit);
        RegisterShelf registers = new RegisterShelf(loop::registers);
        shelf = new ModelShelf(folder, (long) config.max_model_mb() << 20, desk::model);
        look = new SiteLook(List.of(new SettingsFile((settings, faults) -> {
            loop.settings(settings, faults);
            registers.wanted(settings.registers());
        }), registers, shelf, desk));
        register = new RegisterEndpoint(registers::all, loop::registered, () -> catalogue);
        model = new ModelEndpoint(shelf::model, shelf::trouble);
        live = new LiveEndpoint(loop::snapshot, guard, streams);
        brick = new BrickEndpoint(loop::snapshot, () -> catalogue, guard);
        patched = new PatchedModel(model::present, loop::snapshot, guard, dataFolder(context).resolve(config.patched_ifc()), config.patched_colours());
        mapping = new MappingEndpoint(loop, shelf::model, () -> catalogue, guard, decisions, () -> audit);
        doctor = new DoctorEndpoint(remembers, desk, new ModelPreview(folder.resolve("doctor"), (long) config.max_model_mb() << 20, () -> catalogue), loop, shelf::model, () -> catalogue, guard, () -> audit);
        health = new BimHealth(shelf, loop, aggregates, exports, streams, new DoctorHealth(remembers, desk), registers);
        loop.decided(decisions.guids());
        loop.start();
        look.start();
        alerts = context.registerService(AlertListener.class, loop::alerts, null);
        aggregates.start(config.aggregate_s() * 1000L);
        if (!config.patched_ifc().isBlank()) {
            exports.add(patched, Map.of(OverrideExporter.NAME, "ifc", OverrideExporter.PAUSE, config.patched_pause_s(), OverrideExporter.EVERY, config.patched_every_s()));
        }
    }

    private void changed(BimSnapshot now) {
        desk.planned(now.plan());
        streams.wake();
        exports.wake();
    }

    private static Path dataFolder(BundleContext context) {
        String data = context.getProperty("gemello.data");
        if (data == null) {
            throw new IllegalStateException("framework property gemello.data is not set: it must name the data folder, in which the model's copy is kept");
        }
        return Path.of(data);
    }

    @Deactivate
    void close() {
        alerts.unregister();
        look.close();
        aggregates.close();
        loop.close();
        streams.close();
        exports.close();
        shelf.close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addExporter(OverrideExporter exporter, Map<String, Object> properties) {
        exports.add(exporter, properties);
    }

    void removeExporter(OverrideExporter exporter) {
        exports.remove(exporter);
    }

    @Override
    public void applied(Catalogue now) {
        catalogue = now;
        look.applied(now.site());
        loop.applied(now);
    }

    @Override
    public void accept(List<Reading> latest) {
        loop.readings(latest);
    }

    @Override
    public void changed(List<PointState> states) {
        loop.states(states);
    }

    @Override
    public List<Route> routes() {
        List<Route> routes = new ArrayList<>(doctor.routes());
        routes.addAll(List.of(new Route("GET", "/bim/model", Role.VIEWER, model::model), new Route("GET", "/bim/model/file", Role.VIEWER, model::file),
            new Route("GET", "/bim/patched.ifc", Role.VIEWER, patched::get), new Route("GET", "/api/gemello/brick.ttl", Role.VIEWER, brick::turtle),
            new Route("GET", "/bim/elements", Role.VIEWER, model::elements),
            new Route("GET", "/bim/elements/{guid}", Role.VIEWER, model::element), new Route("GET", "/bim/parameters", Role.VIEWER, live::parameters),
            new Route("GET", "/bim/overrides", Role.VIEWER, live::overrides), new Route("GET", "/bim/overrides/{guid}", Role.VIEWER, live::why),
            new Route("GET", "/bim/schemes", Role.VIEWER, live::schemes), new Route("GET", "/bim/mapping", Role.VIEWER, mapping::list),
            new Route("GET", "/bim/mapping/{kind}/{id}", Role.VIEWER, mapping::one), new Route("POST", "/bim/mapping/{kind}/{id}", Role.INTEGRATOR, mapping::decide),
            new Route("DELETE", "/bim/mapping/{kind}/{id}", Role.INTEGRATOR, mapping::undo), new Route("GET", "/bim/registers", Role.INTEGRATOR, register::list), new Route("GET", "/bim/exports", Role.OPERATOR, exports::list),
            new Route("POST", "/bim/exports/{name}", Role.OPERATOR, exports::now)));
        return routes;
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
