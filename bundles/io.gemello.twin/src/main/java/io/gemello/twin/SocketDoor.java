package io.gemello.twin;

import io.gemello.api.access.Subject;
import io.gemello.api.http.EventSink;
import io.gemello.api.http.Response;
import io.gemello.twin.policy.Sight;
import io.gemello.twin.protocol.EventWish;
import io.gemello.twin.protocol.SignalRequest;
import io.gemello.twin.protocol.TwinDoor;
import io.gemello.twin.rql.Rql;
import java.time.Instant;
import java.util.function.Supplier;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.messages.model.MessageSendNotAllowedException;
import org.eclipse.ditto.things.model.ThingId;

/** What sockets may do: the same reads, writes and searches as over HTTP, and changes as events. */
final class SocketDoor implements TwinDoor {
    private final Things things;
    private final Guard guard;
    private final ThingReads reads;
    private final ThingWrites writes;
    private final ThingSearch search;
    private final PolicyRoutes policies;
    private final ChangeStreams streams;
    private final Supplier<Instant> now;

    SocketDoor(Things things, Guard guard, ThingReads reads, ThingWrites writes, ThingSearch search, PolicyRoutes policies, ChangeStreams streams, Supplier<Instant> now) {
        this.things = things;
        this.guard = guard;
        this.reads = reads;
        this.writes = writes;
        this.search = search;
        this.policies = policies;
        this.streams = streams;
        this.now = now;
    }

    private interface Answered {
        Response by(Answers answers);
    }

    private static Response guarded(SignalRequest request, Answered answered) {
        Answers answers = new Answers(request.correlationId(), request.subject());
        try {
            return answered.by(answers);
        } catch (RuntimeException refusal) {
            return answers.of(refusal);
        }
    }

    @Override
    public Response thing(SignalRequest request, String thingId, JsonPointer place) {
        return guarded(request, answers -> {
            ThingPath path = ThingPath.of(place);
            String id = request.correlationId();
            return switch (request.method()) {
                case "GET" -> reads.one(request, thingId, path, answers);
                case "PUT" -> writes.put(request, thingId, path, answers, id);
                case "PATCH" -> writes.patch(request, thingId, path, answers, id);
                case "DELETE" -> writes.delete(request, thingId, path, answers, id);
                default -> writes.create(request, thingId, answers, id);
            };
        });
    }

    @Override
    public Response things(SignalRequest request) {
        return guarded(request, answers -> reads.many(request, answers));
    }

    @Override
    public Response policy(SignalRequest request, String policyId, String place) {
        return guarded(request, answers -> policies.answer(request, policyId, place, answers));
    }

    @Override
    public Response search(SignalRequest request) {
        return guarded(request, answers -> search.search(request, answers));
    }

    @Override
    public Supplier<AutoCloseable> events(EventWish wish, Subject who, EventSink sink) {
        Rql rql = wish.filter() == null ? null : Rql.parse(wish.filter(), now.get());
        ChangeFilter filter = new ChangeFilter(null, wish.namespaces(), ThingPath.WHOLE, null, rql, FieldChoice.ofThing(wish.extraFields()), new SocketEvents(wish.acks()));
        return () -> streams.open(filter, who, sink);
    }

    @Override
    public boolean mayHear(Subject who, String thingId, JsonPointer place) {
        ThingState thing = things.find(thingId);
        return thing != null && (message(place) ? guard.judge().mayHear(who, thing.policyId(), place) : guard.sight(who, thing).all(place));
    }

    @Override
    public void checkLive(Subject who, String thingId, JsonPointer place, boolean changes, boolean claim) {
        ThingState thing = things.find(thingId);
        if (thing == null) {
            throw PathErrors.notFound(ThingPath.WHOLE, thingId);
        }
        if (claim) {
            return;
        }
        boolean may = message(place) ? guard.judge().maySend(who, thing.policyId(), place)
            : changes ? guard.judge().mayWrite(who, thing.policyId(), place) : guard.sight(who, thing).all(place);
        if (!may && guard.sight(who, thing).nothing()) {
            throw PathErrors.notFound(ThingPath.WHOLE, thingId);
        }
        if (!may) {
            throw changes ? MessageSendNotAllowedException.newBuilder(ThingId.of(thingId)).build() : PathErrors.notFound(ThingPath.of(place), thingId);
        }
    }

    /** Whether a place is a box of messages, of a thing or of a feature: things have no such parts. */
    private static boolean message(JsonPointer place) {
        int level = place.getRoot().filter(root -> root.toString().equals("features")).isPresent() ? 2 : 0;
        return place.get(level).map(JsonKey::toString).filter(box -> box.equals("inbox") || box.equals("outbox")).isPresent();
    }

    @Override
    public JsonObject extra(Subject who, String thingId, String fields) {
        ThingState thing = things.find(thingId);
        Sight sight = thing == null ? Sight.NOTHING : guard.sight(who, thing);
        return sight.nothing() ? null : FieldChoice.ofThing(fields).from(sight.of(thing.shownTo(sight).jsonWithSpecialFields()));
    }

    @Override
    public void checkFields(String fields) {
        FieldChoice.ofThing(fields);
    }

    @Override
    public Instant now() {
        return now.get();
    }

    @Override
    public Response refusal(Throwable refusal, String correlationId, Subject who) {
        return new Answers(correlationId, who).of(refusal);
    }
}
