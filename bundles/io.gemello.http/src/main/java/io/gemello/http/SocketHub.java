package io.gemello.http;

import io.gemello.api.access.Subject;
import io.gemello.api.health.MetricSource;
import io.gemello.api.health.Metrics;
import io.gemello.api.http.Dialect;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.SocketEndpoint;
import io.gemello.http.json.JsonBytes;
import io.gemello.http.people.Doorkeeper;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Owns all WebSockets. It stays while their handlers come and go: a socket is never answered by a handler that has left. */
@Component(service = {Servlet.class, MetricSource.class}, immediate = true)
@HttpWhiteboardServletPattern("/ws/*")
@HttpWhiteboardServletAsyncSupported
public final class SocketHub extends HttpServlet implements MetricSource {
    static final int PING_SECONDS = 20;
    private static final long serialVersionUID = 1;
    private static final int MAX_OPEN = 1000;
    private static final int STOP_SECONDS = 2;
    private static final int SERVICE_RESTART = 1012;
    private static final int GOING_AWAY = 1001;
    private static final int POLICY_VIOLATION = 1008;
    private final transient Doorkeeper doorkeeper;
    private final transient Map<String, SocketEndpoint> endpoints = new ConcurrentHashMap<>();
    /** Paths that had a handler once in this process: callers are told to come back. */
    private final transient Set<String> known = ConcurrentHashMap.newKeySet();
    private final transient Map<PeerSocket, SocketEndpoint> open = new ConcurrentHashMap<>();
    private final transient LongAdder slow = new LongAdder();
    private final transient LongAdder opened = new LongAdder();
    private final transient Lane lane = new Lane("gemello-http-sockets");
    /** Apart from the texts: a ping may wait for its peer's network. */
    private final transient Lane pings = new Lane("gemello-http-pings");

    @Activate
    public SocketHub(@Reference Doorkeeper doorkeeper, @Reference Gate gate) {
        this.doorkeeper = doorkeeper;
        lane.scheduleWithFixedDelay(this::endUnwelcome, EventStreams.STANDING_MILLIS, EventStreams.STANDING_MILLIS, TimeUnit.MILLISECONDS);
        pings.scheduleWithFixedDelay(() -> open.keySet().forEach(socket -> socket.ping(System.nanoTime())), PING_SECONDS, PING_SECONDS, TimeUnit.SECONDS);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addEndpoint(SocketEndpoint endpoint) {
        endpoints.put(endpoint.path(), endpoint);
        known.add(endpoint.path());
    }

    void removeEndpoint(SocketEndpoint endpoint) {
        endpoints.remove(endpoint.path(), endpoint);
        open.forEach((socket, owner) -> {
            if (owner == endpoint) {
                socket.close(SERVICE_RESTART, "the service restarts");
            }
        });
    }

    /** Who signed out or was removed is not talked to any more. */
    private void endUnwelcome() {
        open.keySet().forEach(socket -> {
            if (!socket.welcome()) {
                socket.close(POLICY_VIOLATION, "signed out");
            }
        });
    }

    @Deactivate
    void stop() {
        open.keySet().forEach(socket -> socket.close(GOING_AWAY, "the server stops"));
        lane.shutdown();
        pings.shutdownNow();
        try {
            lane.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        try {
            Subject caller = Caller.identify(doorkeeper, request);
            SocketEndpoint endpoint = find(request, caller);
            upgrade(request, response, caller, endpoint);
        } catch (HttpProblem refused) {
            AnswerWriter.refuse(request, response, refused, told(request, refused));
        }
    }

    private byte[] told(HttpServletRequest request, HttpProblem refused) {
        return endpoints.get(PathCheck.decode(request.getRequestURI())) instanceof Dialect dialect ? JsonBytes.of(dialect.refusal(request.getRequestURI(), refused)) : Refusal.json(refused);
    }

    /** @throws HttpProblem 401, 403, 404, 426 or 503, as an ordinary answer to the handshake */
    private SocketEndpoint find(HttpServletRequest request, Subject caller) {
        String path = PathCheck.decode(request.getRequestURI());
        SocketEndpoint endpoint = endpoints.get(path);
        if (caller.roles().isEmpty() && (endpoint == null || !caller.has(endpoint.role()))) {
            throw Refusal.signIn();
        }
        if (endpoint == null) {
            throw known.contains(path) ? Refusal.busy("The service behind this socket is away for the moment.") : Refusal.notFound(path);
        }
        if (!caller.has(endpoint.role())) {
            throw Refusal.role(endpoint.role());
        }
        if (!Caller.handshake(request)) {
            throw new HttpProblem(426, "gemello:socket.upgrade", "This path speaks WebSocket only.", "Open it with a WebSocket client.", Map.of("Upgrade", "websocket", "Connection", "Upgrade"));
        }
        if (open.size() >= MAX_OPEN) {
            throw Refusal.busy("There are " + MAX_OPEN + " sockets already.");
        }
        return endpoint;
    }

    private void upgrade(HttpServletRequest request, HttpServletResponse response, Subject caller, SocketEndpoint endpoint) throws IOException, ServletException {
        ServerContainer container = (ServerContainer) getServletContext().getAttribute(ServerContainer.class.getName());
        if (container == null) {
            throw Refusal.busy("The server's WebSocket part is not there; the framework property org.apache.felix.jakarta.websocket.enable must be true.");
        }
        BooleanSupplier standing = Caller.standing(doorkeeper, request, caller);
        String address = Caller.address(request);
        Function<String, BooleanSupplier> renewal = token -> renewed(caller, token, address);
        Exchange handshake = new Exchange(request, caller, Map.of(), new byte[0]);
        SocketPeer peer = new SocketPeer(session -> {
            PeerSocket socket = new PeerSocket(session, caller, standing, renewal, lane, slow::increment);
            opened.increment();
            open.put(socket, endpoint);
            // It may have left between the look-up and now.
            if (endpoints.get(endpoint.path()) != endpoint) {
                socket.close(SERVICE_RESTART, "the service restarts");
            }
            return socket;
        }, socket -> endpoint.open(socket, handshake), open::remove);
        ServerEndpointConfig config = ServerEndpointConfig.Builder.create(SocketPeer.class, endpoint.path()).configurator(new OneSocket(peer)).build();
        try {
            container.upgradeHttpToWebSocket(request, response, config, Map.of());
        } catch (DeploymentException refused) {
            throw new ServletException(refused);
        }
    }

    /** Null where the token is not valid, or somebody else's. */
    private BooleanSupplier renewed(Subject caller, String token, String address) {
        String authorization = "Bearer " + token;
        try {
            return doorkeeper.identify(authorization, null, address).equals(caller) ? doorkeeper.standing(caller, authorization, null) : null;
        } catch (HttpProblem wrong) {
            return null;
        }
    }

    @Override
    public void collect(Metrics to) {
        to.gauge("gemello_http_sockets", "Open WebSockets", open.size());
        to.counter("gemello_http_sockets_opened_total", "WebSockets opened", opened.sum());
        to.counter("gemello_http_sockets_slow_total", "WebSockets closed because their peer did not keep up", slow.sum());
    }
}
