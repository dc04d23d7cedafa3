package io.gemello.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.alert.Alert;
import io.gemello.api.alert.AlertState;
import io.gemello.api.alert.Priority;
import io.gemello.api.catalogue.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.ditto.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands against an asset, as a feature of its thing. */
class AlertFeaturesTest {
    private static final String R1 = "/org.first:r1";
    private final Building building = new Building();
    private Point inlet;

    @BeforeEach
    void site() {
        building.asset("r1", Map.of());
        building.asset("r2", Map.of());
        inlet = building.point("r1", "inlet", "hall");
        building.apply();
    }

    @AfterEach
    void close() {
        building.close();
    }

    private Alert alert(String rule, AlertState state, Priority priority) {
        return new Alert(rule + "@" + inlet.id(), rule, inlet, state, state == AlertState.UNACKNOWLEDGED, "hi", priority, "too warm", 30.5, 1_700_000_000_000_000_000L, 1, 0);
    }

    private void tell(Alert... alerts) {
        building.twin.alerts().changed(List.of(alerts));
    }

    private JsonObject shown() {
        return Building.json(building.get(R1 + "/features/alerts/properties"));
    }

    private void untilCount(int count) {
        Building.until(count + " alerts", () -> Building.text(building.get(R1 + "/features/alerts/properties/count")).equals(String.valueOf(count)));
    }

    private void untilNone() {
        Building.until("no alerts", () -> building.get(R1 + "/features/alerts").status() == 404);
    }

    @Test
    void whatStandsIsCountedAndListedTheMostUrgentFirst() {
        tell(alert("hot", AlertState.ACKNOWLEDGED, Priority.LOW), alert("rise", AlertState.UNACKNOWLEDGED, Priority.HIGH), alert("off", AlertState.SHELVED, Priority.CRITICAL));
        untilCount(3);
        JsonObject shown = shown();
        assertEquals("{\"unacknowledged\":1,\"acknowledged\":1,\"shelved\":1}", shown.getValue("states").orElseThrow().toString());
        assertEquals("{\"low\":1,\"high\":1}", shown.getValue("priorities").orElseThrow().toString(), "what is shelved has none");
        assertEquals("unacknowledged", shown.getValue("state").orElseThrow().asString());
        assertEquals("high", shown.getValue("priority").orElseThrow().asString(), "what is shelved is not urgent");
        assertEquals("""
            {"id":"rise@r1.inlet","rule":"rise","point":"r1.inlet","state":"unacknowledged","level":"hi","priority":"high","condition":true,"value":30.5,\
            "since":"2023-11-14T22:13:20.000000000Z","message":"too warm"}""", shown.getValue("list").orElseThrow().asArray().get(0).orElseThrow().toString());
        assertEquals(404, building.get("/org.first:r2/features").status(), "another asset has nothing to do with it");
    }

    @Test
    void theFeatureGoesWithTheLastAlertAndAStreamIsToldBoth() {
        List<String> told = building.listen(R1 + "?fields=features/alerts/properties/count,features/alerts");
        List<String> whole = building.listen(R1);
        tell(alert("hot", AlertState.UNACKNOWLEDGED, Priority.LOW));
        untilCount(1);
        Building.until("told", () -> !told.isEmpty() && told.get(0).contains("\"count\":1"));
        tell(alert("hot", AlertState.NORMAL, Priority.LOW));
        untilNone();
        Building.until("told of its end", () -> whole.size() == 2);
        assertEquals("{\"thingId\":\"org.first:r1\",\"features\":{\"alerts\":null}}", whole.get(1));
        assertFalse(Building.text(building.get(R1)).contains("alerts"));
    }

    @Test
    void anEngineThatBeginsAnewSaysAllThatStands() {
        tell(alert("hot", AlertState.UNACKNOWLEDGED, Priority.LOW), alert("rise", AlertState.UNACKNOWLEDGED, Priority.LOW));
        untilCount(2);
        building.twin.alerts().standing(List.of(alert("rise", AlertState.ACKNOWLEDGED, Priority.LOW)));
        untilCount(1);
        assertEquals("acknowledged", shown().getValue("state").orElseThrow().asString());
        building.twin.alerts().standing(List.of());
        untilNone();
    }

    @Test
    void alertsThatComeBeforeTheSiteAreLaidWhenItIsApplied() {
        building.stopAndRestart();
        building.twin.alerts().standing(List.of(alert("hot", AlertState.UNACKNOWLEDGED, Priority.LOW)));
        building.apply();
        untilCount(1);
        building.point("r1", "outlet", "hall");
        building.apply();
        Building.until("the new point is there", () -> building.get(R1 + "/features/outlet").status() == 200);
        assertEquals(1, shown().getValue("count").orElseThrow().asInt(), "an apply takes nothing away");
    }

