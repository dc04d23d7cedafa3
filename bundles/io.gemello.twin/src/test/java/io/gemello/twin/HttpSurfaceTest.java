package io.gemello.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.http.Response;
import java.util.Map;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ditto's HTTP API 2: status codes, headers, bodies and errors as Ditto 3.9 gives them. Rows are those of its observed behaviour. */
class HttpSurfaceTest {
    private static final String THING = "/org.acme:t1";
    private final Building building = new Building();

    @AfterEach
    void close() {
        building.close();
    }

    private void thing(String json) {
        assertEquals(201, building.put(THING, json).status());
    }

    private void expect(int status, String error, Response response) {
        String text = Building.text(response);
        assertEquals(status, response.status(), text);
        JsonObject json = JsonFactory.newObject(text);
        assertEquals(error, json.getValue("error").orElseThrow().asString(), text);
        assertEquals(status, json.getValue("status").orElseThrow().asInt());
        assertFalse(json.getValue("message").orElseThrow().asString().isBlank());
        assertTrue(response.headers().get("Content-Type").startsWith("application/json"));
    }

    /** Row 1, and the headers of row 4. */
    @Test
    void aThingIsCreatedReplacedReadAndDeleted() {
        Response created = building.put(THING, "{\"attributes\":{\"a\":1}}", "correlation-id", "c1");
        assertEquals(201, created.status());
        assertEquals("{\"thingId\":\"org.acme:t1\",\"policyId\":\"org.acme:t1\",\"attributes\":{\"a\":1}}", Building.text(created));
        assertEquals("/api/2/things/org.acme:t1", created.headers().get("Location"));
        assertEquals("\"rev:1\"", created.headers().get("ETag"));
        assertEquals("c1", created.headers().get("correlation-id"));
        assertEquals("gemello:operator", created.headers().get("ditto-originator"));
        Response replaced = building.put(THING, "{\"thingId\":\"org.acme:t1\",\"attributes\":{\"b\":2}}");
        assertEquals(204, replaced.status());
        assertEquals("", Building.text(replaced));
        assertEquals("\"rev:2\"", replaced.headers().get("ETag"));
        Response read = building.get(THING);
        assertEquals(200, read.status());
        assertEquals("\"rev:2\"", read.headers().get("ETag"));
        assertEquals("{\"thingId\":\"org.acme:t1\",\"policyId\":\"org.acme:t1\",\"attributes\":{\"b\":2}}", Building.text(read));
        assertEquals(204, building.delete(THING).status());
        expect(404, "things:thing.notfound", building.get(THING));
        Response again = building.put(THING, "{}");
        assertEquals("\"rev:4\"", again.headers().get("ETag"), "no ETag of the old thing fits the new one");
    }

    /** Row 18. */
    @Test
    void postMakesAnIdInTheDefaultNamespaceAndRefusesOne() {
        Response made = building.call("POST", "", "{\"attributes\":{\"a\":1}}");
        assertEquals(201, made.status());
        String id = Building.json(made).getValue("thingId").orElseThrow().asString();
        assertTrue(id.matches("org\\.eclipse\\.ditto:[0-9a-f-]{36}"), id);
        assertEquals("/api/2/things/" + id, made.headers().get("Location"));
        assertEquals(200, building.get("/" + id).status());
        expect(400, "things:id.notsettable", building.call("POST", "", "{\"thingId\":\"a:b\"}"));
        assertTrue(Building.json(building.call("POST", "?namespace=org.acme", "{}")).getValue("thingId").orElseThrow().asString().startsWith("org.acme:"));
        expect(400, "things:id.invalid", building.call("POST", "?namespace=1.x", "{}"));
    }

    /** Row 2. */
    @Test
    void partsAreCreatedWith201AndBodyAndChangedWith204() {
        thing("{\"attributes\":{},\"features\":{\"f\":{}}}");
        Response created = building.put(THING + "/features/f/properties/a/b", "{\"c\":[1,\"x\"]}");
        assertEquals(201, created.status());
        assertEquals("{\"c\":[1,\"x\"]}", Building.text(created));
        assertEquals("/api/2/things/org.acme:t1/features/f/properties/a/b", created.headers().get("Location"));
        assertTrue(created.headers().get("ETag").matches("\"hash:[0-9a-f]+\""));
        Response changed = building.put(THING + "/features/f/properties/a/b", "7");
        assertEquals(204, changed.status());
        assertNotEquals(created.headers().get("ETag"), changed.headers().get("ETag"));
        Response read = building.get(THING + "/features/f/properties/a/b");
        assertEquals("7", Building.text(read));
        assertEquals(changed.headers().get("ETag"), read.headers().get("ETag"));
        assertEquals(204, building.delete(THING + "/features/f/properties/a/b").status());
        expect(404, "things:feature.property.notfound", building.delete(THING + "/features/f/properties/a/b"));
    }

