package io.gemello.adapter.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.adapter.TopicPublisher;
import io.gemello.api.adapter.TopicSubscriber;
import io.gemello.api.health.Metrics;
import io.gemello.testkit.FakeIntake;
import io.gemello.testkit.Settings;
import io.gemello.testkit.Until;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.BundleContext;

class OrdersTest {
    private static final long MORNING = 1_750_000_000L;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void fanAndSetPointAreSetWithinBounds() {
        Hall hall = new Hall(1, MORNING);
        Orders orders = Orders.of(hall);
        orders.give("datahall/command/crac-2/fan", bytes(" 90\n"));
        orders.give("datahall/command/crac-2/supply-setpoint", bytes("20.5"));
        assertEquals(List.of(0.9, 20.5), List.of(hall.unit(1).askedFan(), hall.unit(1).askedSupply()));
        orders.give("datahall/command/crac-2/fan", bytes("1e9"));
        orders.give("datahall/command/crac-2/supply-setpoint", bytes("-40"));
        assertEquals(List.of(1.0, CoolingUnit.COLDEST_SUPPLY), List.of(hall.unit(1).askedFan(), hall.unit(1).askedSupply()));
        assertEquals(0.75, hall.unit(0).askedFan(), "of the others none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "full", "NaN", "Infinity", "{\"fan\":80}", "00000000000000000000000000000000080"})
    void whatIsNoNumberIsRefused(String payload) {
        Hall hall = new Hall(1, MORNING);
        assertThrows(IllegalArgumentException.class, () -> Orders.of(hall).give("datahall/command/crac-1/fan", bytes(payload)));
        assertEquals(0.75, hall.unit(0).askedFan());
    }

    /** Through the component: from the topic to what the cooling unit says, and no order after the stop. */
    @Test
    void anOrderIsSeenInWhatTheUnitSays(@TempDir Path site) throws Exception {
        Files.writeString(site.resolve("site.properties"), "site = datahall\nsimulator = datahall\n");
        Map<String, Consumer<byte[]>> receivers = new ConcurrentHashMap<>();
        Map<String, String> said = new ConcurrentHashMap<>();
        TopicSubscriber subscriber = (topic, receiver) -> {
            receivers.put(topic, receiver);
            return () -> receivers.remove(topic);
        };
        SimulatorComponent simulator = new SimulatorComponent((topic, payload, qos) -> {
            said.put(topic, new String(payload, StandardCharsets.UTF_8));
            return CompletableFuture.completedFuture(null);
        }, subscriber, new FakeIntake(), context(site), Settings.of(SimulatorComponent.Config.class, Map.of("interval.ms", 20)));
        try {
            assertEquals(2 * Hall.ROWS, receivers.size());
            receivers.get("datahall/command/crac-3/fan").accept(bytes("60"));
            receivers.get("datahall/command/crac-3/fan").accept(bytes("fast"));
            Until.holds("the fan is asked for 60 %", () -> said.getOrDefault("datahall/klimat/crac-3", "").contains("{\"name\":\"fan-setpoint\",\"presentValue\":60.0}"));
            Map<String, Double> counted = new ConcurrentHashMap<>();
            Until.holds("one carried out, one refused", () -> {
                simulator.collect(into(counted));
                return counted.get("gemello_simulator_orders_total") == 1 && counted.get("gemello_simulator_orders_refused_total") == 1;
            });
        } finally {
            simulator.stop();
        }
        assertTrue(receivers.isEmpty());
    }

    /** As control does at an orderly end: the safe value is the last that goes out. */
    @Test
    void whatIsOrderedAtTheEndHoldsOverTheRestart(@TempDir Path site) throws Exception {
        Files.writeString(site.resolve("site.properties"), "site = datahall\nsimulator = datahall\n");
        Map<String, Consumer<byte[]>> receivers = new ConcurrentHashMap<>();
        Map<String, String> said = new ConcurrentHashMap<>();
        TopicPublisher publisher = (topic, payload, qos) -> {
            said.put(topic, new String(payload, StandardCharsets.UTF_8));
            return CompletableFuture.completedFuture(null);
        };
        SimulatorComponent first = new SimulatorComponent(publisher, (topic, receiver) -> {
            receivers.put(topic, receiver);
            // One on its way that comes after the subscription has ended.
            return () -> {
                if (topic.equals("datahall/command/crac-1/fan")) {
                    receiver.accept(bytes("81"));
                }
            };
        }, new FakeIntake(), context(site), Settings.of(SimulatorComponent.Config.class, Map.of("interval.ms", 20, "history.hours", 0)));
        receivers.get("datahall/command/crac-1/fan").accept(bytes("70"));
        receivers.get("datahall/command/crac-2/fan").accept(bytes("82"));
        first.stop();
        said.clear();
        SimulatorComponent second = new SimulatorComponent(publisher, (topic, receiver) -> () -> { }, new FakeIntake(), context(site),
            Settings.of(SimulatorComponent.Config.class, Map.of("interval.ms", 20, "history.hours", 0)));
        try {
            Until.holds("the first round", () -> said.containsKey("datahall/klimat/crac-1") && said.containsKey("datahall/klimat/crac-2"));
            assertTrue(said.get("datahall/klimat/crac-1").contains("{\"name\":\"fan-setpoint\",\"presentValue\":81.0}"), said.get("datahall/klimat/crac-1"));
            assertTrue(said.get("datahall/klimat/crac-2").contains("{\"name\":\"fan-setpoint\",\"presentValue\":82.0}"), said.get("datahall/klimat/crac-2"));
        } finally {
            second.stop();
        }
    }

    /** From the thread of the MQTT client, while the hall's thread ends. */
    @Test
    void whatComesWhenTheThreadHasEndedIsCarriedOutByWhoEndsIt() {
        Hall hall = new Hall(1, MORNING);
        Map<String, Consumer<byte[]>> receivers = new ConcurrentHashMap<>();
        int[] kept = {0};
        OrderDesk desk = new OrderDesk(Orders.of(hall), ending -> {
            throw new RejectedExecutionException("a test says so");
        }, () -> kept[0]++);
        desk.open((topic, receiver) -> {
            receivers.put(topic, receiver);
            return () -> { };
        });
        receivers.get("datahall/command/crac-1/fan").accept(bytes("80"));
        assertEquals(0.75, hall.unit(0).askedFan());
        desk.carryOutLate();
        assertEquals(List.of(0.8, 1.0), List.of(hall.unit(0).askedFan(), (double) kept[0]));
    }

    @Test
    void aHallThatCannotBePlayedIsNamed(@TempDir Path site) throws Exception {
        Files.writeString(site.resolve("site.properties"), "site = elsewhere\nsimulator = elsewhere\n");
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> new SimulatorComponent((topic, payload, qos) -> CompletableFuture.completedFuture(null),
            (topic, receiver) -> () -> { }, new FakeIntake(), context(site), Settings.of(SimulatorComponent.Config.class, Map.of())));
        assertEquals("site.properties: simulator = elsewhere is no hall that can be played; there are first and datahall", refused.getMessage());
    }

    private static BundleContext context(Path site) {
        return (BundleContext) Proxy.newProxyInstance(OrdersTest.class.getClassLoader(), new Class<?>[] {BundleContext.class},
            (proxy, method, arguments) -> arguments[0].equals("gemello.site.features") ? "simulator" : site.toString());
    }

    private static Metrics into(Map<String, Double> counted) {
        return new Metrics() {
            @Override
            public void counter(String name, String help, double value, String... labels) {
                counted.put(name, value);
            }

            @Override
            public void gauge(String name, String help, double value, String... labels) {
                counted.put(name, value);
            }
        };
    }
}
