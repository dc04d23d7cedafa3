package io.gemello.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.access.Access;
import io.gemello.api.http.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.ditto.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Row 15 of Ditto's observed behaviour, and the implicit policy of row 1. */
class PoliciesTest {
    private static final String POLICIES = "/api/2/policies/";
    private static final String ADMIN = "\"admin\":{\"subjects\":{\"{{ request:subjectId }}\":{\"type\":\"t\"}},\"resources\":{\"thing:/\":{\"grant\":[\"READ\",\"WRITE\"],\"revoke\":[]},"
        + "\"policy:/\":{\"grant\":[\"READ\",\"WRITE\"],\"revoke\":[]}}}";
    private static final String VERA_SEES = "{\"subjects\":{\"gemello:vera\":{\"type\":\"t\"}},\"resources\":{\"thing:/features/lamp\":{\"grant\":[\"READ\"],\"revoke\":[]},"
        + "\"thing:/features/lamp/properties/pin\":{\"grant\":[],\"revoke\":[\"READ\"]},\"thing:/attributes/note\":{\"grant\":[\"READ\",\"WRITE\"],\"revoke\":[]}}}";
    private static final String THING = "{\"policyId\":\"a:p\",\"attributes\":{\"note\":\"n\",\"secret\":7},\"features\":{\"lamp\":{\"properties\":{\"on\":true,\"pin\":1}},\"door\":{\"properties\":{\"open\":false}}}}";

    private final Building building = new Building();

    @AfterEach
    void close() {
        building.close();
    }

    private static void expect(int status, String error, Response response) {
        assertEquals(status, response.status(), Building.text(response));
        assertEquals(error, Building.json(response).getValue("error").orElseThrow().asString());
    }

    private void policy() {
        assertEquals(201, building.put(POLICIES + "a:p", "{\"entries\":{" + ADMIN + ",\"guests\":" + VERA_SEES + "}}").status());
    }

    private void thing() {
        policy();
        assertEquals(201, building.put("/a:t", THING).status());
    }

    private Response vera(String path, String... headers) {
        return building.as(Building.VERA, () -> building.get(path, headers));
    }

    @Test
    void row15APolicyIsMadeReadAndChangedPartByPart() {
        Response made = building.put(POLICIES + "a:p", "{\"entries\":{" + ADMIN + "}}");
        assertEquals(201, made.status(), Building.text(made));
        assertEquals("\"rev:1\"", made.headers().get("ETag"));
        assertEquals("/api/2/policies/a:p", made.headers().get("Location"));
        assertEquals("{\"policyId\":\"a:p\",\"entries\":{\"admin\":{\"subjects\":{\"gemello:operator\":{\"type\":\"t\"}},\"resources\":{\"thing:/\":{\"grant\":[\"READ\",\"WRITE\"],\"revoke\":[]},"
            + "\"policy:/\":{\"grant\":[\"READ\",\"WRITE\"],\"revoke\":[]}},\"importable\":\"implicit\"}}}", Building.text(building.get(POLICIES + "a:p")));
        assertEquals(201, building.put(POLICIES + "a:p/entries/guests", VERA_SEES).status());
        assertEquals(204, building.put(POLICIES + "a:p/entries/guests", VERA_SEES).status());
        assertEquals("[\"admin\",\"guests\"]", Building.json(building.get(POLICIES + "a:p/entries")).getKeys().stream().map(key -> '"' + key.toString() + '"').toList().toString().replace(" ", ""));
        assertEquals(201, building.put(POLICIES + "a:p/entries/guests/subjects/gemello:otto", "{\"type\":\"t\"}").status());
        assertEquals("{\"type\":\"t\"}", Building.text(building.get(POLICIES + "a:p/entries/guests/subjects/gemello:otto")));
        assertEquals(204, building.delete(POLICIES + "a:p/entries/guests/subjects/gemello:otto").status());
        expect(404, "policies:subject.notfound", building.get(POLICIES + "a:p/entries/guests/subjects/gemello:otto"));
        assertEquals(201, building.put(POLICIES + "a:p/entries/guests/resources/message:/", "{\"grant\":[\"WRITE\"],\"revoke\":[]}").status());
        assertEquals("{\"grant\":[\"READ\"],\"revoke\":[]}", Building.text(building.get(POLICIES + "a:p/entries/guests/resources/thing:/features/lamp")));
        assertEquals(204, building.delete(POLICIES + "a:p/entries/guests/resources/thing:/features/lamp").status());
        expect(404, "policies:resource.notfound", building.get(POLICIES + "a:p/entries/guests/resources/thing:/features/lamp"));
        assertEquals(204, building.put(POLICIES + "a:p/entries/guests/importable", "\"never\"").status());
        assertEquals("\"never\"", Building.text(building.get(POLICIES + "a:p/entries/guests/importable")));
        assertEquals(204, building.delete(POLICIES + "a:p/entries/guests").status());
        expect(404, "policies:entry.notfound", building.get(POLICIES + "a:p/entries/guests"));
        expect(404, "policies:entry.notfound", building.put(POLICIES + "a:p/entries/guests/subjects/x:y", "{\"type\":\"t\"}"));
        assertEquals("{\"policyId\":\"a:p\",\"_revision\":9}", Building.text(building.get(POLICIES + "a:p?fields=policyId,_revision")));
        assertEquals(204, building.delete(POLICIES + "a:p").status());
        expect(404, "policies:policy.notfound", building.get(POLICIES + "a:p"));
    }

