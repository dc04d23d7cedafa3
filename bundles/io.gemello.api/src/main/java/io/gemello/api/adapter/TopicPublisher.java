package io.gemello.api.adapter;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** Publishes MQTT messages, on a connection of its own (client id and credentials apart from those of telemetry). */
@ProviderType
public interface TopicPublisher {
    /** Service property: {@code publisher} for telemetry; {@code commands} for orders to actuators, with the right to nothing else. Always choose by it. */
    String PURPOSE = "gemello.publisher";

    /** @return completes when the broker has acknowledged (qos 1 and 2) or the message was handed to the network (qos 0); fails when there is no connection. Never blocks */
    CompletionStage<Void> publish(String topic, byte[] payload, int qos);
}
