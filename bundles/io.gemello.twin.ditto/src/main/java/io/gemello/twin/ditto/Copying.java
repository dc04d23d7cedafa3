package io.gemello.twin.ditto;

import io.gemello.twin.ditto.Turns.Turn;
import java.io.IOException;
import java.util.List;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;

/** Makes one thing there like it is here. Used by several lanes at once, for different things. */
final class Copying {
    private final House here;
    private final OtherDitto there;
    private final Target target;
    private final Place place;
    private final Pace pace;
    private final Desires desires;
    private final MirrorState state;

    /** @param site whose things they are @param policy under which things are made */
    record Place(String site, String policy) {}

    Copying(House here, OtherDitto there, Target target, Place place, Pace pace, Desires desires, MirrorState state) {
        this.here = here;
        this.there = there;
        this.target = target;
        this.place = place;
        this.pace = pace;
        this.desires = desires;
        this.state = state;
    }

    /** @return whether the thing is still here @throws Refused what the other Ditto says: nothing is known of the thing then */
    boolean copy(Turn turn) throws IOException, Refused, InterruptedException {
        JsonObject thing = here.thing(turn.id());
        if (thing == null) {
            remove(turn.id());
            return false;
        }
        String id = target.there(turn.id());
        JsonObject known = turn.known();
        if (known == null) {
            pace.await();
            known = there.thing(id);
            if (known != null && target.back().desired()) {
                desires.take(turn, MirroredThing.desired(known), MirroredThing.desired(thing), MirroredThing.object(thing, "features"));
                known = MirroredThing.undesired(known);
            }
        }
        JsonObject wanted = MirroredThing.of(thing, place.site(), !target.back().desired());
        if (known == null) {
            create(id, wanted);
        } else {
            change(id, Difference.between(wanted, known));
        }
        turn.known(wanted);
        return true;
    }

    private void create(String id, JsonObject wanted) throws IOException, Refused, InterruptedException {
        JsonObjectBuilder whole = JsonFactory.newObjectBuilder().set("thingId", id).set("policyId", place.policy());
        wanted.forEach(whole::set);
        pace.await();
        there.ask(Envelope.thing(id, "create", "/", whole.build()));
        state.created();
    }

    private void change(String id, List<Command> commands) throws IOException, Refused, InterruptedException {
        for (Command command : commands) {
            pace.await();
            there.ask(Envelope.thing(id, command.action(), command.path(), command.value()));
            state.changed();
        }
        if (commands.isEmpty()) {
            state.same();
        }
    }

    private void remove(String id) throws IOException, Refused, InterruptedException {
        if (!target.delete()) {
            return;
        }
        pace.await();
        try {
            there.ask(Envelope.thing(target.there(id), "delete", "/", null));
            state.deleted();
        } catch (Refused refusal) {
            if (!refusal.missing()) {
                throw refusal;
            }
        }
    }
}
