package io.gemello.adapter.mqtt;

import io.gemello.api.access.LocalBroker;
import io.gemello.api.adapter.Intake;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Site;
import io.gemello.testkit.AdapterTrial;
import io.gemello.testkit.Settings;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;

/** The whole component with one topic, on some broker. */
abstract class MqttTrial implements AdapterTrial {
    private static final String TOPIC = "hall/inlet";
    private final Path data;
    private MqttAdapterComponent current;

    /** @param folder the data folder lies in it */
    MqttTrial(Path folder) {
        data = folder.resolve("data");
    }

    /** Settings that lead to the broker. */
    abstract Map<String, ?> way();

    /** Null for a foreign broker. */
    abstract LocalBroker local();

    abstract void publish(String topic, byte[] payload) throws Exception;

    @Override
    public String name() {
        return "hall";
    }

    @Override
    public String address() {
        return TOPIC;
    }

    @Override
    public AutoCloseable activate(Intake intake) {
        return activate(intake, way());
    }

    private AutoCloseable activate(Intake intake, Map<String, ?> settings) {
        BundleContext context = fake(BundleContext.class, (proxy, method, arguments) -> "gemello.data".equals(arguments[0]) ? data.toString() : null);
        MqttAdapterComponent component = new MqttAdapterComponent(intake, context, Settings.of(MqttAdapterComponent.Config.class, settings),
            Map.of("service.pid", "io.gemello.adapter.mqtt~" + name()));
        component.localBroker = local();
        Site site = new Site("trial", "org.trial", ZoneOffset.UTC, Path.of("/"), Map.of());
        component.applied(fake(Catalogue.class, (proxy, method, arguments) -> method.getName().equals("site") ? site : null));
        current = component;
        return component::stop;
    }

    /** As the framework does when the broker's service comes and goes. */
    void localBrokerChanged() {
        if (current != null) {
            current.localBroker = local();
        }
    }

    @Override
    public List<Misconfigured> misconfigured() {
        return List.of(wrong("version", 4), wrong("sourceTime", "yesterday"), wrong("receive.maximum", 0), wrong("receive.maximum", 65_536), wrong("session.expiry.seconds", 0),
            wrong("max.payload.bytes", 0), wrong("password.file", "nowhere"), wrong("uri", "tcp:no port"), wrong("tls.ca", "ca.pem"), wrong("user", "probe"), wrong("subscribe", "a/#/b"));
    }

    private Misconfigured wrong(String key, Object value) {
        Map<String, Object> settings = new HashMap<>(Map.of(key, value));
        if (!key.equals("user")) {
            settings.putIfAbsent("uri", "tcp://127.0.0.1:1");
        }
        return new Misconfigured(key, intake -> activate(intake, settings));
    }

    @Override
    public void say(double value) throws Exception {
        publish(TOPIC, Double.toString(value).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Map<String, Step> rubbish() {
        return Map.of(
            "nothing", () -> publish(TOPIC, new byte[0]),
            "words", () -> publish(TOPIC, "out of order".getBytes(StandardCharsets.UTF_8)),
            "JSON where a number belongs", () -> publish(TOPIC, "{\"v\":20}".getBytes(StandardCharsets.UTF_8)),
            "JSON without end", () -> publish(TOPIC, "[".repeat(5000).getBytes(StandardCharsets.UTF_8)),
            "bytes that are no text", () -> publish(TOPIC, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 13}),
            "more than a message may hold", () -> publish(TOPIC, "1".repeat(100_000).getBytes(StandardCharsets.UTF_8)));
    }

    private static <T> T fake(Class<T> type, InvocationHandler answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers));
    }
}
