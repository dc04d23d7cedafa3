package io.gemello.twin;

import io.gemello.api.access.PolicyAccess;
import io.gemello.api.access.Subject;
import io.gemello.api.adapter.Intake;
import io.gemello.api.alert.AlertListener;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.CatalogueListener;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.clock.SiteClock;
import io.gemello.api.health.Health;
import io.gemello.api.health.HealthCheck;
import io.gemello.api.health.MetricSource;
import io.gemello.api.health.Metrics;
import io.gemello.api.http.Dialect;
import io.gemello.api.http.Endpoint;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Route;
import io.gemello.api.http.SocketEndpoint;
import io.gemello.api.journal.Journals;
import io.gemello.api.reading.LatestSink;
import io.gemello.api.reading.Reading;
import io.gemello.api.series.SeriesStore;
import io.gemello.api.twin.ThingView;
import io.gemello.api.twin.Twins;
import io.gemello.twin.protocol.DittoRefusals;
import java.io.IOException;
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

/** The embedded twin as a service. It lives as long as the core's services do. */
@Component(service = {LatestSink.class, CatalogueListener.class, Endpoint.class, MetricSource.class, HealthCheck.class, PolicyAccess.class}, configurationPid = "io.gemello.twin")
@Designate(ocd = TwinComponent.Config.class)
public final class TwinComponent implements LatestSink, CatalogueListener, Endpoint, MetricSource, HealthCheck, PolicyAccess, Dialect {
    /** What an operator may set. */
    @ObjectClassDefinition(name = "Twin", description = "Ditto things of the site's assets and of clients")
    public @interface Config {
        @AttributeDefinition(name = "Merge interval [ms]", description = "Telemetry of a thing is merged at most once in this time", min = "1")
        long merge_interval_ms() default 200;

        @AttributeDefinition(name = "Largest thing [bytes]", description = "Of JSON, that clients may write of one thing", min = "1")
        int max_thing_bytes() default 102_400;

        @AttributeDefinition(name = "Waiting changes", description = "That wait for the disk; more are answered 503", min = "1")
        int max_changes_waiting() default 1_024;

        @AttributeDefinition(name = "Snapshot after [records]", description = "Of the journal", min = "1")
        long snapshot_records() default 20_000;

        @AttributeDefinition(name = "History [MiB]", description = "Of clients' changes that are kept in the journal for at-historical-revision and at-historical-timestamp", min = "0")
        long history_mib() default 16;

        @AttributeDefinition(name = "Default namespace", description = "Of things that clients make without one")
        String default_namespace() default "org.eclipse.ditto";
    }

    private final Twin twin;
    /** A service of its own: one object cannot hear of states and of alerts, both by a method {@code changed} of a list. */
    private final ServiceRegistration<AlertListener> alerts;
    private final ServiceRegistration<SocketEndpoint> sockets;
    private final ServiceRegistration<Twins> published;
    private final ThingViews views = new ThingViews();

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile SeriesStore series;

    @Activate
    public TwinComponent(@Reference Journals journals, @Reference SiteClock clock, @Reference Intake intake, BundleContext context, Config config) throws IOException {
        twin = new Twin(journals, clock, intake, () -> series, new Twin.Settings(config.merge_interval_ms(), config.max_thing_bytes(),
            config.max_changes_waiting(), config.snapshot_records(), config.history_mib() << 20, config.default_namespace()));
        alerts = context.registerService(AlertListener.class, twin.alerts(), null);
        sockets = context.registerService(SocketEndpoint.class, twin.sockets(), null);
        published = context.registerService(Twins.class, twin.published(), null);
    }

    @Deactivate
    void stop() {
        published.unregister();
        sockets.unregister();
        alerts.unregister();
        twin.close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addView(ThingView view) {
        views.add(view);
    }

    void removeView(ThingView view) {
        views.remove(view);
    }

    @Override
    public void accept(List<Reading> latest) {
        twin.accept(latest);
    }

    @Override
    public void changed(List<PointState> states) {
        twin.changed(states);
    }

    @Override
    public void applied(Catalogue now) {
        twin.applied(now);
    }

    @Override
    public List<Route> routes() {
        return views.over(twin.routes());
    }

    @Override
    public void collect(Metrics to) {
        twin.collect(to);
    }

    @Override
    public List<Health> check() {
        return twin.check();
    }

    @Override
    public Map<String, Object> refusal(String path, HttpProblem problem) {
        return DittoRefusals.of(path, problem);
    }

    @Override
    public boolean mayRead(Subject who, String thingId) {
        return twin.access().mayRead(who, thingId);
    }

    @Override
    public boolean mayWrite(Subject who, String thingId) {
        return twin.access().mayWrite(who, thingId);
    }

    @Override
    public boolean mayRead(Subject who, String thingId, String path) {
        return twin.access().mayRead(who, thingId, path);
    }

    @Override
    public boolean mayWrite(Subject who, String thingId, String path) {
        return twin.access().mayWrite(who, thingId, path);
    }
}