    @Test
    void row15WhatIsWrongIsRefusedAndChangesNothing() {
        policy();
        expect(400, "policies:id.notsettable", building.put(POLICIES + "a:p", "{\"policyId\":\"a:other\",\"entries\":{" + ADMIN + "}}"));
        expect(400, "policies:id.invalid", building.get(POLICIES + "bad"));
        expect(403, "policies:policy.modificationinvalid", building.delete(POLICIES + "a:p/entries/admin"));
        expect(412, "policies:precondition.failed", building.put(POLICIES + "a:p/entries/more", VERA_SEES, "If-Match", "\"rev:7\""));
        expect(404, "policies:policy.notfound", building.put(POLICIES + "a:none/entries/x", VERA_SEES));
        assertEquals(400, building.put(POLICIES + "a:p/entries/x", "{\"subjects\":7}").status());
        assertEquals(400, building.put(POLICIES + "a:p/entries/x", "[]").status());
        assertEquals(400, building.put(POLICIES + "a:p/nothing", "{}").status());
        assertEquals("\"rev:1\"", building.get(POLICIES + "a:p").headers().get("ETag"));
        assertEquals(304, building.get(POLICIES + "a:p", "If-None-Match", "\"rev:1\"").status());
        building.who = Building.OTTO;
        expect(404, "policies:policy.notfound", building.get(POLICIES + "a:p"));
        expect(404, "policies:policy.notfound", building.put(POLICIES + "a:p/entries/x", VERA_SEES));
        expect(403, "policies:policy.notmodifiable", building.put(POLICIES + "a:q", "{\"entries\":{" + ADMIN.replace("{{ request:subjectId }}", "gemello:ina") + "}}"));
        building.who = Building.VERA;
        expect(403, "policies:policy.notmodifiable", building.put(POLICIES + "a:q", "{\"entries\":{" + ADMIN + "}}"));
    }

    @Test
    void row15ASubjectThatHasExpiredAlreadyIsNotTaken() {
        policy();
        String past = "{\"type\":\"t\",\"expiry\":\"2020-01-01T00:00:00Z\"}";
        String entry = "{\"subjects\":{\"gemello:vera\":" + past + "},\"resources\":{}}";
        expect(400, "policies:subjectexpiry.invalid", building.put(POLICIES + "a:p/entries/guests/subjects/gemello:vera", past));
        expect(400, "policies:subjectexpiry.invalid", building.put(POLICIES + "a:p/entries/more", entry));
        expect(400, "policies:subjectexpiry.invalid", building.put("/a:brings", "{\"_policy\":{\"entries\":{" + ADMIN + ",\"more\":" + entry + "}}}"));
        assertEquals("\"rev:1\"", building.get(POLICIES + "a:p").headers().get("ETag"));
        Instant soon = Instant.now().plusMillis(300);
        assertEquals(201, building.put(POLICIES + "a:p/entries/guests/subjects/gemello:otto", "{\"type\":\"t\",\"expiry\":\"" + soon + "\"}").status());
        while (!Instant.now().isAfter(soon)) {
            Thread.onSpinWait();
        }
        assertEquals(204, building.put(POLICIES + "a:p", Building.text(building.get(POLICIES + "a:p"))).status(), "what was read can be written back");
    }