    /** Rows 2 and 3. */
    @ParameterizedTest
    @CsvSource({"'', things:thing.notfound, org.acme:none", "/attributes, things:attributes.notfound, org.acme:t1",
        "/attributes/x/y, things:attribute.notfound, org.acme:t1", "/features, things:features.notfound, org.acme:t1",
        "/features/f, things:feature.notfound, org.acme:t1", "/features/f/properties, things:feature.properties.notfound, org.acme:t1",
        "/features/f/properties/p, things:feature.property.notfound, org.acme:t1",
        "/features/f/definition, things:feature.definition.notfound, org.acme:t1",
        "/features/f/desiredProperties, things:feature.desiredProperties.notfound, org.acme:t1",
        "/features/f/desiredProperties/p, things:feature.desiredProperty.notfound, org.acme:t1",
        "/definition, things:definition.notfound, org.acme:t1"})
    void whatIsMissingIsMissedInDittosWords(String path, String error, String id) {
        thing("{}");
        expect(404, error, building.get("/" + id + path));
        expect(404, error, building.delete("/" + id + path));
    }

    @Test
    void aPartOfAFeatureNeedsTheFeatureButMergeMakesIt() {
        thing("{}");
        expect(404, "things:feature.notfound", building.put(THING + "/features/f/properties/p", "1"));
        expect(404, "things:feature.notfound", building.put(THING + "/features/f/definition", "[\"a:b:1\"]"));
        assertEquals(201, building.put(THING + "/attributes/a/b", "1").status());
        assertEquals(204, building.patch(THING + "/features/f/properties/p", "1").status());
        assertEquals("{\"f\":{\"properties\":{\"p\":1}}}", Building.text(building.get(THING + "/features")));
    }

    /** Row 18. */
    @Test
    void definitionsAndDesiredPropertiesAreKept() {
        thing("{\"definition\":\"org.acme:rack:1.0\",\"features\":{\"f\":{\"definition\":[\"org.acme:probe:1.0\"],\"desiredProperties\":{\"set\":21}}}}");
        assertEquals("\"org.acme:rack:1.0\"", Building.text(building.get(THING + "/definition")));
        assertEquals("[\"org.acme:probe:1.0\"]", Building.text(building.get(THING + "/features/f/definition")));
        assertEquals(204, building.put(THING + "/features/f/desiredProperties/set", "22").status());
        assertEquals("{\"set\":22}", Building.text(building.get(THING + "/features/f/desiredProperties")));
        assertEquals(204, building.delete(THING + "/definition").status());
        expect(400, "things:definition.identifier.invalid", building.put(THING + "/definition", "\"nonsense\""));
        expect(400, "json.invalid", building.put(THING + "/features/f/definition", "\"a:b:1\""));
    }

    /** Rows 1 and 3. */
    @Test
    void badRequestsAreNamed() {
        thing("{}");
        expect(400, "things:id.invalid", building.get("/no%20colon"));
        expect(400, "things:id.notsettable", building.put(THING, "{\"thingId\":\"org.acme:other\"}"));
        expect(400, "json.invalid", building.put(THING, "{\"a\":"));
        expect(400, "json.invalid", building.put(THING, "{\"a\":1,\"a\":2}"));
        expect(400, "json.invalid", building.put(THING, "{\"attributes\":5}"));
        expect(400, "json.invalid", building.put(THING, "[1]"));
        expect(400, "json.invalid", building.put(THING + "/features", "7"));
        expect(400, "json.invalid", building.put(THING + "/attributes/a", "1e400"));
        expect(400, "json.invalid", building.put(THING + "/attributes/a", "123456789012345678901234567890"));
        expect(400, "json.key.invalid", building.put(THING + "/attributes", "{\"a/b\":1}"));
        expect(400, "json.key.invalid", building.put(THING + "/attributes", "{\"\":1}"));
        expect(400, "policies:id.invalid", building.put(THING + "/policyId", "\"bad\""));
        expect(400, "signals.commands:path.unknown", building.get(THING + "/nothing"));
        expect(400, "things:field.selection.invalid", building.get(THING + "?fields=nonsense"));
        expect(415, "mediatype.unsupported", building.put(THING, "<a/>", "Content-Type", "application/xml"));
        expect(415, "mediatype.unsupported", building.put(THING, "{}", "Content-Type", "text/plain"));
        expect(415, "mediatype.unsupported", building.call("PATCH", THING, "{}", "Content-Type", "application/json"));
        expect(400, "timeout.invalid", building.put(THING, "{}", "timeout", "soon"));
        expect(400, "timeout.invalid", building.put(THING, "{}", "timeout", "61"));
    }

