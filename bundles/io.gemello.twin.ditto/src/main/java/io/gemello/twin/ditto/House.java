package io.gemello.twin.ditto;

import io.gemello.api.access.Subject;
import io.gemello.api.http.Socket;
import io.gemello.api.http.SocketEndpoint;
import io.gemello.api.http.SocketHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonRuntimeException;
import org.eclipse.ditto.json.JsonValue;

/**
 * This runtime's things, through the door that every Ditto client uses: a session of the twin's own socket, without a network between. So policies judge
 * what the mirror sees and does as they judge everybody, and no way leads past them. What comes is read by the thread {@code gemello-twin-ditto-house}.
 */
final class House implements Socket, AutoCloseable {
    /** Texts that may wait to be read; who told them does not wait for us, so more end the session, and the next one looks at everything. */
    private static final int WAITING = 8_192;
    private static final String END = "";

    private final Subject who;
    private final Duration timeout;
    private final Consumer<String> changed;
    private final Consumer<String> lost;
    private final BlockingQueue<String> texts = new ArrayBlockingQueue<>(WAITING);
    private final Map<String, CompletableFuture<JsonObject>> asked = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> subscribed = new CompletableFuture<>();
    private final Thread reader = new Thread(this::read, "gemello-twin-ditto-house");
    private volatile SocketHandler handler;
    private volatile boolean closed;

    /** @param changed told of the id of each thing that changed; must be quick @param lost told why, when the session has ended */
    House(Subject who, Duration timeout, Consumer<String> changed, Consumer<String> lost) {
        this.who = who;
        this.timeout = timeout;
        this.changed = changed;
        this.lost = lost;
        reader.setDaemon(true);
    }

    /** From when it returns every change is told. */
    void open(SocketEndpoint twin, String namespace) throws IOException, InterruptedException {
        reader.start();
        handler = twin.open(this, new NoHandshake(who));
        say("START-SEND-EVENTS?namespaces=" + namespace);
        await(subscribed);
    }

    private void say(String text) {
        // A handler takes one text at a time.
        synchronized (this) {
            handler.text(text);
        }
    }

    /** Says something that needs no answer. */
    void tell(JsonObject envelope) {
        say(Envelope.with(envelope, "correlation-id", JsonFactory.newValue(UUID.randomUUID().toString())).toString());
    }

    /** @return the answer, whatever it is */
    CompletableFuture<JsonObject> ask(JsonObject envelope) {
        String id = UUID.randomUUID().toString();
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        asked.put(id, answer);
        answer.whenComplete((given, failure) -> asked.remove(id));
        say(Envelope.with(envelope, "correlation-id", JsonFactory.newValue(id)).toString());
        if (closed) {
            answer.completeExceptionally(new IOException("the twin is away"));
        }
        return answer;
    }

    /** @throws Refused what the twin says */
    JsonObject askAndWait(JsonObject envelope) throws IOException, Refused, InterruptedException {
        return Envelope.accepted(await(ask(envelope)));
    }

    private <T> T await(CompletableFuture<T> answer) throws IOException, InterruptedException {
        try {
            return answer.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS).get();
        } catch (ExecutionException none) {
            throw new IOException("the twin does not answer: " + none.getCause(), none.getCause());
        }
    }

    /** Null when there is no such thing, or the mirror may not see it. */
    JsonObject thing(String id) throws IOException, Refused, InterruptedException {
        try {
            return Envelope.value(askAndWait(Envelope.thing(id, "retrieve", "/", null))).asObject();
        } catch (Refused refusal) {
            if (refusal.missing()) {
                return null;
            }
            throw refusal;
        }
    }

    /** All things of a namespace that the mirror may see. */
    Set<String> things(String namespace) throws IOException, Refused, InterruptedException {
        JsonObject wish = Envelope.thing(namespace + ":_", "retrieve", "/", null).setValue("fields", "thingId");
        Set<String> ids = new LinkedHashSet<>();
        Envelope.value(askAndWait(wish)).asArray().forEach(thing -> thing.asObject().getValue("thingId").map(JsonValue::asString).ifPresent(ids::add));
        return ids;
    }

    private void read() {
        try {
            for (String text = texts.take(); !text.equals(END); text = texts.take()) {
                heard(text);
            }
        } catch (InterruptedException ended) {
            closed = true;
        }
    }

    private void heard(String text) {
        if (text.endsWith(":ACK")) {
            subscribed.complete(null);
            return;
        }
        JsonObject envelope;
        try {
            envelope = JsonFactory.newObject(text);
        } catch (JsonRuntimeException unreadable) {
            end("the twin said what is no JSON");
            return;
        }
        if (Envelope.topic(envelope).contains("/things/twin/events/")) {
            changed.accept(Envelope.id(envelope));
            return;
        }
        CompletableFuture<JsonObject> answer = asked.get(Envelope.header(envelope, "correlation-id"));
        if (answer != null) {
            answer.complete(envelope);
        }
    }

    @Override
    public Subject subject() {
        return who;
    }

    @Override
    public boolean send(String text) {
        if (closed) {
            return false;
        }
        if (!texts.offer(text)) {
            end("the mirror did not keep up with the changes here");
            return false;
        }
        return true;
    }

    @Override
    public int waiting() {
        return texts.size();
    }

    @Override
    public boolean renew(String token) {
        return false;
    }

    /** By the twin. */
    @Override
    public void close(int code, String reason) {
        end("the twin closed the session: " + reason);
    }

    private void end(String why) {
        if (!closed) {
            closed = true;
            lost.accept(why);
        }
    }

    @Override
    public void close() {
        closed = true;
        reader.interrupt();
        SocketHandler now = handler;
        if (now != null) {
            now.closed(1000, "the mirror has ended");
        }
        IOException away = new IOException("the session with the twin has ended");
        asked.values().forEach(answer -> answer.completeExceptionally(away));
    }
}
