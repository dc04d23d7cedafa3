package io.gemello.itests;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Hears at the broker what the inlets of rows 1 and 2 of the data hall say, and understands it by itself. */
final class HallListener implements AutoCloseable {
    private final MqttClient client;
    /** By point id, in the order of arrival. */
    private final Map<String, List<Said>> inlets = new TreeMap<>();

    /** @param celsius from what was said in °F */
    record Said(Instant time, double celsius) {}

    HallListener(int port) throws MqttException {
        client = new MqttClient("tcp://127.0.0.1:" + port, "hall-listener", new MemoryPersistence());
        client.setCallback(new Heard());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName("operator");
        options.setPassword(GemelloProcess.PASSWORD.getBytes(StandardCharsets.UTF_8));
        client.connect(options);
        client.subscribe("datahall/lattice/#", 1);
    }

    private synchronized void hear(String topic, byte[] payload) throws IOException {
        String rack = topic.substring(topic.lastIndexOf('/') + 1).replace("-climate", "");
        JsonNode said = GemelloProcess.JSON.readTree(payload);
        Instant time = Instant.ofEpochMilli(Math.round(said.get("ts").asDouble() * 1000));
        for (JsonNode probe : said.get("probes")) {
            String id = probe.get("id").asText();
            if (id.startsWith("inlet-")) {
                inlets.computeIfAbsent(rack + "-" + id, point -> new ArrayList<>()).add(new Said(time, (probe.get("v").asDouble() - 32) / 1.8));
            }
        }
    }

    /** All that was heard so far. */
    synchronized Map<String, List<Said>> inlets() {
        Map<String, List<Said>> copy = new TreeMap<>();
        inlets.forEach((point, said) -> copy.put(point, List.copyOf(said)));
        return copy;
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(0, 0, false);
        client.close(true);
    }

    private final class Heard implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) throws Exception {
            hear(topic, message.getPayload());
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {}

        @Override
        public void mqttErrorOccurred(MqttException exception) {}

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean reconnect, String serverURI) {}

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {}
    }
}
