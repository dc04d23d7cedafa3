package io.gemello.api.http;

import io.gemello.api.access.Role;
import org.osgi.annotation.versioning.ConsumerType;

/** A WebSocket path: register it as a service. The server signs the caller in before the upgrade (401 JSON else) and, when this service leaves, closes its sockets with 1012. */
@ConsumerType
public interface SocketEndpoint {
    /** E.g. {@code /ws/2}. */
    String path();

    Role role();

    /** Called for every new socket; the handler belongs to that socket. */
    SocketHandler open(Socket socket, Request handshake);
}
