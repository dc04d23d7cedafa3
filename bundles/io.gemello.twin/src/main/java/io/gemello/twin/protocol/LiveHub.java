package io.gemello.twin.protocol;

import io.gemello.api.access.Subject;
import io.gemello.twin.rql.Dialect;
import io.gemello.twin.rql.Rql;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;

/** Brings live signals to those who listen, and their answers back. Any thread; never blocks; who does not keep up is cut off by his own bounded queue. */
final class LiveHub {
    private final TwinDoor door;
    private final AckDesk desk;
    private final Set<Listening> all = new CopyOnWriteArraySet<>();
    private final LongAdder told = new LongAdder();

    LiveHub(TwinDoor door, AckDesk desk) {
        this.door = door;
        this.desk = desk;
    }

    /** Whoever is told. */
    interface Hearer {
        void hear(String envelope, LiveSignal signal);
    }

    /**
     * @param namespaces null for all
     * @param filter null for all
     * @param extraFields null for none
     * @param acks that may be asked for
     */
    record Wish(ControlFrame.Kind kind, Subject who, Set<String> namespaces, Rql filter, String extraFields, Set<String> acks) {}

    private record Listening(Wish wish, Hearer hearer) {}

    AutoCloseable listen(Wish wish, Hearer hearer) {
        Listening one = new Listening(wish, hearer);
        all.add(one);
        return () -> all.remove(one);
    }

    /**
     * The sender may send it: that was asked before.
     *
     * @param from is not told; null for none
     * @return completes with what was asked for, at the latest when the patience is over; at once with nothing where nothing was
     */
    CompletionStage<Map<String, Ack>> send(LiveSignal signal, Hearer from, Duration patience) {
        if (signal.acks().isEmpty()) {
            tell(signal, from, null);
            return CompletableFuture.completedFuture(Map.of());
        }
        AckDesk.Waiting waiting = desk.expect(signal.correlationId(), signal.acks(), patience);
        try {
            tell(signal, from, waiting);
        } catch (RuntimeException fault) {
            waiting.giveUp();
            throw fault;
        }
        return waiting.outcome();
    }

    private void tell(LiveSignal signal, Hearer from, AckDesk.Waiting waiting) {
        for (Listening one : all) {
            if (one.hearer != from && one.wish.kind() == signal.kind()) {
                tell(signal, one, waiting);
            }
        }
    }

    private void tell(LiveSignal signal, Listening one, AckDesk.Waiting waiting) {
        Wish wish = one.wish;
        if (wish.namespaces() != null && !wish.namespaces().contains(signal.namespace()) || !door.mayHear(wish.who(), signal.thingId(), signal.path())) {
            return;
        }
        JsonObject extra = wish.extraFields() == null ? null : door.extra(wish.who(), signal.thingId(), wish.extraFields());
        if (wish.filter() != null && !fits(signal, wish.filter(), extra)) {
            return;
        }
        if (waiting != null) {
            waiting.telling(one.hearer);
        }
        told.increment();
        one.hearer.hear(signal.text(wish.acks(), extra), signal);
    }

    private boolean fits(LiveSignal signal, Rql filter, JsonObject extra) {
        JsonObject partial = signal.partial();
        JsonObject thing = extra == null ? partial : JsonFactory.mergeJsonValues(partial, extra).asObject();
        SignalNames names = signal.names(door.now());
        return filter.test(field -> field.pointer() == null ? names.of(field) : field.in(thing), Dialect.STATE);
    }

    int listening() {
        return all.size();
    }

    long told() {
        return told.sum();
    }
}
