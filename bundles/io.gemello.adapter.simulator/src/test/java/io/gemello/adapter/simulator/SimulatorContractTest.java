package io.gemello.adapter.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.adapter.Intake;
import io.gemello.api.health.Metrics;
import io.gemello.testkit.FakeIntake;
import io.gemello.testkit.LifecycleContract;
import io.gemello.testkit.Settings;
import io.gemello.testkit.Trial;
import io.gemello.testkit.Until;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;

/** It delivers to a broker and not to the intake: of the adapters' contract it keeps what is about its life. */
class SimulatorContractTest implements LifecycleContract {
    @Override
    public Trial trial(Path folder) {
        return new Hall(folder);
    }

    /** The broker takes the messages and answers nothing: they must not pile up. */
    @Test
    void whatIsNotAnsweredIsBoundedAndCounted(@TempDir Path folder) throws Exception {
        Hall hall = new Hall(folder);
        hall.answering = false;
        SimulatorComponent simulator = hall.simulator(new FakeIntake(), 1);
        try {
            Map<String, Double> counted = new HashMap<>();
            Until.holds("rounds are left out and counted", () -> {
                simulator.collect(metrics(counted));
                return counted.get("gemello_simulator_failed_total") > 0;
            });
            assertTrue(hall.messages.get() < 110, "under way: " + hall.messages);
            assertEquals(0, counted.get("gemello_simulator_published_total"));
        } finally {
            simulator.stop();
        }
    }

    private static Metrics metrics(Map<String, Double> to) {
        return new Metrics() {
            @Override
            public void counter(String name, String help, double value, String... labels) {
                to.put(name, value);
            }

            @Override
            public void gauge(String name, String help, double value, String... labels) {
                to.put(name, value);
            }
        };
    }

    /** A broker that counts. */
    private static final class Hall implements Trial {
        private final AtomicInteger messages = new AtomicInteger();
        private final Path folder;
        private boolean answering = true;

        Hall(Path folder) {
            this.folder = folder;
        }

        SimulatorComponent simulator(Intake intake, long intervalMs) {
            BundleContext context = (BundleContext) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {BundleContext.class},
                (proxy, method, arguments) -> arguments[0].equals("gemello.site.features") ? "simulator" : folder.toString());
            return new SimulatorComponent((topic, payload, qos) -> {
                messages.incrementAndGet();
                return answering ? CompletableFuture.completedFuture(null) : new CompletableFuture<>();
            }, (topic, receiver) -> () -> { }, intake, context, Settings.of(SimulatorComponent.Config.class, Map.of("interval.ms", intervalMs)));
        }

        @Override
        public String name() {
            return "io.gemello.adapter.simulator";
        }

        @Override
        public AutoCloseable activate(Intake intake) {
            return simulator(intake, 1)::stop;
        }

        @Override
        public void untilItWorks(FakeIntake intake) throws Exception {
            int before = messages.get();
            Until.holds("messages", () -> messages.get() > before);
        }

        @Override
        public List<Misconfigured> misconfigured() {
            return List.of(new Misconfigured("interval.ms", intake -> simulator(intake, 0)::stop));
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
