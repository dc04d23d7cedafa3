package io.gemello.twin.ditto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.access.Role;
import io.gemello.api.access.Subject;
import io.gemello.testkit.Until;
import io.gemello.twin.ditto.Turns.Turn;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HouseTest {
    private static final Subject WHO = new Subject(Mirror.SUBJECT, Set.of(Role.OPERATOR));
    private final List<String> changed = new CopyOnWriteArrayList<>();
    private final List<String> lost = new CopyOnWriteArrayList<>();
    private final House house = new House(WHO, Duration.ofSeconds(20), changed::add, lost::add);

    @AfterEach
    void close() {
        house.close();
    }

    private SmallTwin open(java.util.function.Function<JsonObject, JsonObject> answers) throws Exception {
        SmallTwin twin = new SmallTwin(answers);
        house.open(twin, "org.hall");
        return twin;
    }

    private static JsonObject json(String text) {
        return JsonFactory.newObject(text.replace('\'', '"'));
    }

    private static JsonObject refusal(int status) {
        return json("{'topic':'org.hall/rack-1/things/twin/errors','status':" + status + ",'value':{'status':" + status + ",'error':'things:thing.notfound','message':'No.'}}");
    }

    /** The twin's policies decide what leaves the house: the mirror asks as somebody. */
    @Test
    void theMirrorIsSomebodyInPolicies() throws Exception {
        SmallTwin twin = open(asked -> json("{'status':200,'value':[{'thingId':'org.hall:rack-1'},{'thingId':'org.hall:rack-2'}]}"));
        assertEquals("ditto:mirror", twin.socket.subject().dittoSubject());
        assertEquals(Set.of("org.hall:rack-1", "org.hall:rack-2"), house.things("org.hall"));
        assertEquals("org.hall/_/things/twin/commands/retrieve", Envelope.topic(twin.told.get(0)));
    }

    @Test
    void aThingThatIsNotThereIsNoFailureButOtherRefusalsAre() throws Exception {
        open(asked -> refusal(Envelope.topic(asked).startsWith("org.hall/rack-1/") ? 404 : 503));
        assertNull(house.thing("org.hall:rack-1"));
        assertEquals(503, assertThrows(Refused.class, () -> house.thing("org.hall:rack-2")).status());
    }

    @Test
    void changesAreToldByTheThingsId() throws Exception {
        SmallTwin twin = open(asked -> null);
        twin.socket.send("{\"topic\":\"org.hall/rack-1/things/twin/events/merged\",\"headers\":{},\"path\":\"/\",\"value\":{}}");
        Until.holds("the change", () -> changed.equals(List.of("org.hall:rack-1")));
    }

    @Test
    void aTwinThatIsReplacedEndsTheSessionAndWhatWaits() throws Exception {
        SmallTwin twin = open(asked -> null);
        var answer = house.ask(Envelope.thing("org.hall:rack-1", "retrieve", "/", null));
        twin.socket.close(1012, "the service restarts");
        assertFalse(twin.socket.send("late"));
        assertEquals(1, lost.size());
        house.close();
        assertTrue(answer.isCompletedExceptionally());
        assertEquals(1000, twin.closed);
        assertThrows(IOException.class, () -> house.askAndWait(Envelope.thing("org.hall:rack-1", "retrieve", "/", null)));
    }

    @Test
    void aDesireIsWrittenOnceAndTakenBack() throws Exception {
        SmallTwin twin = open(asked -> json("{'status':204}"));
        List<String> trail = new ArrayList<>();
        Desires desires = new Desires(house, WHO, () -> (who, what, target, outcome) -> trail.add(who.name() + " " + what + " " + target + " " + outcome), new MirrorState("wss://d", System::nanoTime));
        Turns turns = new Turns(Duration.ZERO, System::nanoTime);
        turns.changed("org.hall:rack-1");
        Turn turn = turns.take();
        JsonObject features = json("{'fan':{}}");
        JsonObject wish = json("{'fan':{'value':2},'foreign':{'x':1}}");
        desires.take(turn, wish, JsonObject.empty(), features);
        desires.take(turn, wish, json("{'fan':{'value':2}}"), features);
        desires.take(turn, JsonObject.empty(), json("{'fan':{'value':2}}"), features);
        assertEquals(List.of("org.hall/rack-1/things/twin/commands/modify", "org.hall/rack-1/things/twin/commands/delete"), twin.told.stream().map(Envelope::topic).toList());
        assertEquals("/features/fan/desiredProperties", Envelope.path(twin.told.get(0)));
        assertEquals("ditto:mirror ditto.desire org.hall:rack-1/features/fan/desiredProperties done", trail.get(0));
    }

    /** What somebody wrote here since is his. */
    @Test
    void aDesireThatWasOverruledHereIsNotTakenBack() throws Exception {
        SmallTwin twin = open(asked -> json("{'status':204}"));
        Desires desires = new Desires(house, WHO, () -> null, new MirrorState("wss://d", System::nanoTime));
        Turns turns = new Turns(Duration.ZERO, System::nanoTime);
        turns.changed("org.hall:rack-1");
        Turn turn = turns.take();
        turn.desired(json("{'fan':{'value':2}}"));
        desires.take(turn, JsonObject.empty(), json("{'fan':{'value':5}}"), json("{'fan':{}}"));
        assertEquals(List.of(), twin.told);
    }

    @Test
    void aDesireThatAPolicyForbidsIsCountedAndTold() throws Exception {
        open(asked -> refusal(403));
        MirrorState state = new MirrorState("wss://d", System::nanoTime);
        state.connected(new Turns(Duration.ZERO, System::nanoTime));
        List<String> outcomes = new ArrayList<>();
        Turns turns = new Turns(Duration.ZERO, System::nanoTime);
        turns.changed("org.hall:rack-1");
        new Desires(house, WHO, () -> (who, what, target, outcome) -> outcomes.add(outcome), state).take(turns.take(), json("{'fan':{'value':2}}"), JsonObject.empty(), json("{'fan':{}}"));
        assertTrue(outcomes.get(0).startsWith("403"), outcomes::toString);
        assertTrue(state.health().message().contains("refused here"), state.health()::message);
    }
}
