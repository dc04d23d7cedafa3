package io.gemello.itests;

import java.nio.charset.StandardCharsets;
import java.util.Map;
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
    static final long USUAL_SECONDS = 10;
    private static final int IN_FLIGHT = 50;
    private final MqttAsyncClient client;
    private final long patienceSeconds;
    private final Semaphore window = new Semaphore(IN_FLIGHT);
    private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
    /** What was handed over and has no answer. */
    private final Map<Long, Unanswered> unanswered = new ConcurrentHashMap<>();

    private record Unanswered(String topic, String payload) {}

    MqttSender(int port) throws MqttException {
        this(port, USUAL_SECONDS);
    }

    /**
     * With more than the usual patience it also connects again and sends again what was not acknowledged, as a device does.
     *
     * @param patienceSeconds how long a broker may acknowledge nothing before a message counts as not taken
     */
    MqttSender(int port, long patienceSeconds) throws MqttException {
        this.patienceSeconds = patienceSeconds;
        client = new MqttAsyncClient("tcp://127.0.0.1:" + port, "sender-" + System.nanoTime(), new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName("operator");
        options.setPassword(GemelloProcess.PASSWORD.getBytes(StandardCharsets.UTF_8));
        options.setConnectionTimeout(10);
        if (patienceSeconds > USUAL_SECONDS) {
            options.setAutomaticReconnect(true);
            options.setAutomaticReconnectDelay(1, 2);
            options.setCleanStart(false);
            options.setSessionExpiryInterval(3600L);
        }
        client.connect(options).waitForCompletion(15_000);
    }

    /** Hands one message over; false when the connection is gone or nothing was acknowledged for too long. */
    boolean send(String topic, long id, String payload) throws InterruptedException {
        if (!window.tryAcquire(patienceSeconds, TimeUnit.SECONDS)) {
            return false;
        }
        unanswered.put(id, new Unanswered(topic, payload));
        for (long second = 0; ; second++) {
            try {
                publish(topic, id, payload);
                return true;
            } catch (MqttException gone) {
                if (patienceSeconds == USUAL_SECONDS || second > patienceSeconds) {
                    window.release();
                    return false;
                }
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }

    private void publish(String topic, long id, String payload) throws MqttException {
        MqttMessage message = new MqttMessage(payload.getBytes(StandardCharsets.UTF_8));
        message.setQos(1);
        client.publish(topic, message, null, answer(id));
    }

    private MqttActionListener answer(long id) {
        return new MqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
                acknowledged.add(id);
                unanswered.remove(id);
                window.release();
            }

            @Override
            public void onFailure(IMqttToken token, Throwable failed) {
                window.release();
            }
        };
    }

    /** Waits until all that was sent is answered, or the time is over. A patient sender sends again what a lost connection left unanswered. */
    void drain(long seconds) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        settle(seconds);
        while (patienceSeconds > USUAL_SECONDS && !unanswered.isEmpty() && System.nanoTime() < deadline) {
            for (Map.Entry<Long, Unanswered> one : unanswered.entrySet()) {
                send(one.getValue().topic(), one.getKey(), one.getValue().payload());
            }
            settle(5);
        }
    }

    private void settle(long seconds) throws InterruptedException {
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
