package io.gemello.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gemello.api.access.Subject;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PeerSocketTest {
    private final List<String> wire = new ArrayList<>();
    private final Deque<SendHandler> onTheWay = new ArrayDeque<>();
    private final PeerSocket socket = new PeerSocket(session(), new Subject("a:b", Set.of()), () -> true, token -> null, Runnable::run, () -> { });

    @Test
    void aPeerThatHasNotReadItsTextIsNotPingedNorOneThatHasJustBeenSentOne() {
        long later = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        socket.send("first");
        socket.send("second");
        socket.ping(later);
        assertEquals(List.of("first"), wire, "a ping would wait behind the text, and all other peers behind the ping");
        onTheWay.remove().onResult(new SendResult());
        socket.ping(later);
        assertEquals(List.of("first", "second"), wire);
        onTheWay.remove().onResult(new SendResult());
        socket.ping(System.nanoTime());
        assertEquals(List.of("first", "second"), wire, "its answer would come in the way of a close");
        socket.ping(later);
        assertEquals(List.of("first", "second", "ping"), wire);
    }

    private Session session() {
        RemoteEndpoint.Async remote = fake(RemoteEndpoint.Async.class, (name, arguments) -> {
            if (name.equals("sendPing")) {
                wire.add("ping");
            } else {
                wire.add((String) arguments[0]);
                onTheWay.add((SendHandler) arguments[1]);
            }
            return null;
        });
        return fake(Session.class, (name, arguments) -> name.equals("isOpen") ? (Object) true : remote);
    }

    private interface Answer {
        Object to(String method, Object... arguments);
    }

    private static <T> T fake(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> answer.to(method.getName(), arguments)));
    }
}
