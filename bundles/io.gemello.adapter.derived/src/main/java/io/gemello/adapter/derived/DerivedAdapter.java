package io.gemello.adapter.derived;

import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.adapter.AdapterStatus;
import io.gemello.api.adapter.Intake;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.CatalogueListener;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.catalogue.PointStates;
import io.gemello.api.clock.SiteClock;
import io.gemello.api.health.MetricSource;
import io.gemello.api.health.Metrics;
import io.gemello.api.journal.ReadingJournal;
import io.gemello.api.reading.Reading;
import java.time.Duration;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Computes points from other points: the address of each is a formula. What it gives is a sample like any other. */
@Component(configurationPid = "io.gemello.adapter.derived", configurationPolicy = ConfigurationPolicy.REQUIRE, immediate = true, service = {MetricSource.class, CatalogueListener.class})
@Designate(ocd = DerivedAdapter.Config.class, factory = true)
public final class DerivedAdapter implements MetricSource, CatalogueListener {
    private static final String PID = "io.gemello.adapter.derived";

    /** What an operator sets; in a .cfg file the underscores of these names are dots. */
    @ObjectClassDefinition(name = "Derived points", description = "Computes points whose address is a formula over other points. One instance is one adapter of points.csv.")
    public @interface Config {
        @AttributeDefinition(name = "Name", description = "As it stands in the column adapter of points.csv; empty: the last part of the configuration's name")
        String name() default "";

        @AttributeDefinition(name = "Interval [ms]", description = "A formula is computed at most once in so much source time", min = "1")
        long interval_ms() default 1000;

        @AttributeDefinition(name = "Catch up [h]", description = "After a stop, and for readings that are filled in later: what is older is not computed any more", min = "0")
        int catch_up_hours() default 36;

        @AttributeDefinition(name = "Shown as", description = "How the web console lists this instance; {name} stands for the name above")
        String webconsole_configurationFactory_nameHint() default "Derived points {name}";
    }

    private final String name;
    private final IntakeSession session;
    private final Counts counts = new Counts();
    private final DerivedLoop loop;

    @Activate
    public DerivedAdapter(Config config, Map<String, Object> properties, @Reference Intake intake, @Reference ReadingJournal journal, @Reference PointStates states, @Reference SiteClock clock) {
        String pid = String.valueOf(properties.get("service.pid"));
        name = !config.name().isBlank() ? config.name().strip() : pid.contains("~") ? pid.substring(pid.indexOf('~') + 1) : "derived";
        if (config.interval_ms() < 1) {
            throw new IllegalArgumentException(PID + " " + name + ": interval.ms must be positive");
        }
        if (config.catch_up_hours() < 0) {
            throw new IllegalArgumentException(PID + " " + name + ": catch.up.hours must not be negative");
        }
        Duration interval = Duration.ofMillis(config.interval_ms());
        Duration catchUp = Duration.ofHours(config.catch_up_hours());
        session = intake.open(new AdapterInfo(name, "derived", "formulas over other points, every " + config.interval_ms() + " ms"));
        Lane live = new Lane(name, session, new Evaluation(interval.toNanos(), catchUp.toNanos(), counts), (site, point) -> site.detail(point.id()).address(), point -> latest(states.of(point.id())));
        loop = new DerivedLoop(name, journal, clock, interval, session::status, live, () -> history(intake, new Evaluation(interval.toNanos(), catchUp.toNanos(), counts)));
        loop.start();
    }

    private Lane history(Intake intake, Evaluation evaluation) {
        IntakeSession filling = intake.openHistory(new AdapterInfo(name + "-history", "derived", "formulas over what was filled in later"));
        filling.status(new AdapterStatus(AdapterStatus.State.CONNECTED, ""));
        return new Lane(name, filling, evaluation, (site, point) -> point.id(), point -> null);
    }

    private static Reading latest(PointState state) {
        return state == null ? null : state.latest();
    }

    @Override
    public void applied(Catalogue now) {
        loop.applied(now);
    }

    @Override
    public void collect(Metrics to) {
        counts.collect(to, name);
    }

    @Deactivate
    void stop() {
        loop.close();
        session.close();
    }
}
