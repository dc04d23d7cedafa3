package io.gemello.adapter.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;

/** MQTT 5. The receive maximum holds the broker back: so many messages are under way unacknowledged, no more. */
final class PahoLink5 implements MqttLink, MqttCallback {
    /** Retain handling: retained messages only when the subscription is new (MQTT 5, 3.8.3.1). */
    private static final int RETAINED_IF_NEW = 1;
    private static final int FIRST_FAILURE = 128;

    private final Target target;
    private final Listener listener;
    private final MqttAsyncClient client;

    PahoLink5(Target target, Listener listener) throws Refused {
        this.target = target;
        this.listener = listener;
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
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setAutomaticReconnect(false);
        options.setCleanStart(false);
        options.setSessionExpiryInterval(target.sessionExpirySeconds());
        options.setReceiveMaximum(target.receiveMaximum());
        options.setConnectionTimeout(PahoWords.TIMEOUT_SECONDS);
        options.setKeepAliveInterval(PahoWords.KEEP_ALIVE_SECONDS);
        options.setHttpsHostnameVerificationEnabled(true);
        if (target.tls() != null) {
            options.setSocketFactory(target.tls().context().getSocketFactory());
        }
        if (target.will() != null) {
            options.setWill(target.will().topic(), new MqttMessage(target.will().payload(), 1, false, null));
        }
        if (!target.user().isEmpty()) {
            options.setUserName(target.user());
        }
        if (target.password() != null) {
            options.setPassword(target.password().getBytes(StandardCharsets.UTF_8));
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
            MqttSubscription[] subscriptions = new MqttSubscription[some.size()];
            for (int i = 0; i < subscriptions.length; i++) {
                subscriptions[i] = new MqttSubscription(some.get(i), 1);
                subscriptions[i].setRetainHandling(RETAINED_IF_NEW);
            }
            try {
                IMqttToken token = client.subscribe(subscriptions);
                token.waitForCompletion(PahoWords.PATIENCE_MILLIS);
                check(some, token.getReasonCodes());
            } catch (MqttException | IllegalArgumentException e) {
                throw new Refused(e instanceof IllegalArgumentException, "subscription failed: " + e.getMessage());
            }
        }
    }

    @Override
    public boolean watch(String topic) throws Refused {
        try {
            IMqttToken token = client.subscribe(new MqttSubscription[] {new MqttSubscription(topic, 0)});
            token.waitForCompletion(PahoWords.PATIENCE_MILLIS);
            return token.getReasonCodes() == null || Arrays.stream(token.getReasonCodes()).allMatch(code -> code < FIRST_FAILURE);
        } catch (MqttException e) {
            throw new Refused(false, "the connection broke when '" + topic + "' was asked for: " + e.getMessage());
        }
    }

    private static void check(List<String> filters, int[] codes) throws Refused {
        List<String> failed = new ArrayList<>();
        for (int i = 0; codes != null && i < codes.length && i < filters.size(); i++) {
            if (codes[i] >= FIRST_FAILURE) {
                failed.add(filters.get(i));
            }
        }
        PahoWords.subscribed(failed);
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
            client.publish(topic, payload, qos, false, null, new MqttActionListener() {
                @Override
                public void onSuccess(IMqttToken token) {
                    int[] codes = token.getReasonCodes();
                    if (codes != null && codes.length > 0 && codes[0] >= FIRST_FAILURE) {
                        done.completeExceptionally(PahoWords.publish(topic, codes[0] == MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED));
                    } else {
                        done.complete(null);
                    }
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
    public void messageArrived(String topic, MqttMessage message) {
        listener.arrived(new Incoming(this, topic, message.getPayload(), message.getId(), message.getQos()));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        MqttException e = response.getException();
        boolean takenOver = response.getReturnCode() == MqttReturnCode.RETURN_CODE_SESSION_TAKEN_OVER;
        listener.lost(takenOver ? "another client connected with client id '" + target.clientId() + "': give one of the two another client.id"
            : e == null ? "the broker closed the connection (code " + response.getReturnCode() + ")" : PahoWords.lost(e.getMessage(), e.getCause()));
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        // Followed by disconnected() where it matters.
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // publish() has its own listener.
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        // connect() waits for it.
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        // Enhanced authentication is not asked for.
    }
}
