package io.gemello.adapter.mqtt;

import java.nio.charset.StandardCharsets;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/** Publishes as a device does, and waits for the broker's acknowledgement. */
final class Sender implements AutoCloseable {
    private final MqttClient client;

    Sender(String uri, String user, String password) throws MqttException {
        client = new MqttClient(uri, "sender-" + System.nanoTime(), new MemoryPersistence());
        client.setTimeToWait(20_000);
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(user);
        options.setPassword(password == null ? null : password.getBytes(StandardCharsets.UTF_8));
        client.connect(options);
    }

    void send(String topic, String payload, int qos) throws MqttException {
        send(topic, payload.getBytes(StandardCharsets.UTF_8), qos, false);
    }

    void send(String topic, byte[] payload, int qos, boolean retained) throws MqttException {
        client.publish(topic, payload, qos, retained);
    }

    @Override
    public void close() throws MqttException {
        client.disconnect(2000);
        client.close(true);
    }
}
