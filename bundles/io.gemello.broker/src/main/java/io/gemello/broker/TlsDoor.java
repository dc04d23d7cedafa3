package io.gemello.broker;

import io.gemello.api.access.TlsFiles;
import io.gemello.api.access.TlsPort;
import io.gemello.api.health.Health;
import java.time.Instant;
import java.util.List;
import java.util.function.IntConsumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TLS port: opened when its files can be used, open from then on. While the part that reads the files is away new connections get
 * what was read last.
 */
final class TlsDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TlsDoor.class);
    private static final String OWNER = "broker";

    /** Opens a port that takes TLS connections. */
    interface Opener {
        MqttPort open(String address, int port, MqttPort.Engines engines) throws Exception;
    }

    private final String address;
    private final TlsPort settings;
    private final Opener opener;
    private final IntConsumer opened;
    private volatile TlsFiles files;
    private volatile SSLContext last;
    private MqttPort port;
    private boolean closing;
    private Health health = new Health("broker.tls", Health.State.WARN, Instant.now(), "the TLS port is opening");

    /** @param address to listen on @param opened is told the port's number, once */
    TlsDoor(String address, TlsPort settings, Opener opener, IntConsumer opened) {
        this.address = address;
        this.settings = settings;
        this.opener = opener;
        this.opened = opened;
    }

    /** @param now null while they are away */
    void files(TlsFiles now) {
        files = now;
        if (now != null && last != null) {
            // From now on it is this one that watches them.
            context();
        }
    }

    /** Opens the port if it can be; to be called again and again. */
    synchronized void look() {
        if (!settings.on() || port != null || closing) {
            return;
        }
        if (files == null) {
            note(Health.State.CRITICAL, "TLS is configured, but nobody reads its certificates", "start bundle io.gemello.http");
            return;
        }
        try {
            engine();
            port = opener.open(address, settings.number(), this::engine);
        } catch (IllegalArgumentException e) {
            note(Health.State.CRITICAL, "TLS is configured, but its port is shut: " + e.getMessage(), "correct the file; it is tried again within seconds");
            return;
        } catch (Exception e) {
            note(Health.State.CRITICAL, "TLS is configured, but cannot listen on " + address + ":" + settings.number() + " (" + e.getMessage() + ")", "stop what listens there, or set another tls.port in io.gemello.broker.cfg");
            return;
        }
        note(Health.State.OK, "answers on port " + port.number(), "");
        LOG.info("MQTT over TLS at {}:{}", address, port.number());
        opened.accept(port.number());
    }

    /** For one connection, with the certificates of this moment. */
    private SSLEngine engine() {
        return settings.serve(context().createSSLEngine());
    }

    private SSLContext context() {
        TlsFiles now = files;
        try {
            if (now != null) {
                last = now.context(OWNER, settings.paths());
            }
        } catch (IllegalArgumentException e) {
            if (last == null) {
                throw e;
            }
            // What was read before stays in use; the files' own health says what is wrong with them.
        }
        return last;
    }

    private void note(Health.State state, String message, String remedy) {
        if (health.state() != state || !health.message().equals(message)) {
            if (state != Health.State.OK) {
                LOG.error("{}: {}", message, remedy);
            }
            health = new Health("broker.tls", state, Instant.now(), message, remedy);
        }
    }

    synchronized List<Health> check() {
        return settings.on() ? List.of(health) : List.of();
    }

    /** Takes no more connections. */
    synchronized void shut() {
        closing = true;
        if (port != null) {
            port.shut();
        }
    }

    @Override
    public synchronized void close() {
        if (port != null) {
            port.close();
        }
        TlsFiles now = files;
        if (now != null) {
            now.forget(OWNER);
        }
    }
}
