package io.gemello.twin.protocol;

import io.gemello.api.http.EventSink;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Response;
import io.gemello.api.http.Socket;
import io.gemello.api.http.SocketHandler;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.protocol.TopicPath;

/** One socket and what its peer subscribed to. Commands are carried out side by side; their answers come in the order in which they are done. */
final class SocketSession implements SocketHandler {
    private static final int POLICY_VIOLATION = 1008;
    private final Socket socket;
    private final TwinDoor door;
    private final TwinCommands commands;
    private final String originator;
    private final LiveSide live;
    private final SearchSide searches;
    private final AckDesk desk;
    private final Set<String> acks;
    private final EventSink events;
    /** Null while no events are wanted. */
    private AutoCloseable subscription;

    /** @param acks that the peer may be asked for */
    SocketSession(Socket socket, TwinDoor door, LiveSide live, SearchSide searches, AckDesk desk, Set<String> acks) {
        this.socket = socket;
        this.door = door;
        this.live = live;
        this.searches = searches;
        this.desk = desk;
        this.acks = acks;
        this.events = new EventsOf(socket);
        this.originator = socket.subject().dittoSubject();
        this.commands = new TwinCommands(door, socket.subject(), events);
    }

    /** Bounded by the socket's own queue: a peer that does not keep up is told by the close code 1013, and subscribes anew when it is back. */
    private record EventsOf(Socket socket) implements EventSink {
        /** An empty text is the heartbeat of event streams; a socket has its pings. */
        @Override
        public boolean send(String id, String event, String data) {
            return data.isEmpty() || socket.send(data);
        }

        @Override
        public void close() {
            socket.close(1012, "the service restarts");
        }
    }

    @Override
    public void text(String message) {
        ControlFrame frame = ControlFrame.of(message).orElse(null);
        if (frame != null) {
            control(frame);
            return;
        }
        String correlationId = UUID.randomUUID().toString();
        Signal signal;
        try {
            JsonObject json = Signal.json(message);
            correlationId = Signal.correlationId(json);
            signal = Signal.of(json, correlationId);
        } catch (RuntimeException unreadable) {
            socket.send(Envelopes.error(correlationId, originator, door.refusal(unreadable, correlationId, socket.subject())));
            return;
        }
        try {
            take(signal);
        } catch (RuntimeException refusal) {
            answer(signal, door.refusal(refusal, correlationId, socket.subject()));
        }
    }

    private void control(ControlFrame frame) {
        try {
            switch (frame.kind()) {
                case EVENTS -> events(frame);
                case MESSAGES, LIVE_COMMANDS, LIVE_EVENTS -> live.control(frame);
                case JWT_TOKEN -> {
                    renew(frame.parameter("jwtToken"));
                    return;
                }
                // Nothing is announced: who must know when his subject expires looks at the policy.
                case POLICY_ANNOUNCEMENTS -> { }
            }
            socket.send(frame.name() + ":ACK");
        } catch (RuntimeException refusal) {
            String correlationId = UUID.randomUUID().toString();
            socket.send(Envelopes.error(correlationId, originator, door.refusal(refusal, correlationId, socket.subject())));
        }
    }

    /** Ditto acknowledges a good token by silence. */
    private void renew(String token) {
        if (token == null || !socket.renew(token)) {
            String correlationId = UUID.randomUUID().toString();
            HttpProblem refused = new HttpProblem(401, "jwt.invalid", "The JWT token is not valid, or not of the same user.", "Connect again with a valid one.");
            socket.send(Envelopes.error(correlationId, originator, door.refusal(refused, correlationId, socket.subject())));
            socket.close(POLICY_VIOLATION, "the token is not valid");
        }
    }

    /** A second wish takes the place of the first. */
    private void events(ControlFrame frame) {
        Supplier<AutoCloseable> next = door.events(new EventWish(frame.namespaces(), frame.parameter("filter"), frame.parameter("extraFields"), acks), socket.subject(), events);
        end(subscription);
        subscription = frame.start() ? next.get() : null;
    }

    /** @param subscription null for none */
    static void end(AutoCloseable subscription) {
        try {
            if (subscription != null) {
                subscription.close();
            }
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void take(Signal signal) {
        TopicPath topic = signal.topic();
        if (topic.isGroup(TopicPath.Group.POLICIES) && topic.isCriterion(TopicPath.Criterion.COMMANDS)) {
            answer(signal, commands.carryOut(signal));
            return;
        }
        if (!topic.isGroup(TopicPath.Group.THINGS)) {
            throw signal.unknown();
        }
        if (topic.isChannel(TopicPath.Channel.LIVE)) {
            live.take(signal);
            return;
        }
        if (!topic.isChannel(TopicPath.Channel.TWIN)) {
            throw signal.unknown();
        }
        switch (topic.getCriterion()) {
            case COMMANDS -> command(signal);
            case SEARCH -> searches.take(signal);
            case ACKS -> live.acknowledge(signal);
            default -> throw signal.unknown();
        }
    }

    private void command(Signal signal) {
        SignalRequest request = new SignalRequest("PUT", socket.subject(), null, signal.correlationId(), signal.headers(), null);
        AckWish wish = AckWish.of(request);
        // What changes nothing has no event that somebody could acknowledge.
        if (wish.plain() || signal.topic().getAction().filter(TopicPath.Action.RETRIEVE::equals).isPresent()) {
            answer(signal, commands.carryOut(signal));
            return;
        }
        desk.around(wish, signal.correlationId(), Patience.of(request).timeout(), () -> commands.carryOut(signal)).whenComplete((done, fault) -> {
            if (fault != null) {
                answer(signal, door.refusal(fault, signal.correlationId(), socket.subject()));
            } else if (done.acks() == null) {
                answer(signal, done.response());
            } else {
                socket.send(AckText.envelope(AckText.of(TwinCommands.thingId(signal), signal.correlationId(), done.acks()), TopicPath.Channel.TWIN));
            }
        });
    }

    private void answer(Signal to, Response response) {
        if (response.body() instanceof Response.Later later) {
            later.response().whenComplete((done, fault) -> answer(to, fault == null ? done : door.refusal(fault, to.correlationId(), socket.subject())));
            return;
        }
        String text = Envelopes.answer(to, originator, response);
        if (text != null) {
            socket.send(text);
        }
    }

    @Override
    public void closed(int code, String reason) {
        end(subscription);
        live.close();
        searches.close();
    }
}