    @Test
    void row15WhoSeesAPartIsAnsweredThatPart() {
        thing();
        assertEquals("{\"thingId\":\"a:t\",\"attributes\":{\"note\":\"n\"},\"features\":{\"lamp\":{\"properties\":{\"on\":true}}}}", Building.text(vera("/a:t")));
        assertEquals("{\"features\":{\"lamp\":{\"properties\":{\"on\":true}}}}", Building.text(vera("/a:t?fields=features,attributes/secret")));
        expect(404, "things:feature.property.notfound", vera("/a:t/features/lamp/properties/pin"));
        expect(404, "things:feature.notfound", vera("/a:t/features/door"));
        assertEquals("true", Building.text(vera("/a:t/features/lamp/properties/on")));
        assertEquals("[{\"thingId\":\"a:t\",\"attributes\":{\"note\":\"n\"}}]", Building.text(vera("?ids=a:t&fields=thingId,attributes")));
        for (String hidden : new String[] {"eq(attributes/secret,7)", "not(eq(attributes/secret,7))", "empty(features/lamp/properties/pin)", "exists(features/lamp)", "exists(features/*/properties/on)",
            "and(eq(attributes/note,%22n%22),gt(_revision,0))"}) {
            expect(412, "things:condition.failed", vera("/a:t?condition=" + hidden));
        }
        assertEquals(200, vera("/a:t?condition=eq(features/lamp/properties/on,true)").status(), "of what one may read one may ask");
        assertEquals(204, building.as(Building.VERA, () -> building.put("/a:t/attributes/note?condition=eq(attributes/note,%22n%22)", "\"m\"")).status());
        expect(412, "things:condition.failed", building.as(Building.VERA, () -> building.put("/a:t/attributes/note?condition=eq(attributes/secret,7)", "\"m\"")));
        building.who = Building.VERA;
        assertEquals(204, building.put("/a:t/attributes/note", "\"m\"").status());
        expect(403, "things:attribute.notmodifiable", building.put("/a:t/attributes/secret", "8"));
        expect(403, "things:thing.notmodifiable", building.patch("/a:t", "{\"attributes\":{\"note\":\"x\",\"secret\":8}}"));
        assertEquals(204, building.patch("/a:t", "{\"attributes\":{\"note\":\"o\"}}").status());
    }

    @Test
    void row15ASearchKnowsNothingOfWhatTheCallerMayNotSee() {
        thing();
        building.who = Building.VERA;
        assertEquals("[]", items("filter=eq(attributes/secret,7)"));
        assertEquals("[]", items("filter=exists(features/door)"));
        assertEquals("[\"a:t\"]", items("filter=not(exists(features/door))"), "whoever sees no door must not learn of one by its absence");
        assertEquals("[\"a:t\"]", items("filter=eq(features/lamp/properties/on,true)&option=sort(-attributes/secret)"));
        assertEquals("1", Building.text(building.get("/api/2/search/things/count?filter=eq(attributes/note,%22n%22)")));
        assertEquals("0", Building.text(building.get("/api/2/search/things/count?filter=eq(attributes/secret,7)")));
    }

    private String items(String parameters) {
        Response found = building.get("/api/2/search/things?fields=thingId&" + parameters.replace("\"", "%22"));
        assertEquals(200, found.status(), Building.text(found));
        return Building.json(found).getValue("items").orElseThrow().asArray().stream().map(item -> item.asObject().getValue("thingId").orElseThrow()).toList().toString();
    }

