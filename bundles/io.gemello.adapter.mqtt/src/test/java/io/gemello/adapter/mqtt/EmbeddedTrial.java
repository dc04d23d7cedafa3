package io.gemello.adapter.mqtt;

import io.gemello.api.access.LocalBroker;
import io.gemello.broker.EmbeddedBroker;
import io.gemello.testkit.AcknowledgingTrial;
import java.nio.file.Path;
import java.util.Map;

/** This runtime's own broker, which comes and goes with its bundle and has a new secret each time. */
final class EmbeddedTrial extends MqttTrial implements AcknowledgingTrial {
    private final Path folder;
    private volatile EmbeddedBroker broker;

    EmbeddedTrial(Path folder) throws Exception {
        super(folder);
        this.folder = folder;
        broker = new EmbeddedBroker(folder, 0, null);
    }

    @Override
    Map<String, ?> way() {
        return Map.of();
    }

    @Override
    LocalBroker local() {
        return broker;
    }

    @Override
    void publish(String topic, byte[] payload) throws Exception {
        try (Sender sender = new Sender(broker.uri().toString(), broker.user(), broker.secret())) {
            sender.send(topic, payload, 1, false);
        }
    }

    @Override
    public long unacknowledged() {
        return broker.queued();
    }

    @Override
    public void away() throws Exception {
        EmbeddedBroker old = broker;
        broker = null;
        localBrokerChanged();
        old.close();
    }

    @Override
    public void back() throws Exception {
        broker = new EmbeddedBroker(folder, 0, null);
        localBrokerChanged();
    }

    /** The broker's pools grow and shrink by their own rules. */
    @Override
    public boolean stranger(Thread thread) {
        return !thread.getName().startsWith("MQTT") && !thread.getName().startsWith("gemello-mqtt-" + name());
    }

    @Override
    public void close() throws Exception {
        if (broker != null) {
            broker.close();
        }
    }
}
