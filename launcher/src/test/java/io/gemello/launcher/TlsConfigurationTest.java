package io.gemello.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsConfigurationTest {
    @TempDir
    Path data;

    private TlsConfiguration with(String... lines) throws IOException {
        Files.createDirectories(data.resolve("etc"));
        Files.write(data.resolve("etc/io.gemello.http.tls.cfg"), java.util.List.of(lines));
        return TlsConfiguration.of(data);
    }

    @Test
    void withACertificatePlainHttpBelongsToThisMachine() throws IOException {
        TlsConfiguration tls = with("tls.cert = etc/server.pem");
        assertTrue(tls.http());
        assertEquals("127.0.0.1", tls.plainAddress("0.0.0.0"));
        assertEquals("::1", tls.plainAddress("::1"));
        assertEquals("127.0.0.1", tls.plainAddress("127.0.0.1"));
    }

    @Test
    void theTlsPortsOfConfiguredPartsAreWaitedFor() throws IOException {
        TlsConfiguration tls = with("tls.cert = etc/server.pem");
        assertEquals(java.util.Set.of("http", "https", "mqtt", "site"), tls.ready(java.util.Set.of("http", "mqtt", "site")));
        assertEquals(java.util.Set.of("site"), tls.ready(java.util.Set.of("site")));
        Files.writeString(data.resolve("etc/io.gemello.broker.cfg"), "tls.cert = etc/server.pem\n");
        assertTrue(TlsConfiguration.of(data).ready(java.util.Set.of("mqtt")).contains("mqtts"));
    }

    @Test
    void withoutOneItListensWhereItWasTold() throws IOException {
        assertFalse(TlsConfiguration.of(data).http());
        assertFalse(with("tls.cert =", "tls.port = 8443").http());
        assertEquals("0.0.0.0", with("tls.cert = ").plainAddress("0.0.0.0"));
    }
}
