package io.gemello.http;

import io.gemello.api.health.MetricSource;
import io.gemello.api.health.Metrics;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.servlet.whiteboard.Preprocessor;

/**
 * What Jetty leaves open. It ends a connection on which nothing comes; a caller who sends a byte now and then could hold one for
 * ever: here a request's head, a handshake and a body have a time of their own. And errors that Jetty answers itself get our shape.
 * State belongs to the thread gemello-http-slow.
 */
@Component(service = {Preprocessor.class, MetricSource.class}, immediate = true)
public final class JettyWatch implements Preprocessor, MetricSource {
    private static final long LOOK_MILLIS = 1000;
    private final Lane lane = new Lane("gemello-http-slow");
    private final LongAdder ended = new LongAdder();
    private final JettyErrors errors = new JettyErrors();
    private volatile Server server;
    private Request.Handler original;
    private Map<EndPoint, Stage> seen = new HashMap<>();

    /** @param messages that came before on this connection @param sinceNanos when it was seen first in this phase */
    private record Stage(SlowPhase phase, long messages, long sinceNanos) {}

    @Activate
    public JettyWatch() {
        lane.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException, ServletException {
        meet(request);
        chain.doFilter(request, response);
    }

    /** Jetty is known by its requests alone; after a restart of Jetty it is another one. */
    private void meet(ServletRequest request) {
        Server now = ServletContextRequest.getServletContextRequest(request).getConnectionMetaData().getConnector().getServer();
        if (server != now) {
            take(now);
        }
    }

    private synchronized void take(Server now) {
        if (server != now) {
            original = now.getErrorHandler();
            now.setErrorHandler(errors);
            server = now;
        }
    }

    private void look() {
        Server now = server;
        if (now == null) {
            return;
        }
        Map<EndPoint, Stage> still = new HashMap<>();
        for (Connector connector : now.getConnectors()) {
            for (EndPoint end : connector.getConnectedEndPoints()) {
                look(end, still);
            }
        }
        seen = still;
    }

    private void look(EndPoint end, Map<EndPoint, Stage> still) {
        Connection connection = end.getConnection() instanceof SslConnection tls ? tls.getSslEndPoint().getConnection() : end.getConnection();
        SlowPhase phase = connection instanceof HttpConnection http ? SlowPhase.of(http.getParser().getState()) : SlowPhase.NONE;
        if (phase == SlowPhase.NONE) {
            return;
        }
        long now = System.nanoTime();
        Stage before = seen.get(end);
        Stage stage = before != null && before.phase == phase && before.messages == connection.getMessagesIn() ? before : new Stage(phase, connection.getMessagesIn(), now);
        if (now - stage.sinceNanos > TimeUnit.SECONDS.toNanos(phase.seconds())) {
            ended.increment();
            end.close();
        } else {
            still.put(end, stage);
        }
    }

    @Deactivate
    synchronized void stop() {
        lane.shutdownNow();
        // Jetty outlives this bundle, and must not hold it.
        if (server != null && server.getErrorHandler() == errors) {
            server.setErrorHandler(original);
        }
    }

    @Override
    public void collect(Metrics to) {
        to.counter("gemello_http_slow_total", "Connections ended because their caller took too long to send a request", ended.sum());
    }
}
