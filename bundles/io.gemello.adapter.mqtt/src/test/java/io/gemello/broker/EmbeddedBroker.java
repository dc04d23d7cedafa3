package io.gemello.broker;

import io.gemello.api.access.LocalBroker;
import io.gemello.api.access.TlsPaths;
import io.gemello.api.access.TlsPort;
import io.gemello.api.access.Users;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.apache.activemq.artemis.core.config.WildcardConfiguration;

/** This runtime's own broker, as the adapter finds it. */
public final class EmbeddedBroker implements AutoCloseable, LocalBroker {
    private final SignIn signIn;
    private final MqttBroker broker;

    public EmbeddedBroker(Path folder, int port, Users users) throws Exception {
        Refusals refusals = new Refusals(System::nanoTime);
        signIn = new SignIn(() -> users, new TopicRights(Map.of()), refusals, System::nanoTime, new WildcardConfiguration());
        broker = new MqttBroker(new BrokerSettings("127.0.0.1", port, true, folder, 1 << 20, 100, 3600, 32 << 20, 100_000, 256 << 20, 0), signIn, refusals,
            "127.0.0.1", TlsPort.of("test", 0, new TlsPaths("", "", ""), "none"), tlsPort -> {});
    }

    public long queued() {
        return broker.backlogs().waiting();
    }

    @Override
    public URI uri() {
        return URI.create("tcp://127.0.0.1:" + broker.port());
    }

    @Override
    public String user() {
        return SignIn.LOCAL_USER;
    }

    @Override
    public String secret() {
        return signIn.secret();
    }

    @Override
    public Account commands() {
        return new Account(SignIn.COMMANDER, signIn.secret(SignIn.COMMANDER));
    }

    @Override
    public Account actuators() {
        return new Account(SignIn.ACTUATOR, signIn.secret(SignIn.ACTUATOR));
    }

    @Override
    public void close() throws Exception {
        broker.close();
    }
}
