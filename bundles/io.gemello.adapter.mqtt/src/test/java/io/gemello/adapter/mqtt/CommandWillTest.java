package io.gemello.adapter.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.testkit.Settings;
import io.gemello.testkit.Until;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;

/** Actuators at a broker of their own hear when nobody gives orders any more (MQTT 5, 3.1.2.5). */
class CommandWillTest {
    private static final String WILL = "plant/command/release";
    @TempDir Path folder;

    private BundleContext context() {
        return (BundleContext) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, arguments) -> folder.toString());
    }

    private CommandPublisherComponent commands(int port, int version) {
        return new CommandPublisherComponent(context(), Settings.of(PublisherConfig.class,
            Map.of("uri", "tcp://127.0.0.1:" + port, "version", version, "will.topic", WILL, "will.payload", "nobody")));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 3})
    void aConnectionThatBreaksIsToldToActuatorsAndOneThatEndsInOrderIsNot(int version) throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (Mosquitto mosquitto = new Mosquitto(folder, List.of("allow_anonymous true")); Relay relay = new Relay(mosquitto.port)) {
            CommandSubscriberComponent actuators = new CommandSubscriberComponent(context(), Settings.of(PublisherConfig.class, Map.of("uri", "tcp://127.0.0.1:" + mosquitto.port)));
            actuators.subscribe(WILL, payload -> heard.add(new String(payload, StandardCharsets.UTF_8)));
            actuators.subscribe("plant/command/fan", payload -> heard.add(new String(payload, StandardCharsets.UTF_8)));
            actuators.start();
            CommandPublisherComponent commands = commands(relay.port(), version);
            commands.start();
            try {
                Until.holds("an order arrives", () -> {
                    commands.publish("plant/command/fan", "80".getBytes(StandardCharsets.UTF_8), 1);
                    return heard.contains("80");
                });
                relay.cut();
                Until.holds("the actuators are told", () -> heard.contains("nobody"));
                Until.holds("orders arrive again", () -> {
                    commands.publish("plant/command/fan", "90".getBytes(StandardCharsets.UTF_8), 1);
                    return heard.contains("90");
                });
                heard.clear();
            } finally {
                commands.stop();
            }
            try (Sender later = new Sender("tcp://127.0.0.1:" + mosquitto.port, null, null)) {
                later.send("plant/command/fan", "after", 1);
            }
            Until.holds("what came later", () -> heard.contains("after"));
            assertEquals(List.of(), heard.stream().filter("nobody"::equals).toList());
            actuators.stop();
        }
    }

    @Test
    void atTheEmbeddedBrokerThereIsNone() {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class,
            () -> new CommandPublisherComponent(context(), Settings.of(PublisherConfig.class, Map.of("will.topic", WILL))));
        assertTrue(refused.getMessage().contains("ends with this process"), refused.getMessage());
    }
}