    @Test
    void clientsCannotWriteThemAndAThingThatIsPutBackKeepsThem() {
        tell(alert("hot", AlertState.UNACKNOWLEDGED, Priority.LOW));
        untilCount(1);
        String whole = Building.text(building.get(R1));
        assertEquals(204, building.put(R1, whole.replace("\"attributes\":{", "\"attributes\":{\"note\":1,")).status());
        assertEquals(409, building.put(R1 + "/features/alerts/properties/count", "0").status());
        assertEquals(409, building.delete(R1 + "/features/alerts").status());
        // What differs would be lost without a word; nothing else of such a change is made either.
        assertEquals(409, building.put(R1, whole.replace("\"attributes\":{", "\"attributes\":{\"note\":2,").replace("\"count\":1", "\"count\":2")).status());
        assertEquals(409, building.patch(R1, "{\"attributes\":{\"note\":2},\"features\":{\"alerts\":{\"properties\":{\"count\":2}}}}").status());
        assertEquals(409, building.patch(R1 + "/features", "{\"alerts\":null}").status());
        assertEquals("gemello:twin.alerts", Building.json(building.patch(R1 + "/features", "{\"alerts\":null}")).getValue("error").orElseThrow().asString());
        assertEquals("1", Building.text(building.get(R1 + "/attributes/note")));
        assertEquals(204, building.patch(R1, "{\"features\":{\"alerts\":{\"properties\":{\"count\":1}}}}").status());
        assertEquals(204, building.put(R1 + "/features", "{}").status(), "what is not named is left as it is");
        assertEquals(1, shown().getValue("count").orElseThrow().asInt());
        tell(alert("hot", AlertState.NORMAL, Priority.LOW));
        untilNone();
        assertEquals(409, building.put(R1, whole).status(), "they are over meanwhile");
        assertEquals(204, building.patch(R1 + "/features", "{\"alerts\":null}").status());
    }

    /** An alert tells of its point's value, so it goes where the value goes: reads, lists, searches and streams. */
    @Test
    void whoMayNotReadAValueIsNotToldOfItsAlerts() {
        Point outlet = building.point("r1", "outlet", "hall");
        building.apply();
        Alert open = new Alert("open@r1.outlet", "open", outlet, AlertState.UNACKNOWLEDGED, true, "hi", Priority.LOW, "open", 1, 1, 1, 0);
        assertEquals(201, building.call("PUT", "/api/2/policies/org.first:site/entries/vera",
            "{\"subjects\":{\"gemello:vera\":{\"type\":\"a person\"}},\"resources\":{\"thing:/features/inlet\":{\"grant\":[],\"revoke\":[\"READ\"]}}}").status());
        List<String> told = building.as(Building.VERA, () -> building.listen(R1));
        tell(alert("hot", AlertState.UNACKNOWLEDGED, Priority.HIGH));
        untilCount(1);
        building.as(Building.VERA, () -> {
            assertEquals(404, building.get(R1 + "/features/alerts").status());
            assertFalse(Building.text(building.get(R1)).contains("alerts"));
            assertFalse(Building.text(building.get("?ids=org.first:r1")).contains("alerts"));
            assertFalse(Building.text(building.get("")).contains("alerts"));
            assertEquals("0", Building.text(building.get("/api/2/search/things/count?filter=exists(features/alerts)")));
            return null;
        });
        tell(open);
        untilCount(2);
        Building.until("told", () -> told.stream().anyMatch(text -> text.contains("open@r1.outlet")));
        assertFalse(String.join("", told).contains("hot"), told.toString());
        assertEquals(1, told.size(), told.toString());
        JsonObject part = building.as(Building.VERA, this::shown);
        assertEquals(1, part.getValue("count").orElseThrow().asInt());
        assertEquals("low", part.getValue("priority").orElseThrow().asString());
        assertFalse(part.toString().contains("hot"), part.toString());
    }

    @Test
    void aFloodIsCountedAndTheListStaysShort() {
        List<Alert> flood = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            flood.add(alert("rule-" + i, AlertState.UNACKNOWLEDGED, Priority.MEDIUM));
        }
        building.twin.alerts().changed(flood);
        untilCount(1_000);
        assertEquals(100, shown().getValue("list").orElseThrow().asArray().getSize());
    }

    @Test
    void aPointThatIsCalledSoKeepsItsFeature() {
        Point named = building.point("r2", "alerts", "hall");
        building.apply();
        building.twin.alerts().changed(List.of(new Alert("hot@x", "hot", named, AlertState.UNACKNOWLEDGED, true, "hi", Priority.LOW, "", 1, 1, 1, 0)));
        building.reading(named, 20);
        Building.until("its value", () -> Building.text(building.get("/org.first:r2/features/alerts/properties/value")).equals("20.0"));
        assertTrue(building.get("/org.first:r2/features/alerts/properties/count").status() == 404);
    }
}
