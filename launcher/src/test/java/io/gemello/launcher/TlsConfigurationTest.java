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
        assertTrue(tls.on());
        assertEquals("127.0.0.1", tls.plainAddress("0.0.0.0"));
        assertEquals("::1", tls.plainAddress("::1"));
        assertEquals("127.0.0.1", tls.plainAddress("127.0.0.1"));
    }

    @Test
    void withoutOneItListensWhereItWasTold() throws IOException {
        assertFalse(TlsConfiguration.of(data).on());
        assertFalse(with("tls.cert =", "tls.port = 8443").on());
        assertEquals("0.0.0.0", with("tls.cert = ").plainAddress("0.0.0.0"));
    }
}