    @Test
    void row15StreamsTellEverybodyHisPartFromTheNextEventOn() {
        thing();
        List<String> vera = building.as(Building.VERA, () -> building.listen("?fields=thingId,attributes,features,_context/value"));
        List<String> all = building.listen("?fields=thingId,attributes");
        building.put("/a:t/attributes/secret", "8");
        building.put("/a:t/attributes", "{\"note\":\"x\",\"secret\":9}");
        // An event is judged when it is told.
        Building.until("she is told", () -> vera.size() == 1);
        building.put(POLICIES + "a:p/entries/guests", VERA_SEES.replace("attributes/note", "attributes/other"));
        building.put("/a:t/attributes/note", "\"y\"");
        building.put("/a:t/features/lamp/properties/on", "false");
        building.put("/a:t/attributes/end", "1");
        Building.until("all are told", () -> all.toString().contains("end"));
        assertEquals(List.of("{\"thingId\":\"a:t\",\"attributes\":{\"note\":\"x\"},\"_context\":{\"value\":{\"note\":\"x\"}}}",
            "{\"thingId\":\"a:t\",\"features\":{\"lamp\":{\"properties\":{\"on\":false}}},\"_context\":{\"value\":false}}"), vera);
    }

    @Test
    void row1AThingWithoutAPolicyIsItsMakersAlone() {
        assertEquals(201, building.put("/a:t", "{}").status());
        assertEquals("{\"policyId\":\"a:t\",\"entries\":{\"DEFAULT\":{\"subjects\":{\"gemello:operator\":{\"type\":\"gemello\"}},\"resources\":{\"thing:/\":{\"grant\":[\"READ\",\"WRITE\"],\"revoke\":[]},"
            + "\"policy:/\":{\"grant\":[\"READ\",\"WRITE\"],\"revoke\":[]},\"message:/\":{\"grant\":[\"READ\",\"WRITE\"],\"revoke\":[]}},\"importable\":\"implicit\"}}}",
            Building.text(building.get(POLICIES + "a:t")));
        assertEquals(404, vera("/a:t").status());
        assertEquals(204, building.delete("/a:t").status());
        assertEquals(200, building.get(POLICIES + "a:t").status(), "a policy outlives its thing");
        building.who = Building.OTTO;
        expect(400, "things:thing.notcreatable", building.put("/a:t", "{}"));
    }

    @Test
    void row15AThingBringsItsPolicyOrCopiesOne() {
        thing();
        Response inline = building.put("/a:own", "{\"_policy\":{\"entries\":{" + ADMIN + ",\"v\":" + VERA_SEES + "}},\"attributes\":{\"note\":1}}");
        assertEquals(201, inline.status(), Building.text(inline));
        assertEquals("{\"thingId\":\"a:own\",\"policyId\":\"a:own\",\"attributes\":{\"note\":1}}", Building.text(inline));
        assertEquals("{\"thingId\":\"a:own\",\"attributes\":{\"note\":1}}", Building.text(vera("/a:own")));
        assertEquals(201, building.put("/a:copy", "{\"_copyPolicyFrom\":\"a:p\",\"attributes\":{\"note\":2}}").status());
        assertEquals(201, building.put("/a:copy2", "{\"policyId\":\"a:copied\",\"_copyPolicyFrom\":\"{{ ref:things/a:t/policyId }}\",\"attributes\":{\"note\":3}}").status());
        assertEquals("{\"note\":2}", Building.text(vera("/a:copy/attributes")));
        assertEquals("{\"note\":3}", Building.text(vera("/a:copy2/attributes")));
        assertEquals(200, building.get(POLICIES + "a:copied").status());
        assertEquals(Building.text(building.get(POLICIES + "a:p/entries")), Building.text(building.get(POLICIES + "a:copied/entries")));
        assertEquals(400, building.put("/a:x", "{\"_copyPolicyFrom\":\"a:p\",\"_policy\":{\"entries\":{" + ADMIN + "}}}").status());
        assertEquals(400, building.put("/a:x", "{\"policyId\":\"a:none\"}").status());
        assertEquals(404, building.put("/a:x", "{\"_copyPolicyFrom\":\"a:none\"}").status());
        assertEquals(404, building.put("/a:t/policyId", "\"a:none\"").status());
        assertEquals(404, building.get(POLICIES + "a:x").status(), "what was refused has changed nothing");
        assertTrue(Building.json(building.get("/a:own?fields=thingId,_policy")).getValue("_policy/entries/admin").isPresent());
        assertFalse(Building.json(vera("/a:own?fields=thingId,_policy")).contains("_policy"));
        building.who = Building.OTTO;
        assertEquals(404, building.put("/a:y", "{\"_copyPolicyFrom\":\"a:p\"}").status());
    }

