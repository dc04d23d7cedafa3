package io.gemello.http.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.access.TlsPaths;
import io.gemello.api.health.Health;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateShelfTest {
    @TempDir
    static Path made;
    @TempDir
    Path data;
    private CertificateShelf shelf;

    @BeforeAll
    static void keys() throws Exception {
        TrialKeys.in(made);
    }

    @BeforeEach
    void copy() throws IOException {
        shelf = at(Instant.now());
        for (String name : new String[] {"ca.pem", "other-ca.pem"}) {
            Files.copy(made.resolve(name), data.resolve(name));
        }
        put("server");
    }

    private CertificateShelf at(Instant now) {
        return new CertificateShelf(data, Clock.fixed(now, ZoneOffset.UTC));
    }

    /** Renews own.pem and own.key by those of that name. */
    private void put(String name) throws IOException {
        Files.copy(made.resolve(name + ".pem"), data.resolve("own.pem"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(made.resolve(name + ".key"), data.resolve("own.key"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static TlsPaths own() {
        return new TlsPaths("own.pem", "own.key", "ca.pem");
    }

    private String refused(TlsPaths paths) {
        return assertThrows(IllegalArgumentException.class, () -> shelf.context("http", paths)).getMessage();
    }

    private Health health() {
        return shelf.check().get(0);
    }

    /** @return the serial number of the certificate that the server showed */
    private static X509Certificate shownBy(SSLContext server, SSLContext client) throws Exception {
        try (SSLServerSocket listening = (SSLServerSocket) server.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> {
                try (SSLSocket peer = (SSLSocket) listening.accept()) {
                    peer.startHandshake();
                    peer.getOutputStream().write(1);
                } catch (IOException refused) {
                    throw new java.io.UncheckedIOException(refused);
                }
            });
            try (SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket("localhost", listening.getLocalPort())) {
                socket.startHandshake();
                assertEquals(1, socket.getInputStream().read());
                served.join();
                return (X509Certificate) socket.getSession().getPeerCertificates()[0];
            }
        }
    }

    private SSLContext client() {
        return shelf.context("client", new TlsPaths("", "", "ca.pem"));
    }

    @ParameterizedTest
    @CsvSource({"server.pem, server.key", "server-rsa.pem, server-rsa.key", "server-rsa.pem, pkcs1.key", "server.pem, sec1.key", "server-ed.pem, server-ed.key"})
    void everyUsualFormOfKeyMakesAHandshake(String certificate, String key) throws Exception {
        SSLContext server = shelf.context("http", new TlsPaths(made.resolve(certificate).toString(), made.resolve(key).toString(), ""));
        assertTrue(shownBy(server, client()).getSubjectX500Principal().getName().contains("CN=localhost"));
    }

    @Test
    void renewedFilesAreUsedByNewConnectionsAndAHalfRenewalIsWaitedFor() throws Exception {
        SSLContext before = shelf.context("http", own());
        X509Certificate first = shownBy(before, client());
        shelf.look();
        assertSame(before, shelf.context("http", own()));

        Files.copy(made.resolve("server-2.pem"), data.resolve("own.pem"), StandardCopyOption.REPLACE_EXISTING);
        shelf.look();
        assertSame(before, shelf.context("http", own()));
        assertEquals(Health.State.WARN, health().state());
        assertTrue(health().message().contains("does not fit") && health().message().contains("stay in use"), health().message());

        put("server-2");
        shelf.look();
        assertNotSame(before, shelf.context("http", own()));
        assertTrue(!first.getSerialNumber().equals(shownBy(shelf.context("http", own()), client()).getSerialNumber()));
        assertEquals(Health.State.OK, health().state());
    }

    @Test
    void whatIsWrongWithTheFilesIsSaidWithFileAndRemedy() throws Exception {
        assertTrue(refused(new TlsPaths("none.pem", "own.key", "")).contains("none.pem does not exist"));
        assertTrue(refused(new TlsPaths("own.pem", "", "")).contains("belong together"));
        assertTrue(refused(new TlsPaths("own.key", "own.key", "")).contains("holds no certificate"));
        assertTrue(refused(new TlsPaths("own.pem", "own.pem", "")).contains("holds no private key"));
        assertTrue(refused(new TlsPaths("own.pem", made.resolve("server-2.key").toString(), "")).contains("does not fit the certificate in"));
        assertTrue(refused(new TlsPaths("own.pem", made.resolve("server-rsa.key").toString(), "")).contains("openssl pkey"));
        assertTrue(refused(new TlsPaths("own.pem", made.resolve("encrypted.key").toString(), "")).contains("is encrypted"));
        Files.setPosixFilePermissions(data.resolve("own.key"), PosixFilePermissions.fromString("rw-r-----"));
        assertTrue(refused(own()).contains("chmod 600"));
        assertEquals(Health.State.CRITICAL, health().state());
        Files.setPosixFilePermissions(data.resolve("own.key"), PosixFilePermissions.fromString("rw-------"));
        shelf.context("http", own());
        assertEquals(Health.State.OK, health().state());
    }

    @Test
    void brokenBase64AndAWrongOrderAreNamed() throws Exception {
        Files.writeString(data.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----\n");
        assertTrue(refused(new TlsPaths("broken.pem", "own.key", "")).contains("is broken"));
        Files.writeString(data.resolve("order.pem"), Files.readString(made.resolve("server.pem")) + Files.readString(data.resolve("other-ca.pem")));
        assertTrue(refused(new TlsPaths("order.pem", "own.key", "")).contains("did not sign the one before it"));
        Files.writeString(data.resolve("chain.pem"), "a remark\n" + Files.readString(made.resolve("server.pem")) + Files.readString(data.resolve("ca.pem")));
        shelf.context("http", new TlsPaths("chain.pem", "own.key", ""));
    }

    @Test
    void expiryWarnsThirtyDaysAheadAndIsCriticalAfterwards() throws Exception {
        Instant until = ((X509Certificate) java.security.cert.CertificateFactory.getInstance("X.509").generateCertificate(Files.newInputStream(data.resolve("own.pem")))).getNotAfter().toInstant();
        TlsPaths paths = new TlsPaths("own.pem", "own.key", "");
        assertEquals(Health.State.OK, stateAt(until.minus(Duration.ofDays(30)).minusSeconds(1), paths).state());
        Health warn = stateAt(until.minus(Duration.ofDays(30)).plusSeconds(1), paths);
        assertEquals(Health.State.WARN, warn.state());
        assertTrue(warn.message().contains("own.pem expires at " + until) && warn.remedy().contains("no restart"), warn.toString());
        assertEquals(Health.State.CRITICAL, stateAt(until.plusSeconds(1), paths).state());
        assertTrue(stateAt(until.minus(Duration.ofDays(400)), paths).message().contains("not valid before"));
    }

    private Health stateAt(Instant now, TlsPaths paths) {
        CertificateShelf then = at(now);
        then.context("http", paths);
        return then.check().get(0);
    }

    @Test
    void aStrangersAuthorityIsNotTrusted() {
        SSLContext server = shelf.context("http", own());
        assertThrows(javax.net.ssl.SSLHandshakeException.class, () -> shownBy(server, shelf.context("other", new TlsPaths("", "", "other-ca.pem"))));
    }

    @Test
    void whoIsForgottenIsWatchedNoMore() {
        shelf.context("http", own());
        shelf.forget("http");
        assertEquals(0, shelf.check().size());
    }
}
