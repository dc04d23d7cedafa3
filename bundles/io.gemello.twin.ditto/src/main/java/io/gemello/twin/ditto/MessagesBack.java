package io.gemello.twin.ditto;

import io.gemello.api.access.Audit;
import io.gemello.api.access.Subject;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonValue;

/** Messages that somebody sent to a thing there, sent on to the thing here; the answer goes back the same way. Threads of the client and of the house. */
final class MessagesBack {
    private static final int ON_THEIR_WAY = 256;
    private static final int TOO_MANY = 503;
    private static final int NO_ANSWER = 408;
    private static final String NEEDED = "response-required";
    /** The twin itself gives up earlier, after the message's own timeout, which is a minute at most. */
    private static final Duration LONGEST = Duration.ofSeconds(70);

    private final House here;
    private final OtherDitto there;
    private final Ids ids;
    private final Subject who;
    private final Supplier<Audit> audit;
    private final MirrorState state;
    private final Semaphore room = new Semaphore(ON_THEIR_WAY);

    /** Whose thing here a thing there is. */
    interface Ids {
        /** Null for none of ours. */
        String here(String there);
    }

    /** @param audit gives null while nobody keeps a trail */
    MessagesBack(House here, OtherDitto there, Ids ids, Subject who, Supplier<Audit> audit, MirrorState state) {
        this.here = here;
        this.there = there;
        this.ids = ids;
        this.who = who;
        this.audit = audit;
        this.state = state;
    }

    /** What is said from a thing, and answers of others, are not for us. */
    void heard(JsonObject message) {
        String id = ids.here(Envelope.id(message));
        if (id == null || Envelope.status(message) != 0 || !Envelope.path(message).contains("/inbox/messages/")) {
            return;
        }
        String topic = Envelope.topic(message);
        JsonObject onward = message.setValue("topic", Envelope.slashed(id) + topic.substring(Envelope.slashed(Envelope.id(message)).length()));
        if (Envelope.header(message, NEEDED).equals("false")) {
            here.tell(onward);
            state.broughtBack("message");
            record(id, message, "done");
        } else if (room.tryAcquire()) {
            here.ask(onward).orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS).whenComplete((answer, failure) -> {
                room.release();
                answered(id, message, answer);
            });
        } else {
            answer(message, TOO_MANY, refusal(TOO_MANY, "Too many messages are on their way to " + id + "."));
            state.refusedHere("message", id, "too many at once");
        }
    }

    private void answered(String id, JsonObject message, JsonObject answer) {
        int status = answer == null ? NO_ANSWER : Envelope.status(answer);
        boolean refused = answer == null || Envelope.topic(answer).endsWith("/errors");
        if (refused) {
            state.refusedHere("message", id, String.valueOf(status));
        } else {
            state.broughtBack("message");
        }
        answer(message, status, answer == null ? refusal(NO_ANSWER, "The thing's own runtime did not answer.") : answer);
        record(id, message, refused ? "refused: " + status : "done");
    }

    private void record(String id, JsonObject message, String outcome) {
        Audit trail = audit.get();
        if (trail != null) {
            trail.record(who, "ditto.message", id + Envelope.path(message), outcome);
        }
    }

    private void answer(JsonObject message, int status, JsonObject from) {
        String contentType = Envelope.header(from, "content-type");
        JsonObjectBuilder headers = JsonFactory.newObjectBuilder().set("correlation-id", Envelope.header(message, "correlation-id"));
        if (!contentType.isEmpty()) {
            headers.set("content-type", contentType);
        }
        JsonObjectBuilder reply = JsonFactory.newObjectBuilder().set("topic", Envelope.topic(message)).set("headers", headers.build()).set("path", Envelope.path(message));
        JsonValue value = Envelope.value(from);
        if (value != null) {
            reply.set("value", value);
        }
        there.say(reply.set("status", status).build());
    }

    private static JsonObject refusal(int status, String sentence) {
        JsonObject error = JsonFactory.newObjectBuilder().set("status", status).set("error", "gemello:twin.mirror").set("message", sentence).build();
        return JsonFactory.newObjectBuilder().set("headers", JsonFactory.newObjectBuilder().set("content-type", "application/json").build()).set("value", error).build();
    }
}