    @Test
    void row15TheSitesPolicyIsThereAndStaysChangeableByIntegrators() {
        building.asset("rack", Map.of());
        building.apply();
        String site = POLICIES + "org.first:site";
        assertEquals(200, vera(site).status());
        assertEquals(201, building.put(site + "/entries/viewers/resources/thing:/attributes/name", "{\"grant\":[],\"revoke\":[\"READ\"]}").status());
        assertFalse(Building.json(vera("/org.first:rack/attributes")).contains("name"));
        expect(403, "policies:policy.modificationinvalid", building.delete(site + "/entries/integrators"));
        expect(409, "gemello:twin.policy-of-site", building.delete(site));
        building.killAndRestart();
        building.apply();
        assertFalse(Building.json(vera("/org.first:rack/attributes")).contains("name"), "changes of policies survive a crash");
        for (int i = 0; i < 200; i++) {
            assertTrue(building.put("/org.first:rack/attributes/i", Integer.toString(i)).status() < 300);
        }
        building.stopAndRestart();
        building.apply();
        assertFalse(Building.json(vera("/org.first:rack/attributes")).contains("name"), "and a snapshot");
    }

    @Test
    void row15TheSameDecisionGuardsPointsAndLoops() {
        String inlet = Access.point("inlet");
        assertTrue(building.twin.access().mayRead(Building.VERA, "org.first:rack", inlet), "before the first apply");
        building.asset("rack", Map.of());
        building.apply();
        assertTrue(building.twin.access().mayRead(Building.VERA, "org.first:rack"));
        assertFalse(building.twin.access().mayWrite(Building.VERA, "org.first:rack", inlet));
        assertTrue(building.twin.access().mayWrite(Building.OTTO, "org.first:rack", inlet));
        assertEquals(201, building.put(POLICIES + "org.first:site/entries/viewers/resources/thing:/features/inlet", "{\"grant\":[],\"revoke\":[\"READ\"]}").status());
        assertFalse(building.twin.access().mayRead(Building.VERA, "org.first:rack", inlet));
        assertFalse(building.twin.access().mayRead(Building.VERA, "org.first:rack"));
        assertTrue(building.twin.access().mayRead(Building.VERA, "org.first:rack", "/attributes"));
        assertFalse(building.twin.access().mayRead(Building.OTTO, "org.first:rack", inlet), "whoever operates also views");
    }

    @Test
    void row15WhoAmIAndWhatMayI() {
        thing();
        assertEquals("{\"defaultSubject\":\"gemello:operator\",\"subjects\":[\"gemello:operator\",\"role:viewer\",\"role:operator\",\"role:integrator\"]}", Building.text(building.get("/api/2/whoami")));
        JsonObject may = Building.json(building.as(Building.VERA, () -> building.call("POST", "/api/2/checkPermissions", "{"
            + "\"lamp\":{\"resource\":\"thing:/features/lamp/properties/on\",\"entityId\":\"a:t\",\"hasPermissions\":[\"READ\"]},"
            + "\"all\":{\"resource\":\"thing:/\",\"entityId\":\"a:t\",\"hasPermissions\":[\"READ\"]},"
            + "\"note\":{\"resource\":\"thing:/attributes/note\",\"entityId\":\"a:t\",\"hasPermissions\":[\"READ\",\"WRITE\"]},"
            + "\"policy\":{\"resource\":\"policy:/\",\"entityId\":\"a:p\",\"hasPermissions\":[\"READ\"]},"
            + "\"none\":{\"resource\":\"thing:/\",\"entityId\":\"a:none\",\"hasPermissions\":[\"READ\"]}}")));
        assertEquals("{\"lamp\":true,\"all\":false,\"note\":true,\"policy\":false,\"none\":false}", may.toString());
        assertEquals(400, building.call("POST", "/api/2/checkPermissions", "{\"x\":7}").status());
    }
}
