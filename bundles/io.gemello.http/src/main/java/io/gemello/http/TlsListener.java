package io.gemello.http;

import io.gemello.api.access.TlsFiles;
import io.gemello.api.access.TlsPaths;
import io.gemello.api.access.TlsPort;
import io.gemello.api.health.Health;
import io.gemello.api.health.HealthCheck;
import io.gemello.api.health.Ready;
import java.io.IOException;
import java.time.Instant;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the TLS port when a certificate is configured, as soon as its files can be used and the port is free; tries again until
 * then. There is no way back to plain HTTP but by configuration. State belongs to the thread gemello-http-tls.
 */
@Designate(ocd = TlsListener.Config.class)
@Component(service = {TlsListener.class, HealthCheck.class}, immediate = true, configurationPid = TlsSettings.PID)
public final class TlsListener implements HealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(TlsListener.class);
    private static final String OWNER = "http";
    private static final long AGAIN_SECONDS = 5;

    @ObjectClassDefinition(name = "Web server: TLS", description = "PEM files; relative ones lie in the data folder. With a certificate plain HTTP is answered on this machine only, after a restart")
    @interface Config {
        @AttributeDefinition(name = "TLS port", description = "0 takes a free one", min = "0", max = "65535")
        int tls_port() default 8443;

        @AttributeDefinition(name = "Certificate", description = "PEM file with the server's certificate, then those between it and its authority; empty: no TLS")
        String tls_cert() default "";

        @AttributeDefinition(name = "Key", description = "PEM file with its private key, without pass phrase, mode 600")
        String tls_key() default "";

        @AttributeDefinition(name = "Client authority", description = "PEM file with the certificates of the authority that signs the clients' certificates")
        String tls_client_ca() default "";

        @AttributeDefinition(name = "Client certificates", description = "Who shows one is signed in by it, as the user that its common name (CN) is",
            options = {@Option(label = "are not asked for", value = "none"), @Option(label = "may be shown", value = "want"), @Option(label = "must be shown", value = "need")})
        String tls_client_auth() default "none";

        @AttributeDefinition(name = "Plain port", description = "What it does; with a certificate it listens on this machine only",
            options = {@Option(label = "leads to TLS", value = "redirect"), @Option(label = "serves", value = "serve")})
        String plain() default "redirect";
    }

    private final BundleContext context;
    private final TlsFiles files;
    private final TlsSettings settings;
    private final Lane lane = new Lane("gemello-http-tls");
    private ServiceRegistration<ConnectorFactory> factory;
    private volatile ServerConnector connector;
    private volatile ServiceRegistration<Ready> ready;
    private volatile Health health = new Health("https", Health.State.WARN, Instant.now(), "the TLS port is opening");

    @Activate
    public TlsListener(BundleContext context, @Reference TlsFiles files, Config config) {
        this.context = context;
        this.files = files;
        settings = TlsSettings.of(TlsPort.of(TlsSettings.PID, config.tls_port(), new TlsPaths(config.tls_cert(), config.tls_key(), config.tls_client_ca()), config.tls_client_auth()), config.plain());
        if (settings.on()) {
            lane.scheduleWithFixedDelay(this::listen, 0, AGAIN_SECONDS * 1000, TimeUnit.MILLISECONDS);
        }
    }

    TlsSettings settings() {
        return settings;
    }

    /** The port that is really open, or 0. */
    int port() {
        ServerConnector now = connector;
        return now == null ? 0 : Math.max(0, now.getLocalPort());
    }

    private void listen() {
        if (port() > 0) {
            return;
        }
        if (connector != null) {
            note(Health.State.CRITICAL, "the TLS port was shut from outside", "wait: it is opened again within seconds");
            connector = null;
        }
        if (factory != null) {
            factory.unregister();
            factory = null;
        }
        try {
            files.context(OWNER, settings.port().paths());
            factory = context.registerService(ConnectorFactory.class, this::open, new Hashtable<>());
        } catch (IllegalArgumentException e) {
            note(Health.State.CRITICAL, "TLS is configured, but its port is shut: " + e.getMessage(), "correct the file; it is tried again within seconds");
        }
    }

    /** Called by Jetty's bundle: within {@link #listen}, or when Jetty starts later. */
    private Connector open(Server server) {
        String address = property("gemello.bind", "127.0.0.1");
        ServerConnector made = SecureConnector.of(server, address, settings.port(), new SecureConnector.Limits(Integer.parseInt(property("org.apache.felix.http.jetty.headerBufferSize", "16384")),
            Long.parseLong(property("org.apache.felix.http.timeout", "60000"))), () -> files.context(OWNER, settings.port().paths()));
        try {
            made.open();
        } catch (IOException taken) {
            note(Health.State.CRITICAL, "TLS is configured, but cannot listen on " + address + ":" + settings.port().number() + " (" + taken.getMessage() + ")", "stop what listens there, or set another tls.port in io.gemello.http.tls.cfg");
            throw new IllegalStateException(health.message(), taken);
        }
        connector = made;
        note(Health.State.OK, "answers on port " + made.getLocalPort(), "");
        LOG.info("HTTPS at {}:{}", address, made.getLocalPort());
        sayReady(made.getLocalPort());
        return made;
    }

    private void sayReady(int port) {
        Dictionary<String, Object> properties = new Hashtable<>(Map.of(Ready.NAME, "https", Ready.PORT, port));
        if (ready == null) {
            ready = context.registerService(Ready.class, new Ready() {}, properties);
        } else {
            ready.setProperties(properties);
        }
    }

    private void note(Health.State state, String message, String remedy) {
        if (health.state() != state || !health.message().equals(message)) {
            if (state != Health.State.OK) {
                LOG.error("{}: {}", message, remedy);
            }
            health = new Health("https", state, Instant.now(), message, remedy);
        }
    }

    private String property(String name, String otherwise) {
        String value = context.getProperty(name);
        return value == null || value.isBlank() ? otherwise : value;
    }

    @Override
    public List<Health> check() {
        return settings.on() ? List.of(health) : List.of();
    }

    @Deactivate
    void stop() throws InterruptedException {
        lane.shutdown();
        lane.awaitTermination(AGAIN_SECONDS, TimeUnit.SECONDS);
        if (ready != null) {
            ready.unregister();
        }
        if (factory != null) {
            factory.unregister();
        }
        files.forget(OWNER);
    }
}
