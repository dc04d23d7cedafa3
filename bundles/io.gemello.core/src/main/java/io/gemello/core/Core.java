package io.gemello.core;

import io.gemello.api.access.Access;
import io.gemello.api.adapter.Intake;
import io.gemello.api.catalogue.CatalogueListener;
import io.gemello.api.catalogue.PointStates;
import io.gemello.api.clock.ReplayClock;
import io.gemello.api.clock.SiteClock;
import io.gemello.api.health.HealthCheck;
import io.gemello.api.health.MetricSource;
import io.gemello.api.health.Ready;
import io.gemello.api.http.Endpoint;
import io.gemello.api.journal.Journals;
import io.gemello.api.journal.ReadingJournal;
import io.gemello.api.reading.LatestSink;
import io.gemello.api.series.SeriesStore;
import io.gemello.core.rest.AssetsEndpoint;
import io.gemello.core.rest.IntakeEndpoint;
import io.gemello.core.rest.JournalEndpoint;
import io.gemello.core.rest.PointsEndpoint;
import io.gemello.core.rest.SeriesEndpoint;
import io.gemello.core.rest.SiteEndpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The core in the framework: takes sinks and listeners as they come and go, and offers its parts as services. Nothing that others do restarts it. */
@Designate(ocd = Core.Config.class)
@Component(service = {}, immediate = true, configurationPid = "io.gemello.core")
public final class Core {
    @ObjectClassDefinition(name = "Core", description = "Site, intake and the journal of readings")
    @interface Config {
        @AttributeDefinition(name = "Allowed skew [s]", description = "How far ahead of ours a source's clock may be before its readings count as skewed")
        int max_skew_seconds() default 5;

        @AttributeDefinition(name = "Journal bound [MiB]", description = "Beyond this the oldest readings go, read or not")
        int journal_max_mib() default 2048;

        @AttributeDefinition(name = "Journal age [d]", description = "Older readings go, read or not")
        int journal_max_days() default 7;

        @AttributeDefinition(name = "Disk warning [MiB]", description = "With less free space on the disk of the data folder health warns; it warns too when what is left lasts less than a day")
        int disk_warn_mib() default 1024;
    }

    private final Pipeline pipeline;
    private final BundleContext context;
    private final ActivationWatch activations;
    private final ServiceSlot<ServiceComponentRuntime> components = new ServiceSlot<>();
    private final List<ServiceRegistration<?>> offered = new CopyOnWriteArrayList<>();
    private boolean ready;
    private boolean stopped;

    @Activate
    public Core(BundleContext context, Config config, Map<String, Object> properties) throws IOException {
        this.context = context;
        ActivationCounts counts = new ActivationCounts(context.getDataFile("activations").toPath(), ActivationCounts.thisProcess());
        counts.active(String.valueOf(properties.get("component.name")), (Long) properties.get("component.id"));
        // An activation that fails below was one too.
        counts.save();
        Path data = Path.of(context.getProperty("gemello.data"));
        pipeline = Pipeline.open(new Pipeline.Settings(data, Path.of(context.getProperty("gemello.site")), context.getProperty("gemello.replay.dir") != null,
            config.max_skew_seconds(), config.journal_max_mib(), config.journal_max_days()));
        activations = new ActivationWatch(context, counts, components);
        try {
            offerAll(data, config);
            pipeline.start(this::ready);
        } catch (IOException | RuntimeException failed) {
            // Nobody may use what nobody will stop, and the journal must be free for the next try.
            stop();
            throw failed;
        }
    }

    private void offerAll(Path data, Config config) {
        offer(SiteClock.class, pipeline.clock());
        if (pipeline.clock() instanceof ReplayClock replay) {
            offer(ReplayClock.class, replay);
        }
        offer(Journals.class, pipeline.journals());
        offer(ReadingJournal.class, pipeline.log());
        offer(PointStates.class, pipeline.states());
        offer(Intake.class, pipeline.intake());
        offer(MetricSource.class, activations);
        offer(MetricSource.class, new CoreMetrics(pipeline));
        CoreHealth health = new CoreHealth(pipeline, DiskRoom.of(data, (long) config.disk_warn_mib() << 20));
        offer(HealthCheck.class, health);
        pipeline.every(CoreHealth.LOOK_SECONDS, health::look);
        offer(Endpoint.class, new PointsEndpoint(pipeline.site(), pipeline.states(), pipeline.clock(), pipeline.access()));
        offer(Endpoint.class, new AssetsEndpoint(pipeline.site(), pipeline.states(), pipeline.access()));
        offer(Endpoint.class, new IntakeEndpoint(pipeline.intake(), pipeline.unknownUnits(), pipeline.site(), pipeline.units()));
        offer(Endpoint.class, new JournalEndpoint(pipeline.log(), pipeline.journals(), health::outlook, health::journalGrowth));
        offer(Endpoint.class, new SiteEndpoint(pipeline.site(), pipeline.access()));
        offer(Endpoint.class, new SeriesEndpoint(pipeline.site(), pipeline.clock(), pipeline.access(), pipeline.stores()));
    }

    /** Said once, soon after the first apply, by the clock's thread. */
    private synchronized void ready() {
        if (!ready && !stopped) {
            ready = true;
            register(Ready.class, new Ready() { }, Map.of(Ready.NAME, "site"));
        }
    }

    private <T> void offer(Class<T> type, T service) {
        register(type, service, Map.of());
    }

    private <T> void register(Class<T> type, T service, Map<String, Object> properties) {
        Dictionary<String, Object> dictionary = new Hashtable<>(properties);
        offered.add(context.registerService(type, service, dictionary));
    }

    @Deactivate
    void stop() {
        synchronized (this) {
            // From here on the clock's thread offers nothing any more.
            stopped = true;
        }
        offered.forEach(ServiceRegistration::unregister);
        activations.close();
        pipeline.close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindSink(LatestSink sink, Map<String, Object> properties) {
        pipeline.sinks().add(String.valueOf(properties.get("component.name")), sink);
    }

    void unbindSink(LatestSink sink) {
        pipeline.sinks().remove(sink);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindListener(CatalogueListener listener) {
        pipeline.herald().add(listener);
    }

    void unbindListener(CatalogueListener listener) {
        pipeline.herald().remove(listener);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void bindStore(SeriesStore store) {
        pipeline.stores().set(store);
    }

    void unbindStore(SeriesStore store) {
        pipeline.stores().clear(store);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void bindAccess(Access access) {
        pipeline.access().set(access);
    }

    void unbindAccess(Access access) {
        pipeline.access().clear(access);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void bindComponents(ServiceComponentRuntime runtime) {
        components.set(runtime);
    }

    void unbindComponents(ServiceComponentRuntime runtime) {
        components.clear(runtime);
    }
}
