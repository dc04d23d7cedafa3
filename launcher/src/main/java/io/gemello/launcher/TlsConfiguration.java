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
 * @param httpPort of the web server, {@link #NONE} without a certificate
 * @param mqttPort of the broker
 */
record TlsConfiguration(int httpPort, int mqttPort) {
    static final int NONE = -1;
    private static final int HTTPS = 8443;
    private static final int MQTTS = 8883;

    static TlsConfiguration of(Path data) throws IOException {
        return new TlsConfiguration(port(data.resolve("etc/io.gemello.http.tls.cfg"), HTTPS), port(data.resolve("etc/io.gemello.broker.cfg"), MQTTS));
    }

    private static int port(Path file, int otherwise) throws IOException {
        Properties read = new Properties();
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                read.load(in);
            } catch (IllegalArgumentException broken) {
                throw new UsageException(file + " cannot be read: " + broken.getMessage());
            }
        }
        try {
            return read.getProperty("tls.cert", "").isBlank() ? NONE : Integer.parseInt(read.getProperty("tls.port", Integer.toString(otherwise)).strip());
        } catch (NumberFormatException no) {
            throw new UsageException(file + ": tls.port is no number");
        }
    }

    boolean http() {
        return httpPort != NONE;
    }

    boolean mqtt() {
        return mqttPort != NONE;
    }

    /** Where plain HTTP listens. */
    String plainAddress(String bind) throws IOException {
        return http() && !InetAddress.getByName(bind).isLoopbackAddress() ? "127.0.0.1" : bind;
    }

    /** The parts that must be up, with the TLS ports of those that have one. */
    Set<String> ready(Set<String> parts) {
        Set<String> all = new TreeSet<>(parts);
        if (http() && parts.contains("http")) {
            all.add("https");
        }
        if (mqtt() && parts.contains("mqtt")) {
            all.add("mqtts");
        }
        return all;
    }
}
