package io.gemello.http;

import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;

/** Gives the container the peer that was made for one handshake. It overrides everything: the defaults look for a platform class that OSGi hides. */
final class OneSocket extends ServerEndpointConfig.Configurator {
    private final SocketPeer peer;

    OneSocket(SocketPeer peer) {
        this.peer = peer;
    }

    @Override
    public <T> T getEndpointInstance(Class<T> type) {
        return type.cast(peer);
    }

    /** The gate has checked it already. */
    @Override
    public boolean checkOrigin(String origin) {
        return true;
    }

    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
        return "";
    }

    @Override
    public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
        return List.of();
    }

    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {}
}
