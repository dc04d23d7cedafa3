package io.gemello.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.http.Response;
import java.util.List;
import java.util.Map;
import org.eclipse.ditto.json.JsonFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Behaviour row 8, conditional requests: {@code condition}, {@code if-equal}, and the ETag that a refusal carries. */
class ConditionalRequestsTest {
    private static final String THING = "/org.acme:t1";
    private final Building building = new Building();

    @BeforeEach
    void thing() {
        assertEquals(201, building.put(THING, "{\"attributes\":{\"a\":1,\"s\":\"x\"},\"features\":{\"f\":{\"properties\":{\"p\":{\"q\":2}}}}}").status());
    }

    @AfterEach
    void close() {
        building.close();
    }

    private static void refused(int status, String error, Response response) {
        assertEquals(status, response.status(), Building.text(response));
        assertEquals(error, Building.json(response).getValue("error").orElseThrow().asString());
    }

    @Test
    void aChangeIsMadeOnlyWhereTheConditionFits() {
        assertEquals(204, building.put(THING + "/attributes/a?condition=eq(attributes/a,1)", "2").status());
        Response not = building.put(THING + "/attributes/a?condition=eq(attributes/a,1)", "3");
        refused(412, "things:condition.failed", not);
        assertEquals("2", Building.text(building.get(THING + "/attributes/a")));
        assertEquals(204, building.patch(THING, "{\"attributes\":{\"b\":1}}", "condition", "and(gt(attributes/a,1),exists(features/f/properties/p/q))").status());
        refused(412, "things:condition.failed", building.delete(THING + "/attributes/b", "condition", "not(like(thingId,\"org.acme:*\"))"));
        refused(412, "things:condition.failed", building.delete(THING, "condition", "gt(_revision,3)"));
        assertEquals(204, building.delete(THING, "condition", "le(_revision,3)").status());
    }

    @Test
    void aConditionGuardsReadsToo() {
        assertEquals(200, building.get(THING + "/attributes/a", "condition", "lt(_modified,time:now+1s)").status());
        refused(412, "things:condition.failed", building.get(THING + "/attributes/a", "condition", "gt(_modified,time:now+1s)"));
    }

    @Test
    void aConditionThatIsNoneIsRefusedAndNothingIsChanged() {
        for (String wrong : List.of("eq(attributes/a)", "nonsense", "eq(attributes/a,1", "eq(nothing,1)", "like(attributes/a,1)", "eq(attributes/a,time:later)")) {
            refused(400, "things:condition.invalid", building.put(THING + "/attributes/a", "9", "condition", wrong));
        }
        assertEquals("1", Building.text(building.get(THING + "/attributes/a")));
    }

    @Test
    void aThingThatIsNotThereMeetsNoCondition() {
        assertEquals(201, building.put("/org.acme:new?condition=eq(attributes/a,1)", "{}").status());
        refused(404, "things:thing.notfound", building.put("/org.acme:none/attributes/a?condition=eq(attributes/a,1)", "1"));
    }

    @Test
    void theEtagIsLookedAtBeforeTheConditionAndTold() {
        Response refused = building.put(THING + "/attributes/a", "2", "If-Match", "\"hash:0\"", "condition", "eq(attributes/a,7)");
        refused(412, "things:precondition.failed", refused);
        assertEquals(building.get(THING + "/attributes/a").headers().get("ETag"), refused.headers().get("ETag"));
    }

    @Test
    void whatChangesNothingIsSkippedWhenAsked() {
        refused(412, "things:precondition.failed", building.put(THING + "/attributes/a", "1", "if-equal", "skip"));
        refused(412, "things:precondition.failed", building.patch(THING, "{\"attributes\":{\"a\":1}}", "if-equal", "skip"));
        assertEquals("\"rev:1\"", building.get(THING).headers().get("ETag"));
        assertEquals(204, building.put(THING + "/attributes/a", "1", "if-equal", "update").status());
        assertEquals(204, building.put(THING + "/attributes/a", "2", "if-equal", "skip").status());
        assertEquals("\"rev:3\"", building.get(THING).headers().get("ETag"));
        refused(400, "header.invalid", building.put(THING + "/attributes/a", "1", "if-equal", "sometimes"));
    }

