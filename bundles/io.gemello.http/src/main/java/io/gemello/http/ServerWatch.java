package io.gemello.http;

import io.gemello.api.health.Health;
import io.gemello.api.health.HealthCheck;
import io.gemello.api.health.Ready;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.servlet.runtime.HttpServiceRuntime;
import org.osgi.service.servlet.runtime.HttpServiceRuntimeConstants;

/**
 * Asks our own port whether it answers, as a caller would: a web server whose restart fails closes its port without a word.
 * Says ready when it answers for the first time. All state belongs to the thread gemello-http-watch.
 */
@Component(service = HealthCheck.class, immediate = true)
public final class ServerWatch implements HealthCheck {
    private static final int FIRST_LOOKS_MILLIS = 50;
    private static final int LOOK_MILLIS = 10_000;
    private static final int TIMEOUT_MILLIS = 5000;
    private static final int SERVER_ERROR = 500;
    private static final String RESTART = "restart the bundle org.apache.felix.http.jetty12";
    private final BundleContext context;
    private final Lane watch = new Lane("gemello-http-watch");
    private volatile URI server;
    private volatile Health health = new Health("http", Health.State.WARN, Instant.now(), "the web server is starting");
    private ServiceRegistration<Ready> ready;
    private int readyPort;

    @Activate
    public ServerWatch(BundleContext context) {
        this.context = context;
        watch.schedule(this::watch, 0, TimeUnit.MILLISECONDS);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, updated = "setRuntime")
    void setRuntime(HttpServiceRuntime runtime, Map<String, ?> properties) {
        server = endpoint(properties.get(HttpServiceRuntimeConstants.HTTP_SERVICE_ENDPOINT));
    }

    void unsetRuntime(HttpServiceRuntime runtime) {
        server = null;
    }

    /** The first http address of a String, array or collection; null where there is none yet. */
    static URI endpoint(Object property) {
        List<?> all = property instanceof String[] many ? List.of(many) : property instanceof Iterable<?> some ? toList(some) : property == null ? List.of() : List.of(property);
        return all.stream().map(Object::toString).filter(one -> one.startsWith("http://")).map(URI::create).filter(uri -> uri.getPort() > 0).findFirst().orElse(null);
    }

    private static List<?> toList(Iterable<?> some) {
        List<Object> list = new ArrayList<>();
        some.forEach(list::add);
        return list;
    }

    private void watch() {
        try {
            look();
        } catch (RuntimeException failed) {
            note(Health.State.CRITICAL, "the web server could not be asked: " + failed, RESTART);
        }
        watch.schedule(this::watch, ready == null ? FIRST_LOOKS_MILLIS : LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        URI now = server;
        String fault = now == null ? "no web server listens" : probe(now);
        if (fault == null) {
            sayReady(now.getPort());
            note(Health.State.OK, "answers on port " + now.getPort(), "");
        } else if (ready != null) {
            note(Health.State.CRITICAL, fault, now == null ? "the log says why Jetty did not start, e.g. a port that is taken" : RESTART);
        }
    }

    private void note(Health.State state, String message, String remedy) {
        if (health.state() != state || !health.message().equals(message)) {
            health = new Health("http", state, health.state() == state ? health.since() : Instant.now(), message, remedy);
        }
    }

    /** @return null when it answers, else what is wrong */
    private static String probe(URI server) {
        try {
            HttpURLConnection connection = (HttpURLConnection) server.resolve("/health").toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try {
                int status = connection.getResponseCode();
                boolean ours = connection.getHeaderField("Content-Security-Policy") != null;
                return ours && (status < SERVER_ERROR || status == HttpURLConnection.HTTP_UNAVAILABLE) && status != HttpURLConnection.HTTP_NOT_FOUND ? null : server + "health answered " + status;
            } finally {
                connection.disconnect();
            }
        } catch (IOException closed) {
            return "the port of " + server + " does not answer: " + closed.getMessage();
        }
    }

    private void sayReady(int port) {
        if (ready != null && readyPort == port) {
            return;
        }
        Dictionary<String, Object> properties = new Hashtable<>(Map.of(Ready.NAME, "http", Ready.PORT, port));
        if (ready == null) {
            ready = context.registerService(Ready.class, new Ready() {}, properties);
        } else {
            ready.setProperties(properties);
        }
        readyPort = port;
    }

    @Deactivate
    void stop() {
        watch.shutdownNow();
    }

    @Override
    public List<Health> check() {
        return List.of(health);
    }
}
