package io.gemello.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * What must be known of TLS before anything starts. With a certificate configured the web server's plain port belongs to this
 * machine alone, from the first moment on and also when the TLS port cannot be opened.
 *
 * @param http whether the web server has a certificate
 * @param mqtt whether the broker has one
 */
record TlsConfiguration(boolean http, boolean mqtt) {
    static TlsConfiguration of(Path data) throws IOException {
        return new TlsConfiguration(certified(data.resolve("etc/io.gemello.http.tls.cfg")), certified(data.resolve("etc/io.gemello.broker.cfg")));
    }

    private static boolean certified(Path file) throws IOException {
        Properties read = new Properties();
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                read.load(in);
            } catch (IllegalArgumentException broken) {
                throw new UsageException(file + " cannot be read: " + broken.getMessage());
            }
        }
        return !read.getProperty("tls.cert", "").isBlank();
    }

    /** Where plain HTTP listens. */
    String plainAddress(String bind) throws IOException {
        return http && !InetAddress.getByName(bind).isLoopbackAddress() ? "127.0.0.1" : bind;
    }

    /** The parts that must be up, with the TLS ports of those that have one. */
    Set<String> ready(Set<String> parts) {
        Set<String> all = new TreeSet<>(parts);
        if (http && parts.contains("http")) {
            all.add("https");
        }
        if (mqtt && parts.contains("mqtt")) {
            all.add("mqtts");
        }
        return all;
    }
}
