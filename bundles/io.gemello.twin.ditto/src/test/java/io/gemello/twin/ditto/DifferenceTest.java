package io.gemello.twin.ditto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    private static JsonObject json(String text) {
        return JsonFactory.newObject(text.replace('\'', '"'));
    }

    private static JsonObject mirrored(String thing) {
        return MirroredThing.of(json(thing), "hall", true);
    }

    private static Command only(List<Command> commands) {
        assertEquals(1, commands.size(), commands::toString);
        return commands.get(0);
    }

    @Test
    void whatIsTheSameNeedsNoCommand() {
        JsonObject thing = mirrored("{'definition':'a:b:1','attributes':{'type':'rack'},'features':{'inlet':{'properties':{'value':20}}}}");
        assertEquals(List.of(), Difference.between(thing, thing));
        assertEquals(List.of(), Difference.between(thing, JsonFactory.newObject(thing.toString().replace(":20}", ":20.0}"))));
    }

    @Test
    void onlyWhatChangedGoesOut() {
        JsonObject before = mirrored("{'attributes':{'type':'rack'},'features':{'inlet':{'properties':{'value':20.5,'unit':'Cel'}},'fan':{'properties':{'value':1}}}}");
        JsonObject after = mirrored("{'attributes':{'type':'rack'},'features':{'inlet':{'properties':{'value':21.5,'unit':'Cel'}},'fan':{'properties':{'value':1}}}}");
        assertEquals(new Command("merge", "/", json("{'features':{'inlet':{'properties':{'value':21.5}}}}")), only(Difference.between(after, before)));
    }

    /** RFC 7396: a null in a patch takes away, so a value that is null needs a command of its own. */
    @Test
    void aNullIsSetAndNotTakenAway() {
        JsonObject before = mirrored("{'features':{'inlet':{'properties':{'value':20.5,'quality':'good'}}}}");
        JsonObject after = mirrored("{'features':{'inlet':{'properties':{'value':null,'quality':'bad'}}}}");
        assertEquals(List.of(new Command("merge", "/", json("{'features':{'inlet':{'properties':{'quality':'bad'}}}}")),
            new Command("modify", "/features/inlet/properties/value", JsonFactory.nullLiteral())), Difference.between(after, before));
    }

    @Test
    void aNewFeatureThatHoldsANullIsMadeWhole() {
        JsonObject after = mirrored("{'features':{'in/let':{'properties':{'value':null}}}}");
        List<Command> commands = Difference.between(after, mirrored("{}"));
        assertEquals(2, commands.size(), commands::toString);
        assertEquals(new Command("modify", "/features/in~1let", json("{'properties':{'value':null}}")), commands.get(1));
    }

    @Test
    void ofWhatStandsThereOnlyTheMirrorsOwnIsTakenAway() {
        JsonObject there = json("{'thingId':'a:b','policyId':'a:p','attributes':{'note':'of others','old':1,'mirror':{'of':'hall','attributes':['old'],'features':['alerts']}},"
            + "'features':{'alerts':{'properties':{'n':1}},'others':{'properties':{'x':1}}}}");
        Command merge = only(Difference.between(mirrored("{'attributes':{'type':'rack'}}"), there));
        assertEquals(json("{'attributes':{'type':'rack','old':null,'mirror':{'attributes':['type'],'features':[]}},'features':{'alerts':null}}"), merge.value());
    }

    @Test
    void aPropertyThatIsGoneHereGoesThere() {
        JsonObject before = mirrored("{'features':{'inlet':{'properties':{'value':1,'state':'live'}}}}");
        JsonObject after = mirrored("{'features':{'inlet':{'properties':{'value':1}}}}");
        assertEquals(json("{'features':{'inlet':{'properties':{'state':null}}}}"), only(Difference.between(after, before)).value());
    }

    @Test
    void desiredPropertiesStayThereWhereTheyComeFrom() {
        JsonObject thing = json("{'features':{'fan':{'properties':{'value':1},'desiredProperties':{'value':2}}}}");
        assertTrue(MirroredThing.of(thing, "hall", true).toString().contains("desiredProperties"));
        JsonObject there = json("{'attributes':{'mirror':{'of':'hall','attributes':[],'features':['fan']}},'features':{'fan':{'properties':{'value':1},'desiredProperties':{'value':3}}}}");
        assertEquals(json("{'fan':{'value':3}}"), MirroredThing.desired(there));
        assertEquals(List.of(), Difference.between(MirroredThing.of(thing, "hall", false), MirroredThing.undesired(there)));
    }
}