    @Test
    void aMinimizedMergeTellsOnlyWhatChanges() {
        List<String> told = building.listen("");
        assertEquals(204, building.patch(THING, "{\"attributes\":{\"a\":1,\"s\":\"y\",\"none\":null},\"features\":{\"f\":{\"properties\":{\"p\":{\"q\":2}}}}}",
            "if-equal", "skip-minimizing-merge").status());
        refused(412, "things:precondition.failed", building.patch(THING, "{\"attributes\":{\"s\":\"y\"}}", "if-equal", "skip-minimizing-merge"));
        Building.until("an event", () -> !told.isEmpty());
        assertEquals("{\"thingId\":\"org.acme:t1\",\"attributes\":{\"s\":\"y\"}}", told.get(0));
    }

    @Test
    void aPointsValueIsAConditionLikeAnyOther() {
        building.asset("r1", Map.of());
        var inlet = building.point("r1", "inlet", "hall");
        building.apply();
        building.reading(inlet, 21);
        Building.until("shown", () -> building.get("/org.first:r1/features/inlet/properties/value").status() == 200);
        assertEquals(201, building.put("/org.first:r1/attributes/warm", "true", "condition", "gt(features/inlet/properties/value,20)").status());
        refused(412, "things:condition.failed", building.put("/org.first:r1/attributes/warm", "true", "condition", "gt(features/inlet/properties/value,22)"));
        refused(412, "things:precondition.failed", building.put("/org.first:r1/attributes/warm", "true", "if-equal", "skip"));
    }

    @Test
    void metadataIsPutReadAndDeletedBesideTheThing() {
        assertEquals(204, building.put(THING + "/features/f/properties", "{\"p\":{\"q\":3},\"r\":[1]}", "put-metadata",
            "[{\"key\":\"*/by\",\"value\":\"me\"},{\"key\":\"/p/note\",\"value\":{\"ä\":1}}]").status());
        assertEquals("{\"_metadata\":{\"features\":{\"f\":{\"properties\":{\"p\":{\"q\":{\"by\":\"me\"},\"note\":{\"ä\":1}},\"r\":{\"by\":\"me\"}}}}}}",
            Building.text(building.get(THING + "?fields=_metadata")));
        assertFalse(Building.text(building.get(THING)).contains("_metadata"));
        assertEquals("{\"features\":{\"f\":{\"properties\":{\"p\":{\"note\":{\"\\u00e4\":1}}}}}}",
            building.get(THING, "get-metadata", "features/f/properties/*/note").headers().get("ditto-metadata"));
        assertEquals("{\"p\":{\"q\":{\"by\":\"me\"}},\"r\":{\"by\":\"me\"}}",
            building.get(THING + "/features/f/properties", "get-metadata", "*/by").headers().get("ditto-metadata"));
        building.killAndRestart();
        assertEquals(204, building.put(THING + "/features/f/properties/p/q", "4", "delete-metadata", "by").status());
        assertEquals(204, building.delete(THING + "/features/f/properties/r").status());
        assertEquals("{\"_metadata\":{\"features\":{\"f\":{\"properties\":{\"p\":{\"q\":{},\"note\":{\"ä\":1}}}}}}}",
            Building.text(building.get(THING + "?fields=_metadata")));
    }

    @Test
    void metadataOfManyPlacesIsNamedByAsterisks() {
        assertEquals(204, building.patch(THING, "{\"attributes\":{\"b\":1},\"features\":{\"f\":{\"properties\":{\"p\":1}},\"g\":{\"properties\":{\"p\":2}}}}", "put-metadata",
            "[{\"key\":\"features/*/properties/*/unit\",\"value\":\"K\"},{\"key\":\"attributes/*/by\",\"value\":1}]").status());
        assertEquals(JsonFactory.readFrom("{\"_metadata\":{\"attributes\":{\"b\":{\"by\":1}},\"features\":{\"f\":{\"properties\":{\"p\":{\"unit\":\"K\"}}},\"g\":{\"properties\":{\"p\":{\"unit\":\"K\"}}}}}}"),
            Building.json(building.get(THING + "?fields=_metadata")));
        assertEquals(204, building.put(THING + "/attributes/a", "1", "put-metadata", "[{\"key\":\"at\",\"value\":5}]").status());
        assertEquals(204, building.patch(THING, "{\"attributes\":{\"a\":2}}", "delete-metadata", "*/unit,attributes").status());
        assertTrue(!Building.text(building.get(THING + "?fields=_metadata")).contains("unit") && !Building.text(building.get(THING + "?fields=_metadata")).contains("by"));
    }

    @Test
    void twoMetadataHeadersContradictEachOther() {
        refused(400, "things:metadata.headersconflict", building.put(THING + "/attributes/a", "1", "put-metadata", "[]", "delete-metadata", "x"));
        refused(400, "json.invalid", building.put(THING + "/attributes/a", "1", "put-metadata", "{"));
    }
}