    /** Row 3. */
    @Test
    void theErrorJsonIsDittosToTheLetter() {
        assertEquals("""
            {"status":404,"error":"things:thing.notfound","message":"The Thing with ID 'org.acme:t1' could not be found or requester had \
            insufficient permissions to access it.","description":"Check if the ID of your requested Thing was correct and you have sufficient permissions."}""",
            Building.text(building.get(THING)));
    }

    /** Row 3: too large. */
    @Test
    void aThingOverTheLimitIsRefusedAndTheOldOneStays() {
        thing("{\"attributes\":{\"a\":1}}");
        expect(413, "things:thing.toolarge", building.put(THING + "/attributes/big", "\"" + "x".repeat(100_001) + "\""));
        expect(413, "things:thing.toolarge", building.put(THING + "/attributes/big", "\"" + "ß".repeat(50_001) + "\""));
        assertEquals("{\"a\":1}", Building.text(building.get(THING + "/attributes")));
        assertEquals(201, building.put(THING + "/attributes/big", "\"" + "x".repeat(99_000) + "\"").status());
    }

    /** Row 2: any depth. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/attributes/a|1", "/attributes/%C3%A4%20b|1", "/attributes/a~1b|1", "/attributes/a%7E1b/c|true",
        "/attributes/%F0%9F%92%A7/x|\"💧\"", "/attributes/a+b|null", "/attributes/a%25b|[{}]", "/features/f%3A1/properties/x.y|1.5", "/attributes/a%2Fb|2"})
    void pathsOfAnyKeyLeadToTheSamePlace(String path, String value) {
        thing("{\"features\":{\"f:1\":{}}}");
        assertEquals(201, building.put(THING + path, value).status());
        assertEquals(value, Building.text(building.get(THING + path)));
        assertEquals(204, building.delete(THING + path).status());
        assertEquals(404, building.get(THING + path).status());
    }

    @Test
    void anEscapedSlashSeparatesKeysAsWithDitto() {
        thing("{}");
        assertEquals(201, building.put(THING + "/attributes/a%2Fb", "2").status());
        assertEquals("{\"a\":{\"b\":2}}", Building.text(building.get(THING + "/attributes")));
        expect(400, "json.pointer.invalid", building.get(THING + "/attributes/a//b"));
    }

    /** Row 9. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        // RFC 7396, appendix A, as far as an object stands at the place
        "{\"a\":\"b\"}|{\"a\":\"c\"}|{\"a\":\"c\"}", "{\"a\":\"b\"}|{\"b\":\"c\"}|{\"a\":\"b\",\"b\":\"c\"}", "{\"a\":\"b\"}|{\"a\":null}|{}",
        "{\"a\":\"b\",\"b\":\"c\"}|{\"a\":null}|{\"b\":\"c\"}", "{\"a\":[\"b\"]}|{\"a\":\"c\"}|{\"a\":\"c\"}", "{\"a\":\"c\"}|{\"a\":[\"b\"]}|{\"a\":[\"b\"]}",
        "{\"a\":{\"b\":\"c\"}}|{\"a\":{\"b\":\"d\",\"c\":null}}|{\"a\":{\"b\":\"d\"}}", "{\"a\":[{\"b\":\"c\"}]}|{\"a\":[1]}|{\"a\":[1]}",
        "{\"e\":null}|{\"a\":1}|{\"e\":null,\"a\":1}", "{}|{\"a\":{\"bb\":{\"ccc\":null}}}|{\"a\":{\"bb\":{}}}"})
    void aPatchMerges(String before, String patch, String after) {
        thing("{\"attributes\":" + before + "}");
        assertEquals(204, building.patch(THING + "/attributes", patch).status());
        assertEquals(JsonFactory.readFrom(after), JsonFactory.readFrom(Building.text(building.get(THING + "/attributes"))));
        assertEquals(204, building.patch(THING, "{\"attributes\":{\"z\":{\"y\":null,\"x\":1}}}").status());
        assertEquals("{\"x\":1}", Building.text(building.get(THING + "/attributes/z")));
        assertEquals(204, building.patch(THING + "/attributes/z", "null").status());
        assertEquals(404, building.get(THING + "/attributes/z").status());
    }

    /** Row 9. */
    @Test
    void aPatchOfNothingMakesAThingAndSomePatchesAreRefused() {
        assertEquals(201, building.patch(THING, "{\"attributes\":{\"a\":1}}").status());
        expect(400, "things:merge.invalid", building.patch(THING, "null"));
        expect(400, "things:policyId.notdeletable", building.patch(THING, "{\"policyId\":null}"));
        expect(400, "json.invalid", building.patch(THING + "/features/f", "5"));
        assertEquals(204, building.patch(THING + "/attributes/not/there", "null").status());
        assertEquals("{\"a\":1,\"not\":{}}", Building.text(building.get(THING + "/attributes")));
        expect(404, "things:thing.notfound", building.patch("/org.acme:none/attributes/a", "1"));
    }

