package io.gemello.adapter.__name__;

import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.adapter.AdapterStatus;
import io.gemello.api.adapter.AdapterStatus.State;
import io.gemello.api.adapter.Intake;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.adapter.Sample;
import io.gemello.api.clock.SiteClock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Asks a {@link __Name__Source} for every address that the site wants, again and again, on one thread. */
@Designate(ocd = __Name__Adapter.Config.class, factory = true)
@Component(configurationPid = "io.gemello.adapter.__name__", configurationPolicy = ConfigurationPolicy.REQUIRE, service = {})
public final class __Name__Adapter {
    @ObjectClassDefinition(name = "__Name__ adapter", description = "Polls numbers from URLs. One instance is one adapter of points.csv.")
    @interface Config {
        @AttributeDefinition(name = "Name", description = "As it stands in the column adapter of points.csv; empty: the last part of the configuration's name")
        String name() default "";

        @AttributeDefinition(name = "Interval [ms]", description = "From the end of a round to the next", min = "50")
        int interval_ms() default 5000;

        @AttributeDefinition(name = "Shown as", description = "How the web console lists this instance; {name} stands for the name above")
        String webconsole_configurationFactory_nameHint() default "__Name__ adapter {name}";
    }

    private static final int SHORTEST_INTERVAL_MS = 50;

    private final IntakeSession session;
    private final SiteClock clock;
    private final __Name__Source source = new __Name__Source();
    private final ScheduledExecutorService thread;

    @Activate
    public __Name__Adapter(@Reference Intake intake, @Reference SiteClock clock, Config config, Map<String, Object> properties) {
        String name = config.name().isBlank() ? instance(String.valueOf(properties.get("service.pid"))) : config.name();
        if (config.interval_ms() < SHORTEST_INTERVAL_MS) {
            throw new IllegalArgumentException("io.gemello.adapter.__name__-" + name + ": interval.ms is " + config.interval_ms() + "; it must be " + SHORTEST_INTERVAL_MS + " or more");
        }
        this.clock = clock;
        session = intake.open(new AdapterInfo(name, "__name__", "URLs, every " + config.interval_ms() + " ms"));
        thread = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "gemello-__name__-" + name));
        thread.scheduleWithFixedDelay(this::round, 0, config.interval_ms(), TimeUnit.MILLISECONDS);
    }

    /** The PID of {@code io.gemello.adapter.__name__-roof.cfg} is {@code io.gemello.adapter.__name__~roof}. */
    private static String instance(String pid) {
        return pid.contains("~") ? pid.substring(pid.indexOf('~') + 1) : "__name__";
    }

    private void round() {
        try {
            poll(session.wanted());
        } catch (RuntimeException unexpected) {
            // Thrown on, it would end the schedule.
            session.status(new AdapterStatus(State.DEGRADED, "unexpected: " + unexpected));
        }
    }

    private void poll(Set<String> addresses) {
        List<Sample> samples = new ArrayList<>();
        String trouble = "";
        for (String address : addresses) {
            if (thread.isShutdown()) {
                return;
            }
            try {
                samples.add(new Sample(session.bind(address), source.read(address), null, clock.epochNanos()));
            } catch (__Name__Source.Unreadable rubbish) {
                session.lost("unreadable", 1);
                trouble = address + " " + rubbish.getMessage();
            } catch (IOException away) {
                trouble = address + " does not answer (" + away.getMessage() + "): trying again";
            }
        }
        // Blocks while too much is on its way: that is the back-pressure.
        session.submit(samples).whenComplete((durable, failure) -> {
            if (failure != null) {
                session.lost("not-stored", samples.size());
            }
        });
        session.status(new AdapterStatus(trouble.isEmpty() ? State.CONNECTED : samples.isEmpty() ? State.DISCONNECTED : State.DEGRADED, trouble));
    }

    /** Nothing of this adapter's runs any more when it returns. */
    @Deactivate
    void stop() throws InterruptedException {
        thread.shutdownNow();
        thread.awaitTermination(__Name__Source.LONGEST_MILLIS, TimeUnit.MILLISECONDS);
        session.close();
    }
}
