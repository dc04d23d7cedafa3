package io.gemello.adapter.simulator;

import io.gemello.api.adapter.Intake;
import io.gemello.api.adapter.TopicPublisher;
import io.gemello.api.adapter.TopicSubscriber;
import io.gemello.api.health.Health;
import io.gemello.api.health.HealthCheck;
import io.gemello.api.health.MetricSource;
import io.gemello.api.health.Metrics;
import io.gemello.api.http.Endpoint;
import io.gemello.api.http.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes what the probes of a hall would, over MQTT like any device; only for a site that asks for the feature. Which hall, {@code simulator = …} in {@code site.properties} says. */
@Designate(ocd = SimulatorComponent.Config.class)
@Component(immediate = true, configurationPid = "io.gemello.adapter.simulator")
public final class SimulatorComponent implements MetricSource, Endpoint, HealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatorComponent.class);
    private static final String FEATURE = "simulator";
    private static final String DATA_HALL = "datahall";
    private static final int MOST_HOURS = 168;
    /** From one noting of how warm the hall is to the next: what a kill takes back. */
    private static final int KEEP_SECONDS = 10;
    /** A round never blocks; it ends long before. */
    private static final int FAREWELL_SECONDS = 5;

    @ObjectClassDefinition(name = "Simulator", description = "Plays the probes of the demo sites")
    @interface Config {
        @AttributeDefinition(name = "Interval [ms]", description = "From one round of values to the next", min = "1")
        long interval_ms() default 1000;

        @AttributeDefinition(name = "Seed", description = "Another seed is another hall; the same seed gives the same values at the same time")
        long seed() default 1;

        @AttributeDefinition(name = "History [h]", description = "Hours before the first start of a data folder that are filled in; 0 for none", min = "0", max = "168")
        int history_hours() default 24;
    }

    private final KeptHall kept;
    private final Rounds rounds;
    private final OrderDesk orderDesk;
    private final List<Route> routes;
    /** Null where the hall has no past. */
    private final PastDay past;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread t = new Thread(task, "gemello-simulator");
        t.setDaemon(true);
        return t;
    });

    @Activate
    public SimulatorComponent(@Reference(target = "(gemello.publisher=publisher)") TopicPublisher publisher,
                              @Reference(target = "(gemello.publisher=actuators)") TopicSubscriber subscriber, @Reference Intake intake, BundleContext context, Config config) {
        if (config.interval_ms() < 1) {
            throw new IllegalArgumentException("io.gemello.adapter.simulator: interval.ms must be positive");
        }
        if (config.history_hours() < 0 || config.history_hours() > MOST_HOURS) {
            throw new IllegalArgumentException("io.gemello.adapter.simulator: history.hours is from 0 to " + MOST_HOURS);
        }
        String features = context.getProperty("gemello.site.features");
        boolean asked = features != null && Arrays.asList(features.split(",")).contains(FEATURE);
        String name = asked ? hall(context.getProperty("gemello.site")) : "none";
        Path folder = Path.of(String.valueOf(context.getProperty("gemello.data")), "simulator");
        Play play = play(name, config.seed());
        kept = new KeptHall(play, new KeptFile(folder.resolve(name + ".state")));
        rounds = new Rounds(publisher, play);
        orderDesk = new OrderDesk(play.orders(), thread, kept::changed);
        routes = new FaultRoutes(play.faults(), thread, SimulatorComponent::now, kept::changed).routes();
        past = name.equals(DATA_HALL) && config.history_hours() > 0 ? past(intake, new KeptFile(folder.resolve(name + ".history")), config) : null;
        if (asked) {
            thread.execute(kept::recall);
            thread.scheduleAtFixedRate(rounds::next, 0, config.interval_ms(), TimeUnit.MILLISECONDS);
            thread.scheduleWithFixedDelay(kept::goesOn, KEEP_SECONDS, KEEP_SECONDS, TimeUnit.SECONDS);
            orderDesk.open(subscriber);
            if (past != null) {
                past.start();
            }
        } else {
            LOG.info("the simulator rests: the site does not ask for it (features = simulator in site.properties)");
        }
    }

    private static Play play(String hall, long seed) {
        return switch (hall) {
            case "none" -> epochMillis -> List.of();
            case "first" -> new SmallHall(seed);
            // An hour ago: what is recalled works until now before the first round.
            case DATA_HALL -> new DataHall(seed, now() - Hall.SETTLING_SECONDS);
            default -> throw new IllegalArgumentException("site.properties: simulator = " + hall + " is no hall that can be played; there are first and datahall");
        };
    }

    private static long now() {
        return System.currentTimeMillis() / 1000;
    }

    private static PastDay past(Intake intake, KeptFile file, Config config) {
        try {
            return new PastDay(intake, file, second -> new DataHall(config.seed(), second), now(), config.history_hours());
        } catch (IOException unreadable) {
            LOG.warn("no history is filled in: {}", unreadable.getMessage());
            return null;
        }
    }

    private static String hall(String site) {
        Path file = Path.of(String.valueOf(site), "site.properties");
        Properties ofSite = new Properties();
        if (Files.isRegularFile(file)) {
            try (var in = Files.newBufferedReader(file)) {
                ofSite.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(file + " cannot be read", e);
            }
        }
        return ofSite.getProperty("simulator", "first").strip();
    }

    @Override
    public List<Route> routes() {
        return routes;
    }

    @Override
    public List<Health> check() {
        return kept.check();
    }

    @Override
    public void collect(Metrics to) {
        rounds.collect(to);
        orderDesk.collect(to);
        if (past != null) {
            past.collect(to);
        }
    }

    /** What was ordered until now is carried out and kept. */
    @Deactivate
    void stop() throws InterruptedException {
        orderDesk.close();
        thread.execute(kept::goesOn);
        thread.shutdown();
        if (past != null) {
            past.close();
        }
        if (thread.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
            orderDesk.carryOutLate();
        } else {
            LOG.warn("the simulator does not end within {} s; orders of its last moment may be lost", FAREWELL_SECONDS);
            thread.shutdownNow();
        }
    }
}
