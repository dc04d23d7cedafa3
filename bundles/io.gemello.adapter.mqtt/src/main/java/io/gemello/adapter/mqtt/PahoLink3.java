package io.gemello.adapter.mqtt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/**
 * MQTT 3.1.1. It cannot tell the broker a receive maximum: the client's one callback thread waits instead, and with it the
 * socket. A wait longer than the keep-alive ends in a reconnect; what was unacknowledged comes again.
 */
final class PahoLink3 implements MqttLink, MqttCallback {
    private static final int FAILURE = 128;

    private final Target target;
    private final Listener listener;
    private final MqttAsyncClient client;
    private final Semaphore window;
    private volatile boolean closed;

    PahoLink3(Target target, Listener listener) throws Refused {
        this.target = target;
        this.listener = listener;
        this.window = new Semaphore(target.receiveMaximum());
        try {
            client = new MqttAsyncClient(target.uri(), target.clientId(), new MemoryPersistence());
        } catch (MqttException | IllegalArgumentException e) {
            throw new Refused(true, "uri '" + target.uri() + "' is no broker address; write tcp://HOST:PORT or ssl://HOST:PORT");
        }
        client.setManualAcks(true);
        client.setCallback(this);
    }

    @Override
    public boolean connect() throws Refused {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setAutomaticReconnect(false);
        options.setCleanSession(false);
        options.setConnectionTimeout(PahoWords.TIMEOUT_SECONDS);
        options.setKeepAliveInterval(PahoWords.KEEP_ALIVE_SECONDS);
        options.setHttpsHostnameVerificationEnabled(true);
        if (target.tls() != null) {
            options.setSocketFactory(target.tls().context().getSocketFactory());
        }
        if (target.will() != null) {
            options.setWill(target.will().topic(), target.will().payload(), 1, false);
        }
        if (!target.user().isEmpty()) {
            options.setUserName(target.user());
        }
        if (target.password() != null) {
            options.setPassword(target.password().toCharArray());
        }
        try {
            IMqttToken token = client.connect(options);
            token.waitForCompletion(PahoWords.PATIENCE_MILLIS);
            return token.getSessionPresent();
        } catch (MqttException e) {
            throw PahoWords.connect(target, e.getReasonCode(), e);
        }
    }

    @Override
    public void subscribe(Collection<String> filters) throws Refused {
        for (List<String> some : PahoWords.portions(filters)) {
            int[] qos = new int[some.size()];
            Arrays.fill(qos, 1);
            List<String> failed = new ArrayList<>();
            try {
                IMqttToken token = client.subscribe(some.toArray(String[]::new), qos);
                token.waitForCompletion(PahoWords.PATIENCE_MILLIS);
                int[] granted = token.getGrantedQos();
                for (int i = 0; granted != null && i < granted.length && i < some.size(); i++) {
                    if (granted[i] >= FAILURE) {
                        failed.add(some.get(i));
                    }
                }
            } catch (MqttException | IllegalArgumentException e) {
                throw new Refused(e instanceof IllegalArgumentException, "subscription failed: " + e.getMessage());
            }
            PahoWords.subscribed(failed);
        }
    }

    @Override
    public boolean watch(String topic) throws Refused {
        try {
            IMqttToken token = client.subscribe(new String[] {topic}, new int[] {0});
            token.waitForCompletion(PahoWords.PATIENCE_MILLIS);
            return token.getGrantedQos() == null || Arrays.stream(token.getGrantedQos()).allMatch(code -> code < FAILURE);
        } catch (MqttException e) {
            throw new Refused(false, "the connection broke when '" + topic + "' was asked for: " + e.getMessage());
        }
    }

    @Override
    public void unsubscribe(Collection<String> filters) throws Refused {
        try {
            for (List<String> some : PahoWords.portions(filters)) {
                client.unsubscribe(some.toArray(String[]::new)).waitForCompletion(PahoWords.PATIENCE_MILLIS);
            }
        } catch (MqttException e) {
            throw new Refused(false, "unsubscribing failed: " + e.getMessage());
        }
    }

    @Override
    public void acknowledge(Incoming message) {
        window.release();
        try {
            client.messageArrivedComplete(message.id(), message.qos());
        } catch (MqttException gone) {
            // The connection went before; the broker delivers again.
        }
    }

    @Override
    public CompletionStage<Void> publish(String topic, byte[] payload, int qos) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        try {
            client.publish(topic, payload, qos, false, null, new IMqttActionListener() {
                @Override
                public void onSuccess(IMqttToken token) {
                    done.complete(null);
                }

                @Override
                public void onFailure(IMqttToken token, Throwable cause) {
                    done.completeExceptionally(cause);
                }
            });
        } catch (MqttException | IllegalArgumentException e) {
            done.completeExceptionally(e);
        }
        return done;
    }

    @Override
    public void close() {
        closed = true;
        try {
            if (client.isConnected()) {
                client.disconnect(PahoWords.FAREWELL_MILLIS).waitForCompletion(PahoWords.PATIENCE_MILLIS);
            } else {
                client.disconnectForcibly(0, 0, false);
            }
        } catch (MqttException gone) {
            // Nothing left to say good-bye to.
        }
        try {
            client.close(true);
        } catch (MqttException gone) {
            // Closed already.
        }
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) throws InterruptedException {
        if (message.getQos() > 0) {
            while (!window.tryAcquire(100, TimeUnit.MILLISECONDS)) {
                if (closed) {
                    return;
                }
            }
        }
        listener.arrived(new Incoming(this, topic, message.getPayload(), message.getId(), message.getQos()));
    }

    @Override
    public void connectionLost(Throwable cause) {
        listener.lost(PahoWords.lost(cause == null ? "closed by the broker" : cause.getMessage(), cause == null ? null : cause.getCause()));
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {
        // publish() has its own listener.
    }
}
