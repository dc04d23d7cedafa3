package io.gemello.adapter.mqtt;

import static io.gemello.testkit.Until.holds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.access.TlsFiles;
import io.gemello.api.access.TlsPaths;
import io.gemello.api.adapter.AdapterStatus;
import io.gemello.http.tls.TrialShelf;
import io.gemello.testkit.FakeIntake;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The adapter on a mosquitto that speaks TLS and knows its clients by certificate. */
class MosquittoTlsTest {
    @TempDir
    static Path keys;
    @TempDir
    Path folder;
    private TlsFiles files;

    @BeforeAll
    static void make() throws Exception {
        assertEquals(0, new ProcessBuilder("sh", "../../cnf/trial-keys.sh", keys.toString()).inheritIO().start().waitFor(), "openssl could not make keys (apt-get install openssl)");
    }

    /** @param server whose key and certificate it shows */
    private Mosquitto broker(String server, boolean clientsToo) throws Exception {
        List<String> lines = new ArrayList<>(List.of("certfile " + keys.resolve(server + ".pem"), "keyfile " + keys.resolve(server + ".key"), "cafile " + keys.resolve("ca.pem")));
        lines.addAll(clientsToo ? List.of("require_certificate true", "use_identity_as_username true", "allow_anonymous false") : List.of("allow_anonymous true"));
        return new Mosquitto(folder, lines);
    }

    private MqttAdapter adapter(FakeIntake intake, String uri, int version, TlsPaths paths) throws Exception {
        files = TrialShelf.of(keys);
        BrokerAccess access = new BrokerAccess("test", "adapter.hall", uri, "", null, "gemello-hall", version, 3600, 100, paths);
        MqttAdapter adapter = new MqttAdapter(new MqttAdapter.Settings("hall", uri, false, List.of(), SourceTime.Form.AUTO, 65_536, null), intake,
            () -> access.target(null, files), LinkKeeper::paho, () -> ZoneOffset.UTC);
        adapter.start();
        return adapter;
    }

    private static TlsPaths paths(String authority, String own) {
        return new TlsPaths(own.isEmpty() ? "" : own + ".pem", own.isEmpty() ? "" : own + ".key", authority.isEmpty() ? "" : authority + ".pem");
    }

    private static void publish(int port, String payload) throws Exception {
        Mosquitto.run("mosquitto_pub", "-h", "localhost", "-p", Integer.toString(port), "--cafile", keys.resolve("ca.pem").toString(), "--cert", keys.resolve("device.pem").toString(), "--key", keys.resolve("device.key").toString(),
            "-q", "1", "-t", "n", "-m", payload);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 3})
    void itsCertificateOpensTheBrokerAndAgainAfterARestart(int version) throws Exception {
        FakeIntake intake = new FakeIntake("n");
        try (Mosquitto broker = broker("server", true); MqttAdapter adapter = adapter(intake, "ssl://localhost:" + broker.port, version, paths("ca", "viewer"))) {
            holds("connected", () -> intake.status().state() == AdapterStatus.State.CONNECTED);
            publish(broker.port, "1");
            holds("one", () -> intake.values().equals(List.of(1L)));
            broker.kill();
            holds("noticed", () -> intake.status().state() == AdapterStatus.State.DISCONNECTED);
            // What was read before serves on while its reader is being replaced.
            files = null;
            broker.start();
            holds("connected again", () -> intake.status().state() == AdapterStatus.State.CONNECTED);
            publish(broker.port, "2");
            holds("two", () -> intake.values().equals(List.of(1L, 2L)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "server,    localhost, ca,       '',       wants a client's certificate",
        "server,    localhost, ca,       stranger, refused the certificate in tls.cert stranger.pem",
        "server,    localhost, other-ca, viewer,   not signed by anybody in tls.ca other-ca.pem",
        "expired,   localhost, ca,       viewer,   certificate has expired",
        "elsewhere, localhost, ca,       viewer,   not made for 'localhost'",
        "elsewhere, 127.0.0.1, ca,       viewer,   not made for '127.0.0.1'",
        "server,    localhost, ca,       none,     none.pem does not exist"})
    void whatIsWrongIsSaidWithTheFile(String server, String host, String authority, String own, String said) throws Exception {
        try (Mosquitto broker = broker(server, true)) {
            for (int version : new int[] {5, 3}) {
                FakeIntake intake = new FakeIntake("n");
                try (MqttAdapter adapter = adapter(intake, "ssl://" + host + ":" + broker.port, version, paths(authority, own))) {
                    holds("MQTT " + version + " said so: " + said, () -> intake.status().state() == AdapterStatus.State.MISCONFIGURED && intake.status().message().contains(said));
                }
            }
        }
    }

    @Test
    void withoutAnAuthorityOnlyWhatJavaTrustsIsTrusted() throws Exception {
        FakeIntake intake = new FakeIntake("n");
        try (Mosquitto broker = broker("server", false); MqttAdapter adapter = adapter(intake, "ssl://localhost:" + broker.port, 5, paths("", ""))) {
            holds("refused", () -> intake.status().state() == AdapterStatus.State.MISCONFIGURED);
            assertTrue(intake.status().message().contains("set tls.ca"), intake.status().message());
        }
    }

    @Test
    void aPlainPortIsNamedAsSuch() throws Exception {
        FakeIntake intake = new FakeIntake("n");
        try (Mosquitto broker = new Mosquitto(folder, List.of("allow_anonymous true")); MqttAdapter adapter = adapter(intake, "ssl://localhost:" + broker.port, 5, paths("ca", ""))) {
            holds("tried", () -> intake.status().state() == AdapterStatus.State.MISCONFIGURED || intake.status().state() == AdapterStatus.State.DISCONNECTED);
            assertTrue(intake.status().message().contains("TLS"), intake.status().message());
        }
    }

    @Test
    void certificatesWithoutTlsAreAnErrorOfConfiguration() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new BrokerAccess("test", "adapter.hall", "tcp://localhost:1883", "", null, "gemello-hall", 5, 3600, 100, paths("ca", "")))
            .getMessage().contains("ssl://"));
    }
}
