package io.gemello.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.gemello.api.access.Role;
import io.gemello.api.access.Subject;
import io.gemello.api.access.TlsFiles;
import io.gemello.api.access.TlsPaths;
import io.gemello.api.access.TlsPort;
import io.gemello.api.access.Users;
import io.gemello.api.health.Health;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over TLS, by a client written by others: mosquitto_pub. */
class MqttOverTlsTest {
    @TempDir
    static Path keys;
    @TempDir
    Path folder;
    private TestBroker b;
    /** When the broker has stopped. */
    private List<String> forgotten = List.of("broker");

    @BeforeAll
    static void make() throws Exception {
        assertEquals(0, new ProcessBuilder("sh", "../../cnf/trial-keys.sh", keys.toString()).inheritIO().start().waitFor(), "openssl could not make keys (apt-get install openssl)");
    }

    @AfterEach
    void close() throws Exception {
        b.close();
        assertEquals(forgotten, files.forgotten);
    }

    /** Reads what the test made, by way of PKCS#12: the bundle that reads PEM is another one. */
    private static final class Opened implements TlsFiles {
        volatile String name = "server";
        final List<String> forgotten = new ArrayList<>();

        @Override
        public SSLContext context(String owner, TlsPaths paths) {
            try {
                Path store = keys.resolve(name + ".p12");
                run("openssl", "pkcs12", "-export", "-in", keys.resolve(name + ".pem").toString(), "-inkey", keys.resolve(name + ".key").toString(), "-out", store.toString(), "-passout", "pass:x");
                KeyStore own = KeyStore.getInstance(store.toFile(), "x".toCharArray());
                KeyManagerFactory key = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                key.init(own, "x".toCharArray());
                KeyStore authority = KeyStore.getInstance("PKCS12");
                authority.load(null, null);
                authority.setCertificateEntry("ca", certificate("ca"));
                TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                trust.init(authority);
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(key.getKeyManagers(), trust.getTrustManagers(), null);
                return context;
            } catch (Exception e) {
                throw new IllegalArgumentException(e);
            }
        }

        @Override
        public void forget(String owner) {
            forgotten.add(owner);
        }
    }

