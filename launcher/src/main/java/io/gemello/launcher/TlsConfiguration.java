package io.gemello.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What must be known of the web server's TLS before it starts. With a certificate configured the plain port belongs to this
 * machine alone, from the first moment on and also when the TLS port cannot be opened.
 */
record TlsConfiguration(boolean on) {
    static final String READY = "https";
    private static final String FILE = "etc/io.gemello.http.tls.cfg";

    static TlsConfiguration of(Path data) throws IOException {
        Path file = data.resolve(FILE);
        Properties read = new Properties();
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                read.load(in);
            } catch (IllegalArgumentException broken) {
                throw new UsageException(file + " cannot be read: " + broken.getMessage());
            }
        }
        return new TlsConfiguration(!read.getProperty("tls.cert", "").isBlank());
    }

    /** Where plain HTTP listens. */
    String plainAddress(String bind) throws IOException {
        return on && !InetAddress.getByName(bind).isLoopbackAddress() ? "127.0.0.1" : bind;
    }
}