    /** Row 8. */
    @Test
    void preconditionsCompareWithWhatIsThere() {
        expect(412, "things:precondition.failed", building.put(THING, "{}", "If-Match", "*"));
        assertEquals(201, building.put(THING, "{\"attributes\":{\"a\":1}}", "If-None-Match", "*").status());
        expect(412, "things:precondition.failed", building.put(THING, "{}", "If-None-Match", "*"));
        expect(412, "things:precondition.failed", building.put(THING, "{}", "If-Match", "\"rev:2\""));
        expect(412, "things:precondition.failed", building.put(THING, "{}", "If-Match", "W/\"rev:1\""));
        String hash = building.get(THING + "/attributes/a").headers().get("ETag");
        assertEquals(204, building.put(THING + "/attributes/a", "2", "If-Match", "\"x\", " + hash).status());
        expect(412, "things:precondition.failed", building.put(THING + "/attributes/a", "3", "If-Match", hash));
        expect(412, "things:precondition.failed", building.delete(THING + "/attributes/a", "If-Match", hash));
        Response same = building.get(THING, "If-None-Match", "\"rev:2\"");
        assertEquals(304, same.status());
        assertEquals("\"rev:2\"", same.headers().get("ETag"));
        assertEquals(304, building.get(THING, "If-None-Match", "W/\"rev:2\"").status());
        assertEquals(200, building.get(THING, "If-None-Match", "\"rev:1\"").status());
        expect(412, "things:precondition.failed", building.get(THING, "If-Match", "\"rev:1\""));
        expect(400, "header.invalid", building.get(THING, "If-Match", "rev:1"));
    }

    /** Row 5. */
    @Test
    void fieldsChooseAndSpecialOnesComeOnlyWhenAsked() {
        thing("{\"attributes\":{\"a\":1,\"b\":{\"c\":2}},\"features\":{\"f\":{\"properties\":{\"x\":1,\"y\":2}},\"g\":{\"properties\":{\"x\":3}}}}");
        assertEquals("{\"thingId\":\"org.acme:t1\",\"attributes\":{\"b\":{\"c\":2}},\"features\":{\"f\":{\"properties\":{\"x\":1}}}}",
            Building.text(building.get(THING + "?fields=thingId,attributes/b,features/f(properties/x)")));
        assertEquals("{\"features\":{\"f\":{\"properties\":{\"x\":1}},\"g\":{\"properties\":{\"x\":3}}}}",
            Building.text(building.get(THING + "?fields=features/*/properties/x")));
        assertEquals("{\"attributes\":{\"a\":1,\"b\":{\"c\":2}},\"features\":{\"f\":{\"properties\":{\"x\":1,\"y\":2}}}}",
            Building.text(building.get(THING + "?fields=attributes(a,b/c),features/f/properties(x,y)")));
        expect(400, "things:field.selection.invalid", building.get(THING + "?fields=thingId,nonsense(a,b)"));
        assertEquals("{\"_revision\":1,\"_modified\":\"2023-11-14T22:13:20Z\",\"_created\":\"2023-11-14T22:13:20Z\"}",
            Building.text(building.get(THING + "?fields=_revision,_modified,_created")));
        assertEquals("{\"b\":{\"c\":2}}", Building.text(building.get(THING + "/attributes?fields=b")));
    }

