package io.gemello.broker;

import io.gemello.api.access.Role;
import io.gemello.api.access.Subject;
import io.gemello.api.access.TlsPaths;
import io.gemello.api.access.TlsPort;
import io.gemello.api.access.Users;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.activemq.artemis.core.config.WildcardConfiguration;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** A real broker on a free port with the users that these tests know: name is role, password is name + "-pw". */
final class TestBroker implements AutoCloseable {
    final AtomicInteger passwordChecks = new AtomicInteger();
    final AtomicReference<Users> users = new AtomicReference<>(new Users() {
        @Override
        public Optional<Subject> byPassword(String name, String password) {
            passwordChecks.incrementAndGet();
            return password.equals(name + "-pw") ? Optional.of(new Subject(name, Set.of(Role.valueOf(name.toUpperCase(java.util.Locale.ROOT))))) : Optional.empty();
        }

        @Override
        public Optional<Subject> byToken(String token) {
            return token.equals("device-token") ? Optional.of(new Subject("device", Set.of(Role.DEVICE))) : Optional.empty();
        }
    });
    final AtomicInteger tlsPort = new AtomicInteger();
    final Refusals refusals = new Refusals(System::nanoTime);
    final SignIn signIn;
    final MqttBroker broker;

    TestBroker(Path folder) throws Exception {
        this(settings(folder, 256 << 20), Map.of());
    }

    TestBroker(BrokerSettings settings, Map<String, ?> rights) throws Exception {
        this(settings, rights, TlsPort.of("test", 0, new TlsPaths("", "", ""), "none"));
    }

    TestBroker(BrokerSettings settings, Map<String, ?> rights, TlsPort tls) throws Exception {
        signIn = new SignIn(users::get, new TopicRights(rights), refusals, System::nanoTime, new WildcardConfiguration());
        broker = new MqttBroker(settings, signIn, refusals, "127.0.0.1", tls, tlsPort::set);
    }

    static BrokerSettings settings(Path folder, long minFreeDisk) {
        return new BrokerSettings("127.0.0.1", 0, true, folder, 1 << 20, 100, 3600, 8 << 20, 1000, 64 << 20, minFreeDisk);
    }

    Client connect(String clientId, String user, String password) throws MqttException {
        return new Client(broker.port(), clientId, user, password, true);
    }

    /** Keeps its session for an hour. */
    Client resume(String clientId, String user, String password) throws MqttException {
        return new Client(broker.port(), clientId, user, password, false);
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within 20 s: " + what);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
        }
    }

    @Override
    public void close() throws Exception {
        broker.close();
    }

    /** An MQTT 5 client that remembers what came. */
    static final class Client implements AutoCloseable, MqttCallback {
        final List<String> received = Collections.synchronizedList(new ArrayList<>());
        final AtomicInteger losses = new AtomicInteger();
        final MqttClient paho;
        final boolean sessionPresent;

        Client(int port, String clientId, String user, String password, boolean clean) throws MqttException {
            paho = new MqttClient("tcp://127.0.0.1:" + port, clientId, new MemoryPersistence());
            paho.setTimeToWait(10_000);
            paho.setCallback(this);
            MqttConnectionOptions options = new MqttConnectionOptions();
            options.setCleanStart(clean);
            if (!clean) {
                options.setSessionExpiryInterval(3600L);
            }
            options.setUserName(user);
            options.setPassword(password == null ? null : password.getBytes());
            try {
                sessionPresent = paho.connectWithResult(options).getSessionPresent();
            } catch (MqttException e) {
                paho.close(true);
                throw e;
            }
        }

        void publish(String topic, String payload, int qos, boolean retained) throws MqttException {
            paho.publish(topic, payload.getBytes(), qos, retained);
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            received.add(topic + "=" + new String(message.getPayload()));
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            losses.incrementAndGet();
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {}

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean reconnect, String serverURI) {}

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {}

        @Override
        public void close() throws MqttException {
            if (paho.isConnected()) {
                paho.disconnect(2000);
            }
            paho.close(true);
        }
    }
}
