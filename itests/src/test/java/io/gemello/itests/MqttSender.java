package io.gemello.itests;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/** Publishes with QoS 1 and remembers, by id, what the broker has acknowledged. */
final class MqttSender implements AutoCloseable {
    private static final int IN_FLIGHT = 50;
    private final MqttAsyncClient client;
    private final Semaphore window = new Semaphore(IN_FLIGHT);
    private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();

    MqttSender(int port) throws MqttException {
        client = new MqttAsyncClient("tcp://127.0.0.1:" + port, "sender-" + System.nanoTime(), new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName("operator");
        options.setPassword(GemelloProcess.PASSWORD.getBytes(StandardCharsets.UTF_8));
        options.setConnectionTimeout(10);
        client.connect(options).waitForCompletion(15_000);
    }

    /** Hands one message over; false when the connection is gone or nothing was acknowledged for ten seconds. */
    boolean send(String topic, long id, String payload) throws InterruptedException {
        if (!window.tryAcquire(10, TimeUnit.SECONDS)) {
            return false;
        }
        MqttMessage message = new MqttMessage(payload.getBytes(StandardCharsets.UTF_8));
        message.setQos(1);
        try {
            client.publish(topic, message, null, new MqttActionListener() {
                @Override
                public void onSuccess(IMqttToken token) {
                    acknowledged.add(id);
                    window.release();
                }

                @Override
                public void onFailure(IMqttToken token, Throwable failed) {
                    window.release();
                }
            });
            return true;
        } catch (MqttException gone) {
            return false;
        }
    }

    /** Waits until all that was sent is answered, or the time is over. */
    void drain(long seconds) throws InterruptedException {
        if (window.tryAcquire(IN_FLIGHT, seconds, TimeUnit.SECONDS)) {
            window.release(IN_FLIGHT);
        }
    }

    Set<Long> acknowledged() {
        return acknowledged;
    }

    @Override
    public void close() {
        try {
            client.disconnectForcibly(0, 0, false);
            client.close(true);
        } catch (MqttException gone) {
            // The broker was killed: there is nothing left to close.
        }
    }
}
