package io.gemello.http;

import io.gemello.api.http.SocketHandler;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the WebSocket container calls, for one socket. Public only because the container asks for it. */
public final class SocketPeer extends Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(SocketPeer.class);
    private static final int MAX_TEXT = 256 * 1024;
    /** Three missed answers to a ping. */
    private static final int IDLE_MILLIS = 3 * SocketHub.PING_SECONDS * 1000;
    private static final int INTERNAL_ERROR = 1011;
    private final Function<Session, PeerSocket> begin;
    private final Function<PeerSocket, SocketHandler> handlers;
    private final Consumer<PeerSocket> over;
    private PeerSocket socket;
    private SocketHandler handler;

    SocketPeer(Function<Session, PeerSocket> begin, Function<PeerSocket, SocketHandler> handlers, Consumer<PeerSocket> over) {
        this.begin = begin;
        this.handlers = handlers;
        this.over = over;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        session.setMaxTextMessageBufferSize(MAX_TEXT);
        session.setMaxIdleTimeout(IDLE_MILLIS);
        session.setMaxBinaryMessageBufferSize(1);
        socket = begin.apply(session);
        try {
            handler = handlers.apply(socket);
        } catch (RuntimeException failed) {
            fault(failed);
            return;
        }
        session.addMessageHandler(String.class, (MessageHandler.Whole<String>) this::text);
    }

    private void text(String message) {
        try {
            handler.text(message);
        } catch (RuntimeException failed) {
            fault(failed);
        }
    }

    private void fault(RuntimeException failed) {
        LOG.error("a socket's handler failed, the socket is closed: {}", failed.toString());
        socket.close(INTERNAL_ERROR, "the server failed");
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        over.accept(socket);
        if (handler != null) {
            handler.closed(reason.getCloseCode().getCode(), reason.getReasonPhrase());
        }
    }

    /** The container closes the socket itself, e.g. 1009 for a message that is too long; {@code onClose} follows. */
    @Override
    public void onError(Session session, Throwable cause) {
        LOG.debug("socket: {}", cause.toString());
    }
}
