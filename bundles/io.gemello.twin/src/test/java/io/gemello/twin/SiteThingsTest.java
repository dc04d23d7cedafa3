package io.gemello.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.Relation;
import io.gemello.api.catalogue.Site;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import java.util.List;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the site's files and readings make of things. */
class SiteThingsTest {
    private final Building building = new Building();
    private Point inlet;

    @BeforeEach
    void site() {
        building.asset("r1", Map.of("room", "101"));
        inlet = building.point("r1", "inlet", "hall");
        building.apply();
    }

    @AfterEach
    void close() {
        building.close();
    }

    private void untilValue(double value) {
        Building.until("inlet shows " + value, () -> Building.text(building.get("/org.first:r1/features/inlet/properties/value")).equals(String.valueOf(value)));
    }

    @Test
    void anAssetIsAThingAndItsPointAFeature() {
        assertEquals("""
            {"thingId":"org.first:r1","policyId":"org.first:site","attributes":{"type":"rack","name":"R1","locatedIn":"hall",\
            "room":"101","bim":{"ifcGuid":"3guid"}},"features":{"inlet":{"properties":{"unit":"Cel","state":"never seen"}}}}""",
            Building.text(building.get("/org.first:r1")));
    }

    @Test
    void aReadingBecomesValueUnitTimeQualityAndState() {
        building.twin.changed(List.of(new PointState(inlet, PointState.State.LIVE, building.clock.get(), null)));
        building.twin.accept(List.of(new Reading(inlet, 1_700_000_000_000_000_001L, 21.5, Quality.of(Quality.FLAT | Quality.ARRIVAL_TIME))));
        untilValue(21.5);
        assertEquals("""
            {"value":21.5,"unit":"Cel","time":"2023-11-14T22:13:20.000000001Z","quality":"uncertain","reasons":["flat","arrival-time"],"state":"live"}""",
            Building.text(building.get("/org.first:r1/features/inlet/properties")));
    }

    @Test
    void aValueThatIsNoNumberIsNullAndNeverZero() {
        building.twin.accept(List.of(new Reading(inlet, 1, Double.NaN, Quality.of(Quality.STATE))));
        Building.until("bad", () -> Building.text(building.get("/org.first:r1/features/inlet/properties/quality")).equals("\"bad\""));
        assertEquals("null", Building.text(building.get("/org.first:r1/features/inlet/properties/value")));
    }

    @Test
    void readingsOfOneIntervalRaiseTheRevisionOnceAndStayOutOfTheJournal() {
        Building.until("the site's policy and the marks are durable", () -> building.disk.size() == 2);
        long before = revision();
        building.twin.accept(List.of(new Reading(inlet, 1, 1, 0)));
        for (int i = 0; i < 1_000; i++) {
            building.twin.accept(List.of(new Reading(inlet, 2 + i, i, 0)));
        }
        untilValue(999.0);
        assertTrue(revision() - before < 500, "1,001 readings, " + (revision() - before) + " revisions");
        assertEquals(2, building.disk.size());
    }

    private long revision() {
        return Building.json(building.get("/org.first:r1?fields=_revision")).getValue("_revision").orElseThrow().asLong();
    }

    @Test
    void aRetiredAssetIsMarkedAndKept() {
        Asset r1 = building.assets.get("r1");
        building.assets.put("r1", new Asset("r1", "rack", "R1", "hall", null, List.of(), null, r1.attributes(), true));
        building.apply();
        Building.until("retired", () -> Building.text(building.get("/org.first:r1/attributes/retired")).equals("true"));
        assertEquals(404, building.get("/org.first:r1/attributes/bim").status());
    }

    @Test
    void clientsAttributesSurviveAnApplyAndAnOverwrittenSiteAttributeGivesWayToTheSitesNewWord() {
        assertEquals(201, building.put("/org.first:r1/attributes/note", "\"mine\"").status());
        assertEquals(204, building.put("/org.first:r1/attributes/room", "\"102\"").status());
        building.asset("r1", Map.of("room", "101", "row", "A"));
        building.apply();
        Building.until("row A", () -> building.get("/org.first:r1/attributes/row").status() == 200);
        assertEquals("\"mine\"", Building.text(building.get("/org.first:r1/attributes/note")));
        assertEquals("\"102\"", Building.text(building.get("/org.first:r1/attributes/room")));
        building.asset("r1", Map.of("room", "103"));
        building.apply();
        Building.until("room 103", () -> Building.text(building.get("/org.first:r1/attributes/room")).equals("\"103\""));
        assertEquals("\"mine\"", Building.text(building.get("/org.first:r1/attributes/note")));
        assertEquals(404, building.get("/org.first:r1/attributes/row").status());
    }

