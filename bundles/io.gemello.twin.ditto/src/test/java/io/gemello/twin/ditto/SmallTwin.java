package io.gemello.twin.ditto;

import io.gemello.api.access.Role;
import io.gemello.api.http.Request;
import io.gemello.api.http.Socket;
import io.gemello.api.http.SocketEndpoint;
import io.gemello.api.http.SocketHandler;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;

/** The twin's socket as far as the mirror uses it: it writes down what it is told, and answers as the test says. */
final class SmallTwin implements SocketEndpoint {
    final List<JsonObject> told = new CopyOnWriteArrayList<>();
    private final Function<JsonObject, JsonObject> answers;
    volatile Socket socket;
    volatile int closed;

    /** @param answers what an answer holds besides topic, headers and path; null for no answer */
    SmallTwin(Function<JsonObject, JsonObject> answers) {
        this.answers = answers;
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
    public SocketHandler open(Socket opened, Request handshake) {
        socket = opened;
        return new SocketHandler() {
            @Override
            public void text(String message) {
                if (message.startsWith("START-")) {
                    opened.send(message.replaceFirst("\\?.*", "") + ":ACK");
                    return;
                }
                JsonObject envelope = JsonFactory.newObject(message);
                told.add(envelope);
                JsonObject answer = answers.apply(envelope);
                if (answer != null) {
                    opened.send(envelope.remove("value").setAll(answer).toString());
                }
            }

            @Override
            public void closed(int code, String reason) {
                closed = code;
            }
        };
    }
}