    private static X509Certificate certificate(String name) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(Files.newInputStream(keys.resolve(name + ".pem")));
    }

    private final Opened files = new Opened();

    private void start(String clientAuth) throws Exception {
        start(clientAuth, TestBroker.settings(folder, 0));
    }

    private void start(String clientAuth, BrokerSettings settings) throws Exception {
        b = new TestBroker(settings, Map.of(), TlsPort.of("test", 0, new TlsPaths("server.pem", "server.key", "ca.pem"), clientAuth));
        Users passwords = b.users.get();
        b.users.set(new Users() {
            @Override
            public Optional<Subject> byPassword(String name, String password) {
                return passwords.byPassword(name, password);
            }

            @Override
            public Optional<Subject> byToken(String token) {
                return passwords.byToken(token);
            }

            @Override
            public Optional<Subject> byCertificate(X509Certificate verified) {
                String subject = verified.getSubjectX500Principal().getName();
                return subject.startsWith("CN=device,") ? Optional.of(new Subject("device", Set.of(Role.DEVICE))) : subject.startsWith("CN=viewer,") ? Optional.of(new Subject("viewer", Set.of(Role.VIEWER))) : Optional.empty();
            }
        });
        b.broker.door().files(files);
        b.broker.door().look();
        assertNotEquals(0, b.tlsPort.get());
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), String.join(" ", command));
        return process.exitValue() == 0 ? "" : "exit " + process.exitValue() + ": " + said;
    }

    /** @return what went wrong, or nothing */
    private String publish(String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of("mosquitto_pub", "-V", "mqttv5", "-q", "1", "-t", "a", "-m", "1", "-p", Integer.toString(b.tlsPort.get())));
        command.addAll(List.of(more));
        if (!command.contains("-h")) {
            command.addAll(List.of("-h", "localhost"));
        }
        return run(command.toArray(String[]::new));
    }

    private static String key(String name) {
        return keys.resolve(name + ".key").toString();
    }

    private static String pem(String name) {
        return keys.resolve(name + ".pem").toString();
    }

    @Test
    void aPasswordIsEnoughWhereNoCertificateIsAskedFor() throws Exception {
        start("none");
        assertEquals("", publish("--cafile", pem("ca"), "-u", "device", "-P", "device-pw"));
        assertEquals("", publish("--cafile", pem("ca"), "-h", "127.0.0.1", "-u", "device", "-P", "device-pw", "-V", "mqttv311"));
        assertFalse(publish("--cafile", pem("ca"), "-u", "device", "-P", "wrong").isEmpty());
        assertFalse(publish("--cafile", pem("other-ca"), "-u", "device", "-P", "device-pw").isEmpty(), "the client trusts another authority");
        assertEquals(2, b.broker.traffic().messagesIn());
    }

    @Test
    void aCertificateIsTheUserItNamesWithThatUsersRights() throws Exception {
        start("need");
        assertEquals("", publish("--cafile", pem("ca"), "--cert", pem("device"), "--key", key("device")));
        assertEquals("", publish("--cafile", pem("ca"), "--cert", pem("device"), "--key", key("device"), "-V", "mqttv311"));
        assertEquals(2, b.broker.traffic().messagesIn());
        String viewer = publish("--cafile", pem("ca"), "--cert", pem("viewer"), "--key", key("viewer"));
        assertTrue(viewer.contains("ot authorized") || b.refusals.others().containsKey("right"), viewer);
        String asOther = publish("--cafile", pem("ca"), "--cert", pem("device"), "--key", key("device"), "-u", "viewer");
        assertFalse(asOther.isEmpty(), "a certificate signs in nobody else");
        assertFalse(publish("--cafile", pem("ca"), "--cert", pem("nobody"), "--key", key("nobody")).isEmpty());
        assertEquals(2L, b.refusals.signIns().get("certificate"));
    }

    @Test
    void noCertificateOrAStrangersIsRefusedInTheHandshake() throws Exception {
        start("need");
        assertFalse(publish("--cafile", pem("ca"), "-u", "device", "-P", "device-pw").isEmpty());
        assertFalse(publish("--cafile", pem("ca"), "--cert", pem("stranger"), "--key", key("stranger")).isEmpty());
        TestBroker.await("both counted", () -> b.refusals.others().getOrDefault("tls", 0L) == 2);
        assertEquals(0, b.broker.traffic().messagesIn());
        assertEquals(Map.of(), b.refusals.signIns());
    }

    @Test
    void whoHasNoCertificateMayComeByPasswordWhereOneIsOnlyWanted() throws Exception {
        start("want");
        assertEquals("", publish("--cafile", pem("ca"), "-u", "device", "-P", "device-pw"));
        assertEquals("", publish("--cafile", pem("ca"), "--cert", pem("device"), "--key", key("device")));
        assertFalse(publish("--cafile", pem("ca"), "--cert", pem("stranger"), "--key", key("stranger"), "-u", "device", "-P", "device-pw").isEmpty());
        assertFalse(publish("--cafile", pem("ca")).isEmpty(), "neither");
    }

    @Test
    void oldTlsAndPlainBytesAreRefusedAtTheTlsPort() throws Exception {
        start("none");
        assertTrue(run("openssl", "s_client", "-connect", "127.0.0.1:" + b.tlsPort.get(), "-tls1_1", "-cipher", "DEFAULT@SECLEVEL=0").contains("alert protocol version"));
        try (Socket plain = new Socket("127.0.0.1", b.tlsPort.get())) {
            plain.setSoTimeout(10_000);
            plain.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes());
            plain.getInputStream().readAllBytes();
        } catch (IOException cut) {
            // That too is a refusal.
        }
        TestBroker.await("both counted", () -> b.refusals.others().getOrDefault("tls", 0L) == 2);
    }

    @Test
    void renewedCertificatesServeTheNextConnectionAndTheLastOnesStayWhileTheirReaderIsAway() throws Exception {
        start("none");
        String first = shown();
        files.name = "server-2";
        String second = shown();
        assertNotEquals(first, second);
        b.broker.door().files(null);
        forgotten = List.of();
        files.name = "server";
        assertEquals(second, shown());
        assertEquals("", publish("--cafile", pem("ca"), "-u", "device", "-P", "device-pw"));
    }

    /** The serial number of the certificate that openssl is shown. */
    private String shown() throws Exception {
        Process client = new ProcessBuilder("openssl", "s_client", "-connect", "127.0.0.1:" + b.tlsPort.get(), "-CAfile", pem("ca")).redirectErrorStream(true).start();
        client.getOutputStream().close();
        String said = new String(client.getInputStream().readAllBytes());
        var block = Pattern.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", Pattern.DOTALL).matcher(said);
        return block.find() ? block.group() : fail(said);
    }

    @Test
    void withoutTlsOnlyThisRuntimeItselfComesInWhereTheOperatorSaidSo() throws Exception {
        start("none", new BrokerSettings("127.0.0.1", 0, false, folder, 1 << 20, 100, 3600, 8 << 20, 1000, 64 << 20, 0));
        assertFalse(run("mosquitto_pub", "-h", "127.0.0.1", "-p", Integer.toString(b.broker.port()), "-u", "device", "-P", "device-pw", "-t", "a", "-m", "1").isEmpty());
        assertEquals(1L, b.refusals.others().get("plain"));
        b.connect("own", SignIn.LOCAL_USER, b.signIn.secret()).close();
        assertEquals("", publish("--cafile", pem("ca"), "-u", "device", "-P", "device-pw"));
    }

    @Test
    void aClientIdBelongsToTheCertificateThatHoldsIt() throws Exception {
        start("need");
        Process holder = new ProcessBuilder("mosquitto_sub", "-V", "mqttv5", "-h", "localhost", "-p", Integer.toString(b.tlsPort.get()), "--cafile", pem("ca"), "--cert", pem("viewer"), "--key", key("viewer"),
            "-i", "panel", "-t", "#").redirectErrorStream(true).start();
        try {
            TestBroker.await("connected", () -> b.broker.connections() == 1 || !holder.isAlive());
            TestBroker.await("refused", () -> {
                try {
                    return !publish("--cafile", pem("ca"), "--cert", pem("device"), "--key", key("device"), "-i", "panel").isEmpty() && b.refusals.others().containsKey("client-id");
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            assertTrue(holder.isAlive());
        } finally {
            holder.destroyForcibly().waitFor();
        }
    }

    @Test
    void filesThatCannotBeReadKeepThePortShutAndHealthSaysWhy() throws Exception {
        TlsPort tls = TlsPort.of("test", 0, new TlsPaths("server.pem", "server.key", ""), "none");
        b = new TestBroker(TestBroker.settings(folder, 0), Map.of(), tls);
        b.broker.door().look();
        assertTrue(b.broker.door().check().get(0).message().contains("nobody reads its certificates"));
        files.name = "absent";
        b.broker.door().files(files);
        b.broker.door().look();
        assertEquals(Health.State.CRITICAL, b.broker.door().check().get(0).state());
        files.name = "server";
        b.broker.door().look();
        assertEquals(Health.State.OK, b.broker.door().check().get(0).state());
    }
}