    /** Row 20: what this twin leaves out it says, and does nothing of it. */
    @Test
    void whatIsLeftOutIsRefusedByItsName() {
        thing("{}");
        expect(501, "gemello:twin.unsupported", building.put(THING + "/attributes/a?channel=live", "1"));
        expect(501, "gemello:twin.unsupported", building.get(THING + "?live-channel-condition=exists(thingId)"));
        expect(501, "gemello:twin.unsupported", building.get("", "at-historical-revision", "1"));
        expect(404, "things:attributes.notfound", building.get(THING + "/attributes"));
    }

    /** Row 6: lists. */
    @Test
    void listsShowWhatThereIsAndMayBeRead() {
        for (String id : new String[] {"org.acme:a", "org.acme:b", "org.other:c"}) {
            assertEquals(201, building.put("/" + id, "{}").status());
        }
        assertEquals("[{\"thingId\":\"org.acme:b\"},{\"thingId\":\"org.acme:a\"}]",
            Building.text(building.get("?ids=org.acme:b,org.acme:none,org.acme:a&fields=thingId")));
        assertEquals("[{\"thingId\":\"org.other:c\"}]", Building.text(building.get("?namespaces=org.other&fields=thingId")));
        assertEquals("[{\"thingId\":\"org.acme:a\"},{\"thingId\":\"org.acme:b\"},{\"thingId\":\"org.other:c\"}]",
            Building.text(building.get("?fields=thingId")));
        expect(400, "things:id.invalid", building.get("?ids=bad"));
        assertEquals("[]", Building.text(building.get("?ids=")));
    }

    /** Row 6: without ids a list is a search for everything, 25 a page, and the next one is a link. */
    @Test
    void aListWithoutIdsComesInPages() {
        for (int i = 0; i < 60; i++) {
            assertEquals(201, building.put("/org.acme:t" + (100 + i), "{\"attributes\":{\"a\":1}}").status());
        }
        assertEquals(25, JsonFactory.newArray(Building.text(building.get(""))).getSize());
        assertEquals(60, JsonFactory.newArray(Building.text(building.get("?option=size(200)"))).getSize());
        expect(400, "thing-search:search.option.invalid", building.get("?option=size(201)"));
        StringBuilder all = new StringBuilder();
        int pages = 0;
        for (String query = "?fields=thingId&namespaces=org.acme"; query != null; pages++) {
            Response page = building.get(query);
            JsonFactory.newArray(Building.text(page)).forEach(thing -> all.append(thing.asObject().getValue("thingId").orElseThrow().asString()).append(thing.asObject().getSize()).append(' '));
            String link = page.headers().get("Link");
            query = link == null ? null : link.replaceAll("^</api/2/things(.*)>; rel=\"next\"$", "$1");
        }
        assertEquals(3, pages);
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            expected.append("org.acme:t").append(100 + i).append("1 ");
        }
        assertEquals(expected.toString(), all.toString());
    }

    /** Rows 1 and 15. */
    @Test
    void whoMayNotReadFindsNothingAndWhoMayNotWriteIsTold() {
        building.asset("rack", Map.of());
        building.apply();
        assertEquals(201, building.put("/org.first:private", "{}").status());
        building.who = Building.OTTO;
        expect(404, "things:thing.notfound", building.get("/org.first:private"));
        expect(404, "things:thing.notfound", building.put("/org.first:private/attributes/a", "1"));
        assertEquals(201, building.put("/org.first:rack/attributes/a", "1").status());
        building.who = Building.VERA;
        assertEquals(200, building.get("/org.first:rack").status());
        expect(403, "things:attribute.notmodifiable", building.put("/org.first:rack/attributes/a", "1"));
        expect(403, "things:thing.notmodifiable", building.delete("/org.first:rack"));
        expect(403, "things:thing.notmodifiable", building.put("/org.first:new", "{}"));
    }

    /** Row 13. */
    @Test
    void aCallerMayDeclineTheAnswer() {
        assertEquals(202, building.put(THING + "?response-required=false", "{}").status());
        Building.until("made", () -> building.get(THING).status() == 200);
        assertEquals(202, building.put(THING + "/attributes/a?timeout=0", "1").status());
        Building.until("put", () -> building.get(THING + "/attributes/a").status() == 200);
        for (String timeout : new String[] {"2", "2s", "500ms", "1m"}) {
            assertEquals(204, building.put(THING + "/attributes/a?timeout=" + timeout, "2").status(), timeout);
        }
    }
}
