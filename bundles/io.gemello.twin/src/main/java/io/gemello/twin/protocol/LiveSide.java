package io.gemello.twin.protocol;

import io.gemello.api.access.Subject;
import io.gemello.api.http.Response;
import io.gemello.api.http.Socket;
import io.gemello.twin.rql.Rql;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.ditto.base.model.acks.AcknowledgementLabel;
import org.eclipse.ditto.base.model.acks.AcknowledgementLabelNotDeclaredException;
import org.eclipse.ditto.base.model.headers.DittoHeaders;
import org.eclipse.ditto.base.model.signals.commands.exceptions.CommandTimeoutException;
import org.eclipse.ditto.protocol.TopicPath;

/** One socket's live signals: those that it listens to, those that it sends, and its answers and acknowledgements to others'. */
final class LiveSide implements LiveHub.Hearer, AutoCloseable {
    private final Socket socket;
    private final Subject who;
    private final TwinDoor door;
    private final LiveHub hub;
    private final AckDesk desk;
    private final Set<String> acks;
    private final Map<ControlFrame.Kind, AutoCloseable> listening = new EnumMap<>(ControlFrame.Kind.class);

    LiveSide(Socket socket, TwinDoor door, LiveHub hub, AckDesk desk, Set<String> acks) {
        this.socket = socket;
        this.who = socket.subject();
        this.door = door;
        this.hub = hub;
        this.desk = desk;
        this.acks = acks;
    }

    /** A second wish takes the place of the first. */
    void control(ControlFrame frame) {
        LiveHub.Wish wish = wish(frame);
        SocketSession.end(listening.remove(frame.kind()));
        if (frame.start()) {
            listening.put(frame.kind(), hub.listen(wish, this));
        }
    }

    private LiveHub.Wish wish(ControlFrame frame) {
        String filter = frame.parameter("filter");
        String extraFields = frame.parameter("extraFields");
        door.checkFields(extraFields);
        return new LiveHub.Wish(frame.kind(), who, frame.namespaces(), filter == null ? null : Rql.parse(filter, door.now()), extraFields, acks);
    }

    @Override
    public void hear(String envelope, LiveSignal signal) {
        socket.send(envelope);
    }

    void take(Signal signal) {
        TopicPath topic = signal.topic();
        switch (topic.getCriterion()) {
            case ACKS -> acknowledge(signal);
            case ERRORS -> reply(signal);
            case COMMANDS, MESSAGES, EVENTS -> {
                if (signal.status() != 0) {
                    reply(signal);
                } else {
                    send(signal);
                }
            }
            default -> throw signal.unknown();
        }
    }

    private void reply(Signal signal) {
        desk.reply(signal.correlationId(), this, new Ack(signal.status(), signal.value(), signal.headers(), signal));
    }

    /** @throws AcknowledgementLabelNotDeclaredException 400 */
    void acknowledge(Signal signal) {
        String label = signal.topic().getSubject().map(AcknowledgementLabel::of).map(Object::toString).orElseThrow(() -> signal.unknown());
        if (!acks.contains(label)) {
            throw AcknowledgementLabelNotDeclaredException.of(label, DittoHeaders.empty());
        }
        desk.give(signal.correlationId(), label, new Ack(signal.status() == 0 ? 200 : signal.status(), signal.value(), signal.headers(), null));
    }

    private void send(Signal signal) {
        LiveSignal live = live(signal);
        SignalRequest request = new SignalRequest("POST", who, null, signal.correlationId(), signal.headers(), null);
        door.checkLive(who, live.thingId(), live.path(), live.changes(), live.place() != null && live.place().claim());
        hub.send(live, this, Patience.of(request).timeout()).thenAccept(given -> answer(signal, live, given));
    }

    private LiveSignal live(Signal signal) {
        TopicPath topic = signal.topic();
        ControlFrame.Kind kind = switch (topic.getCriterion()) {
            case MESSAGES -> ControlFrame.Kind.MESSAGES;
            case EVENTS -> ControlFrame.Kind.LIVE_EVENTS;
            default -> ControlFrame.Kind.LIVE_COMMANDS;
        };
        MessagePlace place = kind == ControlFrame.Kind.MESSAGES ? MessagePlace.of(signal.path()) : null;
        String action = place != null ? place.subject() : topic.getAction().map(TopicPath.Action::getName).orElseThrow(() -> signal.unknown());
        return new LiveSignal(kind, signal.topicText(), action, signal.thingId(), signal.path(), place, signal.headers(), signal.correlationId(), who, signal.value(), signal.fields(),
            asked(signal, kind));
    }

    /** An answer to a message or command is an acknowledgement too, asked for unless said otherwise. */
    private static Set<String> asked(Signal signal, ControlFrame.Kind kind) {
        String given = signal.headers().get("requested-acks");
        boolean answered = !"false".equals(signal.headers().get("response-required")) && kind != ControlFrame.Kind.LIVE_EVENTS;
        Set<String> labels = new LinkedHashSet<>(given == null ? Set.of() : AckWish.labels(given));
        if (answered && labels.isEmpty()) {
            labels.add(AckWish.LIVE_RESPONSE);
        }
        labels.removeIf(label -> AckWish.reserved(label) && !(answered && label.equals(AckWish.LIVE_RESPONSE)));
        return labels;
    }

    private void answer(Signal to, LiveSignal live, Map<String, Ack> given) {
        if (given.isEmpty()) {
            return;
        }
        Ack only = given.size() == 1 ? given.get(AckWish.LIVE_RESPONSE) : null;
        if (only == null) {
            socket.send(AckText.envelope(AckText.of(live.thingId(), to.correlationId(), given), TopicPath.Channel.LIVE));
        } else if (only.reply() != null) {
            socket.send(Envelopes.reply(only.reply()));
        } else {
            Response late = door.refusal(CommandTimeoutException.newBuilder(Patience.of(new SignalRequest("POST", who, null, to.correlationId(), to.headers(), null)).timeout()).build(), to.correlationId(), who);
            socket.send(Envelopes.answer(to, who.dittoSubject(), late));
        }
    }

    @Override
    public void close() {
        listening.values().forEach(SocketSession::end);
        listening.clear();
    }
}
