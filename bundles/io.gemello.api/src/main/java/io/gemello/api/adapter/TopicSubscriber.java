package io.gemello.api.adapter;

import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** Receives MQTT messages that are no telemetry, such as orders to an actuator, on a connection of its own. */
@ProviderType
public interface TopicSubscriber {
    /** Service property: {@code actuators} for orders, with the right to nothing else. Always choose by it. */
    String PURPOSE = "gemello.publisher";

    /** Ends a subscription. */
    interface Subscription extends AutoCloseable {
        /** Any thread; never blocks. A message that is on its way may still come. */
        @Override
        void close();
    }

    /**
     * Any thread; never blocks. Holds over lost connections until it is closed; what is sent meanwhile comes late for up to a minute and after that not at all.
     *
     * @param topic without wildcards
     * @param receiver gets the payload, at least once, from a thread of the MQTT client: it must not block; what it throws is logged
     */
    Subscription subscribe(String topic, Consumer<byte[]> receiver);
}
