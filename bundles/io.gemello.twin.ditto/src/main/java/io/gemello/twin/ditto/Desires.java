package io.gemello.twin.ditto;

import io.gemello.api.access.Audit;
import io.gemello.api.access.Subject;
import io.gemello.twin.ditto.Turns.Turn;
import java.io.IOException;
import java.util.function.Supplier;
import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;

/**
 * Desired properties that somebody set there, written into the things here as a client writes them: judged by the thing's policy, and acted on by whoever
 * listens for them. No actuator is driven by it: that needs a loop that somebody armed.
 */
final class Desires {
    private final House here;
    private final Subject who;
    private final Supplier<Audit> audit;
    private final MirrorState state;

    /** @param audit gives null while nobody keeps a trail */
    Desires(House here, Subject who, Supplier<Audit> audit, MirrorState state) {
        this.here = here;
        this.who = who;
        this.audit = audit;
        this.state = state;
    }

    /** @param wished there, by feature @param had here, by feature @param features of the thing here: what others have there besides is not ours */
    void take(Turn turn, JsonObject wished, JsonObject had, JsonObject features) throws IOException, InterruptedException {
        JsonObject before = turn.desired();
        turn.desired(wished);
        for (JsonField feature : wished) {
            JsonKey name = feature.getKey();
            if (features.contains(name) && !feature.getValue().equals(had.getValue(name).orElse(null))) {
                write(turn.id(), name, feature.getValue());
            }
        }
        for (JsonField feature : before) {
            // Taken back there: but what somebody wrote here since stays.
            if (!wished.contains(feature.getKey()) && feature.getValue().equals(had.getValue(feature.getKey()).orElse(null))) {
                write(turn.id(), feature.getKey(), null);
            }
        }
    }

    /** @param value null to take them away */
    private void write(String id, JsonKey feature, JsonValue value) throws IOException, InterruptedException {
        String path = "/features/" + feature.toString().replace("~", "~0").replace("/", "~1") + "/desiredProperties";
        String outcome = "done";
        try {
            here.askAndWait(Envelope.thing(id, value == null ? "delete" : "modify", path, value));
            state.broughtBack("desired");
        } catch (Refused refusal) {
            outcome = refusal.getMessage();
            state.refusedHere("desired", id + path, outcome);
        }
        Audit trail = audit.get();
        if (trail != null) {
            trail.record(who, "ditto.desire", id + path, outcome);
        }
    }
}
