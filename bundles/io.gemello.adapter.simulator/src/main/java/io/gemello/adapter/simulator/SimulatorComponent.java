package io.gemello.adapter.simulator;

import io.gemello.api.adapter.TopicPublisher;
import io.gemello.api.adapter.TopicSubscriber;
import io.gemello.api.health.MetricSource;
import io.gemello.api.health.Metrics;
import io.gemello.api.http.Endpoint;
import io.gemello.api.http.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
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
public final class SimulatorComponent implements MetricSource, Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatorComponent.class);
    private static final String FEATURE = "simulator";
    private static final int QOS = 1;
    /** Unanswered messages; beyond it a round is left out: the probes do not wait, and nothing may pile up. A large hall may have some rounds under way. */
    private static final int UNDER_WAY = 100;
    private static final int ROUNDS_UNDER_WAY = 4;
    /** A round never blocks; it ends long before. */
    private static final int FAREWELL_SECONDS = 2;

    @ObjectClassDefinition(name = "Simulator", description = "Plays the probes of the demo sites")
    @interface Config {
        @AttributeDefinition(name = "Interval [ms]", description = "From one round of values to the next", min = "1")
        long interval_ms() default 1000;

        @AttributeDefinition(name = "Seed", description = "Another seed is another hall; the same seed gives the same values at the same time")
        long seed() default 1;
    }

    private final TopicPublisher publisher;
    private final Play play;
    private final AtomicInteger underWay = new AtomicInteger();
    private final LongAdder published = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder carriedOut = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final List<TopicSubscriber.Subscription> subscriptions = new ArrayList<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread t = new Thread(task, "gemello-simulator");
        t.setDaemon(true);
        return t;
    });

    @Activate
    public SimulatorComponent(@Reference TopicPublisher publisher, @Reference TopicSubscriber subscriber, BundleContext context, Config config) {
        this.publisher = publisher;
        if (config.interval_ms() < 1) {
            throw new IllegalArgumentException("io.gemello.adapter.simulator: interval.ms must be positive");
        }
        String features = context.getProperty("gemello.site.features");
        if (features != null && Arrays.asList(features.split(",")).contains(FEATURE)) {
            play = play(hall(context.getProperty("gemello.site")), config.seed());
            thread.scheduleAtFixedRate(this::round, 0, config.interval_ms(), TimeUnit.MILLISECONDS);
            for (String topic : play.orders().topics()) {
                subscriptions.add(subscriber.subscribe(topic, payload -> order(topic, payload)));
            }
        } else {
            play = epochMillis -> List.of();
            LOG.info("the simulator rests: the site does not ask for it (features = simulator in site.properties)");
        }
    }

    private static Play play(String hall, long seed) {
        return switch (hall) {
            case "first" -> new SmallHall(seed);
            case "datahall" -> new DataHall(seed, System.currentTimeMillis() / 1000);
            default -> throw new IllegalArgumentException("site.properties: simulator = " + hall + " is no hall that can be played; there are first and datahall");
        };
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

    /** From a thread of the MQTT client. */
    private void order(String topic, byte[] payload) {
        try {
            thread.execute(() -> carryOut(topic, payload));
        } catch (RejectedExecutionException stopping) {
            refused.increment();
        }
    }

    private void carryOut(String topic, byte[] payload) {
        try {
            play.orders().give(topic, payload);
            carriedOut.increment();
        } catch (IllegalArgumentException wrong) {
            refused.increment();
            // Who may publish could fill the log with it: the counter tells.
            LOG.debug("{}", wrong.getMessage());
        }
    }

    /** What is thrown here would end the rounds for good. */
    private void round() {
        try {
            publish(play.at(System.currentTimeMillis()));
        } catch (RuntimeException broken) {
            failed.increment();
            LOG.error("a round of the simulator was left out", broken);
        }
    }

    private void publish(List<Message> messages) {
        if (underWay.get() >= Math.max(UNDER_WAY, ROUNDS_UNDER_WAY * messages.size())) {
            failed.increment();
            return;
        }
        for (Message message : messages) {
            underWay.incrementAndGet();
            publisher.publish(message.topic(), message.payload(), QOS).whenComplete((nothing, failure) -> {
                underWay.decrementAndGet();
                (failure == null ? published : failed).increment();
            });
        }
    }

    @Override
    public List<Route> routes() {
        return new FaultRoutes(play.faults(), thread, () -> System.currentTimeMillis() / 1000).routes();
    }

    @Override
    public void collect(Metrics to) {
        to.counter("gemello_simulator_published_total", "Messages that the broker took", published.sum());
        to.counter("gemello_simulator_failed_total", "Messages that did not get there, and rounds left out", failed.sum());
        to.counter("gemello_simulator_orders_total", "Orders to actuators that were carried out", carriedOut.sum());
        to.counter("gemello_simulator_orders_refused_total", "Orders to actuators that were no numbers or came at the end", refused.sum());
    }

    @Deactivate
    void stop() throws InterruptedException {
        subscriptions.forEach(TopicSubscriber.Subscription::close);
        thread.shutdownNow();
        thread.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS);
    }
}
