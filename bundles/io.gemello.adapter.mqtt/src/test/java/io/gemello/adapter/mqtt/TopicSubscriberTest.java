package io.gemello.adapter.mqtt;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gemello.api.adapter.TopicSubscriber;
import io.gemello.testkit.Settings;
import io.gemello.testkit.Until;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;

/** Orders over a real broker: they come on a connection of their own, also after it was lost. */
class TopicSubscriberTest {
    private static Consumer<byte[]> into(List<String> heard) {
        return payload -> heard.add(new String(payload, StandardCharsets.UTF_8));
    }

    private static void send(Mosquitto mosquitto, String topic, String text) throws Exception {
        try (Sender sender = new Sender("tcp://127.0.0.1:" + mosquitto.port, "probe", "probe-pw")) {
            sender.send(topic, text.getBytes(StandardCharsets.UTF_8), 1, false);
        }
    }

    @Test
    void ordersComeAlsoAfterALostConnectionAndNotAfterTheEnd(@TempDir Path folder) throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "probe-pw\n");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        BundleContext context = (BundleContext) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, arguments) -> folder.toString());
        try (Mosquitto mosquitto = Mosquitto.withPassword(folder)) {
            CommandSubscriberComponent component = new CommandSubscriberComponent(context, Settings.of(PublisherConfig.class,
                Map.of("uri", "tcp://127.0.0.1:" + mosquitto.port, "user", "probe", "password.file", password.toString())));
            List<String> early = new CopyOnWriteArrayList<>();
            List<String> late = new CopyOnWriteArrayList<>();
            TopicSubscriber.Subscription before = component.subscribe("orders/fan", into(early));
            component.start();
            try {
                Until.holds("connected and subscribed", () -> {
                    send(mosquitto, "orders/fan", "80");
                    return !early.isEmpty();
                });
                component.subscribe("orders/valve", into(late));
                Until.holds("subscribed while connected", () -> {
                    send(mosquitto, "orders/valve", "1");
                    return !late.isEmpty();
                });
                mosquitto.stop();
                mosquitto.start();
                early.clear();
                late.clear();
                Until.holds("both again", () -> {
                    send(mosquitto, "orders/fan", "90");
                    send(mosquitto, "orders/valve", "2");
                    return early.contains("90") && late.contains("2");
                });
                before.close();
                before.close();
                late.clear();
                send(mosquitto, "orders/fan", "100");
                Until.holds("a later message on the same connection", () -> {
                    send(mosquitto, "orders/valve", "3");
                    return late.contains("3");
                });
                assertFalse(early.contains("100"));
                assertThrows(IllegalArgumentException.class, () -> component.subscribe("orders/#", into(late)));
            } finally {
                component.stop();
            }
        }
    }
}
