package io.gemello.twin.protocol;

import io.gemello.api.access.Role;
import io.gemello.api.http.Request;
import io.gemello.api.http.Socket;
import io.gemello.api.http.SocketEndpoint;
import io.gemello.api.http.SocketHandler;
import java.util.Set;

/** The path {@code /ws/2}. */
public final class ProtocolSockets implements SocketEndpoint {
    private final TwinDoor door;

    /** @param door to the things */
    public ProtocolSockets(TwinDoor door) {
        this.door = door;
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
    public SocketHandler open(Socket socket, Request handshake) {
        return new SocketSession(socket, door, Set.of());
    }
}
