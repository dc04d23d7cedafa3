package io.gemello.twin;

import io.gemello.api.access.Subject;
import io.gemello.api.http.Socket;
import io.gemello.api.http.SocketHandler;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;

/** A client of {@code /ws/2}, without a network. */
final class FakeSocket implements Socket, AutoCloseable {
    private static final int NORMAL = 1000;
    private final Subject who;
    private final SocketHandler handler;
    final List<String> told = new CopyOnWriteArrayList<>();
    volatile int backlog;
    /** 0 while open. */
    volatile int closed;

    /** @param headers of the handshake, in pairs */
    FakeSocket(Building building, Subject who, String... headers) {
        this.who = who;
        handler = building.twin.sockets().open(this, FakeRequest.of("GET", "/ws/2", null, headers));
    }

    FakeSocket(Building building) {
        this(building, Building.OPERATOR);
    }

    @Override
    public Subject subject() {
        return who;
    }

    @Override
    public boolean send(String text) {
        if (closed != 0) {
            return false;
        }
        told.add(text);
        return true;
    }

    @Override
    public int waiting() {
        return backlog;
    }

    @Override
    public boolean renew(String token) {
        return token.equals("good");
    }

    @Override
    public void close(int code, String reason) {
        closed = code;
    }

    /** One text to the server. */
    void text(String text) {
        handler.text(text);
    }

    /** A control frame, which is acknowledged at once. */
    void control(String frame) {
        handler.text(frame);
        String name = frame.contains("?") ? frame.substring(0, frame.indexOf('?')) : frame;
        if (!told.contains(name + ":ACK")) {
            throw new AssertionError(told);
        }
    }

    /** Sends a command and waits for what is said with its correlation id. @param rest members of the envelope, beginning with a comma */
    JsonObject ask(String topic, String headers, String path, String rest) {
        String id = "c" + told.size() + "-" + System.nanoTime();
        text("{\"topic\":\"" + topic + "\",\"headers\":{\"correlation-id\":\"" + id + "\"" + (headers.isEmpty() ? "" : "," + headers) + "},\"path\":\"" + path + "\"" + rest + "}");
        return await(envelope -> header(envelope, "correlation-id").filter(given -> given.equals(id)).isPresent() && envelope.contains("status"));
    }

    interface Wanted {
        boolean fits(JsonObject envelope);
    }

    /** The first envelope that fits; waits for it. */
    JsonObject await(Wanted wanted) {
        JsonObject[] found = new JsonObject[1];
        Building.until("an envelope that fits, of " + told, () -> {
            found[0] = told.stream().filter(text -> text.startsWith("{")).map(JsonFactory::newObject).filter(wanted::fits).findFirst().orElse(null);
            return found[0] != null;
        });
        return found[0];
    }

    static Optional<String> header(JsonObject envelope, String name) {
        return envelope.getValue("headers/" + name).map(value -> value.isString() ? value.asString() : value.toString());
    }

    static int status(JsonObject envelope) {
        return envelope.getValue("status").map(JsonValue::asInt).orElse(0);
    }

    static String text(JsonObject envelope, String member) {
        return envelope.getValue(member).map(value -> value.isString() ? value.asString() : value.toString()).orElse("");
    }

    @Override
    public void close() {
        handler.closed(NORMAL, "");
    }
}