    @Test
    void aSuccessorTakesTheFeatureOfARetiredPoint() {
        building.reading(inlet, 20);
        untilValue(20);
        building.points.put(inlet.id(), new Point(inlet.key(), inlet.id(), "r1", "inlet", "temperature", "Cel", true));
        Point next = new Point(1, "r1.inlet-f", "r1", "inlet", "temperature", "[degF]", false);
        building.points.put(next.id(), next);
        building.apply();
        building.reading(next, 70);
        untilValue(70);
        building.reading(inlet, 21);
        building.reading(next, 71);
        untilValue(71);
        assertEquals("\"[degF]\"", Building.text(building.get("/org.first:r1/features/inlet/properties/unit")));
    }

    @Test
    void aReadingThatOvertakesItsCatalogueIsNotLost() {
        Point early = building.point("r1", "outlet", "hall");
        building.reading(early, 33);
        building.apply();
        Building.until("outlet", () -> Building.text(building.get("/org.first:r1/features/outlet/properties/value")).equals("33.0"));
    }

    @Test
    void aThingOfTheSiteCannotBeDeletedButAClientsCan() {
        assertEquals(409, building.delete("/org.first:r1").status());
        assertTrue(Building.text(building.delete("/org.first:r1")).contains("assets.csv"));
        assertEquals(201, building.put("/org.first:mine", "{}").status());
        assertEquals(204, building.delete("/org.first:mine").status());
        assertEquals(404, building.get("/org.first:mine").status());
    }

    @Test
    void afterAKillTheClientsPartIsThereAndRevisionsGoOn() {
        assertEquals(201, building.put("/org.first:r1/attributes/note", "\"mine\"").status());
        assertEquals(204, building.delete("/org.first:r1/attributes/room").status());
        building.reading(inlet, 20);
        untilValue(20);
        long before = revision();
        building.killAndRestart();
        assertEquals(503, building.get("/org.first:r1").status());
        building.apply();
        assertTrue(revision() > before, revision() + " after " + before);
        assertEquals("\"mine\"", Building.text(building.get("/org.first:r1/attributes/note")));
        assertEquals(404, building.get("/org.first:r1/attributes/room").status());
        building.reading(inlet, 21);
        untilValue(21);
    }

    /** Relations can be searched for one by one, the site's own as feeds. */
    @Test
    void aColumnThatRelatesAssetsIsAList() {
        building.asset("ups", Map.of("powers", "r1;r2"));
        building.apply();
        assertEquals("\"r1;r2\"", Building.text(building.get("/org.first:ups/attributes/powers")));
        building.properties = Map.of("relations.powers", "downstream");
        building.apply();
        Building.until("a list", () -> Building.text(building.get("/org.first:ups/attributes/powers")).equals("[\"r1\",\"r2\"]"));
        assertEquals("1", Building.text(building.get("/api/2/search/things/count?filter=eq(attributes/powers,\"r2\")")));
    }

    /** A search looks at one leaf alone: it must be the one that a reader sees. */
    @Test
    void oneLeafIsWhatAllLeavesSay() {
        SiteThing thing = SiteThing.of(new Site("first", "org.first", ZoneId.of("Europe/Rome"), Path.of("/site"), Map.of()), "org.first:site", List.of(new Relation("powers", true)),
            new Asset("r1", "rack", "R1", "hall", null, List.of("a", "b"), "guid", Map.of("x/y", "1", "x|y", "2", "type", "mine", "z", "", "powers", "c; d"), true), List.of());
        thing.leaves().forEach((place, value) -> {
            if (place.getLevelCount() == 2) {
                assertEquals(value, thing.attributeLeaf(place.getLeaf().orElseThrow().toString()), place.toString());
            }
        });
        assertEquals("[\"c\",\"d\"]", thing.attributeLeaf("powers").toString());
        assertNull(thing.attributeLeaf("partOf"));
        assertNull(thing.attributeLeaf("none"));
    }

    @Test
    void anAssetThatIsGoneWithoutATraceLeavesOnlyWhatClientsWrote() {
        building.asset("r2", Map.of());
        building.apply();
        assertEquals(201, building.put("/org.first:r2/attributes/note", "1").status());
        building.assets.clear();
        building.points.clear();
        building.apply();
        Building.until("r1 is gone", () -> building.get("/org.first:r1").status() == 404);
        assertEquals("{\"thingId\":\"org.first:r2\",\"policyId\":\"org.first:site\",\"attributes\":{\"note\":1}}",
            Building.text(building.get("/org.first:r2")));
        building.killAndRestart();
        building.apply();
        Building.until("r2 is its clients'", () -> building.get("/org.first:r2").status() == 200);
        Building.until("r1 is gone still", () -> building.get("/org.first:r1").status() == 404);
        assertEquals(204, building.delete("/org.first:r2").status());
    }
}
