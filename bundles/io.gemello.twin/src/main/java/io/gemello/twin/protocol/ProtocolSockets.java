package io.gemello.twin.protocol;

import io.gemello.api.access.Role;
import io.gemello.api.health.Metrics;
import io.gemello.api.http.Dialect;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Route;
import io.gemello.api.http.Socket;
import io.gemello.api.http.SocketEndpoint;
import io.gemello.api.http.SocketHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The path {@code /ws/2}, and messages over HTTP, which meet the sockets' live signals. */
public final class ProtocolSockets implements SocketEndpoint, Dialect, AutoCloseable {
    private final TwinDoor door;
    private final AckDesk desk;
    private final LiveHub hub;
    private final ScheduledThreadPoolExecutor pace = new ScheduledThreadPoolExecutor(1, work -> {
        Thread thread = new Thread(work, "gemello-twin-pages");
        thread.setDaemon(true);
        return thread;
    });

    /** @param door to the things @param desk where acknowledgements are waited for */
    public ProtocolSockets(TwinDoor door, AckDesk desk) {
        this.door = door;
        this.desk = desk;
        hub = new LiveHub(door, desk);
        pace.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public String path() {
        return "/ws/2";
    }

    @Override
    public Role role() {
        return Role.VIEWER;
    }

    @Override
    public Map<String, Object> refusal(String path, HttpProblem problem) {
        return DittoRefusals.of(path, problem);
    }

    /** The acknowledgements that a client may be asked for stand in {@code declared-acks} of its handshake. */
    @Override
    public SocketHandler open(Socket socket, Request handshake) {
        Set<String> declared = handshake.query("declared-acks").or(() -> handshake.header("declared-acks")).map(AckWish::labels).orElse(Set.of());
        return new SocketSession(socket, door, new LiveSide(socket, door, hub, desk, declared), new SearchSide(socket, door, pace), desk, declared);
    }

    /** Of messages. */
    public List<Route> routes() {
        List<Route> routes = new ArrayList<>(new MessageRoutes(door, hub).routes());
        routes.addAll(new MessageStreams(door, hub).routes());
        return routes;
    }

    /** What operators see. */
    public void collect(Metrics to) {
        to.gauge("gemello_twin_live_listeners", "Subscriptions of messages, live commands and live events", hub.listening());
        to.gauge("gemello_twin_acknowledgements_awaited", "Senders that wait for a live response or an acknowledgement", desk.waiting());
        to.counter("gemello_twin_live_signals_total", "Messages, live commands and live events told, once for each listener", hub.told());
    }

    @Override
    public void close() {
        pace.shutdownNow();
    }
}
