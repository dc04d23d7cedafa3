package io.gemello.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.catalogue.Point;
import io.gemello.api.http.EventSink;
import io.gemello.api.http.EventSource;
import io.gemello.api.http.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Behaviour rows 6 and 7: search over things, by RQL, in pages, as a count and as a stream. */
class ThingSearchTest {
    private static final String SEARCH = "/api/2/search/things";
    private final Building building = new Building();

    @BeforeEach
    void things() {
        thing("a:1", "{\"definition\":\"d:e:1\",\"attributes\":{\"n\":1,\"s\":\"alpha\",\"tags\":[\"x\",\"y\"],\"o\":{\"k\":true}},\"features\":{\"f\":{\"properties\":{\"t\":20.5}}}}");
        thing("a:2", "{\"attributes\":{\"n\":2,\"s\":\"Beta\",\"tags\":[\"z\"]},\"features\":{\"f\":{\"properties\":{\"t\":30}},\"g\":{\"properties\":{\"t\":5},\"desiredProperties\":{\"t\":6}}}}");
        thing("a:3", "{\"attributes\":{\"n\":\"2\",\"s\":\"gamma ü\",\"nothing\":null,\"none\":\"\"}}");
        thing("b:4", "{\"attributes\":{\"n\":10}}");
        thing("b:hidden", "{\"attributes\":{\"n\":2}}");
    }

    private void thing(String id, String json) {
        building.who = id.equals("b:hidden") ? Building.OTTO : Building.OPERATOR;
        assertEquals(201, building.put("/" + id, json).status());
        building.who = Building.OPERATOR;
    }

    @AfterEach
    void close() {
        building.close();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private JsonObject found(String parameters) {
        Response response = building.get(SEARCH + "?fields=thingId" + (parameters.isEmpty() ? "" : "&") + parameters);
        assertEquals(200, response.status(), Building.text(response));
        return Building.json(response);
    }

    private static String ids(JsonObject page) {
        List<String> ids = new ArrayList<>();
        page.getValue("items").orElseThrow().asArray().forEach(item -> ids.add(item.asObject().getValue("thingId").map(JsonValue::asString).orElse("?")));
        return String.join(" ", ids);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "eq(attributes/n,2)|a:2", "eq(attributes/n,\"2\")|a:3", "ne(attributes/n,2)|a:1 a:3 b:4", "gt(attributes/n,1)|a:2 b:4", "ge(attributes/n,2)|a:2 b:4",
        "lt(attributes/n,2)|a:1", "le(attributes/n,2)|a:1 a:2", "lt(attributes/s,\"b\")|a:1 a:2", "ge(attributes/s,\"alpha\")|a:1 a:3", "in(attributes/n,1,10,\"2\")|a:1 a:3 b:4",
        "like(attributes/s,\"*a\")|a:1 a:2", "like(attributes/s,\"ga*\")|a:3", "ilike(attributes/s,\"be?A\")|a:2", "like(attributes/s,'gamma ü')|a:3",
        "exists(attributes/tags)|a:1 a:2", "exists(features/g)|a:2", "exists(attributes/nothing)|a:3", "empty(attributes/none)|a:1 a:2 a:3 b:4", "not(empty(attributes/tags))|a:1 a:2",
        "eq(attributes/tags,\"y\")|a:1", "in(attributes/tags,\"y\",\"z\",\"x\")|a:1 a:2", "eq(attributes/o/k,true)|a:1", "eq(attributes/nothing,null)|a:3",
        "and(gt(attributes/n,0),lt(features/f/properties/t,25))|a:1", "or(eq(attributes/n,10),exists(features/g))|a:2 b:4", "not(exists(features/f))|a:3 b:4",
        "gt(features/*/properties/t,25)|a:2", "lt(features/*/properties/t,10)|a:2", "eq(features/g/desiredProperties/t,6)|a:2", "exists(features/*/properties/t)|a:1 a:2",
        "eq(definition,\"d:e:1\")|a:1", "like(thingId,\"a:?\")|a:1 a:2 a:3", "eq(_namespace,\"b\")|b:4", "and(eq(attributes/n,2),eq(attributes/s,\"alpha\"))|''",
        "eq(_revision,1)|a:1 a:2 a:3 b:4", "lt(_created,time:now+1s)|a:1 a:2 a:3 b:4", "gt(_modified,time:now-1d)|a:1 a:2 a:3 b:4", "eq(policyId,\"a:1\")|a:1"})
    void aFilterFindsWhatItSays(String filter, String expected) {
        assertEquals(expected, ids(found("filter=" + encoded(filter))));
        assertEquals(Integer.toString(expected.isEmpty() ? 0 : expected.split(" ").length),
            Building.text(building.get(SEARCH + "/count?filter=" + encoded(filter))));
    }

    @Test
    void whatWasWrittenIsFoundByTheNextSearchAndWhatWasChangedIsNot() {
        assertEquals("", ids(found("filter=" + encoded("eq(attributes/new,1)"))));
        for (int i = 0; i < 50; i++) {
            assertEquals(i == 0 ? 201 : 204, building.put("/a:1/attributes/new", Integer.toString(i)).status());
            assertEquals("a:1", ids(found("filter=" + encoded("eq(attributes/new," + i + ")"))));
            assertEquals("", ids(found("filter=" + encoded("lt(attributes/new," + i + ")"))));
        }
        assertEquals(204, building.delete("/a:1").status());
        assertEquals("", ids(found("filter=" + encoded("exists(attributes/new)"))));
        assertEquals("3", Building.text(building.get(SEARCH + "/count")));
    }

    @Test
    void telemetryIsFoundAsItIsShown() {
        building.asset("r1", Map.of("row", "7"));
        Point inlet = building.point("r1", "inlet", "hall");
        building.apply();
        String hot = "filter=" + encoded("and(gt(features/inlet/properties/value,27),eq(attributes/row,\"7\"))");
        assertEquals("", ids(found(hot)));
        building.reading(inlet, 30);
        Building.until("found", () -> ids(found(hot)).equals("org.first:r1"));
        assertEquals("org.first:r1", ids(found("filter=" + encoded("gt(features/*/properties/value,29)"))));
        assertEquals("org.first:r1", ids(found("filter=" + encoded("and(eq(features/inlet/properties/quality,\"good\"),eq(features/inlet/properties/unit,\"Cel\"))"))));
        building.reading(inlet, 20);
        Building.until("not found any more", () -> ids(found(hot)).isEmpty());
        Building.until("nor by any feature", () -> ids(found("filter=" + encoded("gt(features/*/properties/value,29)"))).isEmpty());
    }

    @Test
    void pagesFollowEachOtherByCursorInTheOrderAsked() {
        JsonObject first = found("option=" + encoded("sort(-attributes/n,+thingId),size(2)"));
        assertEquals("a:3 b:4", ids(first), "texts come after numbers, so downwards before them");
        String cursor = first.getValue("cursor").orElseThrow().asString();
        assertFalse(first.contains("nextPageOffset"));
        JsonObject second = found("option=" + encoded("cursor(" + cursor + ")"));
        assertEquals("a:2 a:1", ids(second));
        assertEquals(-1, second.getValue("nextPageOffset").orElseThrow().asInt());
        assertFalse(second.contains("cursor"));
        assertEquals("a:1 a:2 a:3 b:4", ids(found("option=sort(+thingId)")));
        assertEquals("b:4 a:3 a:2 a:1", ids(found("option=sort(-thingId)")));
        assertEquals("a:3 b:4 a:1 a:2", ids(found("option=" + encoded("sort(+features/f/properties/t)"))));
        for (String wrong : List.of("cursor(nonsense)", "size(1),cursor(" + cursor + "),sort(+thingId)", "cursor(" + cursor.substring(4) + ")")) {
            assertInvalid("thing-search:search.option.invalid", building.get(SEARCH + "?option=" + encoded(wrong)));
        }
        assertInvalid("thing-search:search.option.invalid", building.get(SEARCH + "?filter=exists(thingId)&option=" + encoded("cursor(" + cursor + ")")));
    }

    private static void assertInvalid(String error, Response response) {
        assertEquals(400, response.status(), Building.text(response));
        assertEquals(error, Building.json(response).getValue("error").orElseThrow().asString());
    }

    @Test
    void theOldLimitWorksAndWrongOptionsAreNamed() {
        JsonObject page = found("option=limit(1,2)");
        assertEquals("a:2 a:3", ids(page));
        assertEquals(3, page.getValue("nextPageOffset").orElseThrow().asInt());
        assertEquals(-1, found("option=limit(3,2)").getValue("nextPageOffset").orElseThrow().asInt());
        for (String wrong : List.of("size(201)", "size(0)", "size(x)", "limit(1)", "sort(nothing)", "sort(features/*/properties/t)", "nonsense", "size(1),", "size(1)limit(0,1)", "limit(0,1),size(1)")) {
            assertInvalid("thing-search:search.option.invalid", building.get(SEARCH + "?option=" + encoded(wrong)));
        }
        for (String wrong : List.of("eq(attributes/n", "eq(attributes/n, 1)", "bad(thingId)", "eq(nothing,1)")) {
            assertInvalid("rql.expression.invalid", building.get(SEARCH + "?filter=" + encoded(wrong)));
            assertInvalid("rql.expression.invalid", building.get(SEARCH + "/count?filter=" + encoded(wrong)));
        }
        assertInvalid("things:field.selection.invalid", building.get(SEARCH + "?fields=nonsense"));
    }

    @Test
    void namespacesAndFieldsNarrowAndTheAnswerIsWholeWithoutThem() {
        assertEquals("b:4", ids(found("namespaces=b,c")));
        assertEquals("1", Building.text(building.get(SEARCH + "/count?namespaces=b")));
        assertEquals("{\"items\":[{\"thingId\":\"b:4\",\"policyId\":\"b:4\",\"attributes\":{\"n\":10}}],\"nextPageOffset\":-1}",
            Building.text(building.get(SEARCH + "?namespaces=b")));
        assertEquals("{\"items\":[{\"attributes\":{\"n\":10},\"_revision\":1}],\"nextPageOffset\":-1}",
            Building.text(building.get(SEARCH + "?namespaces=b&fields=attributes/n,_revision")));
    }

    @Test
    void aFormAsksTheSame() {
        String form = "filter=" + encoded("eq(attributes/n,2)") + "&fields=thingId&option=" + encoded("size(1)");
        assertEquals("{\"items\":[{\"thingId\":\"a:2\"}],\"nextPageOffset\":-1}",
            Building.text(building.call("POST", SEARCH, form, "Content-Type", "application/x-www-form-urlencoded")));
        assertEquals("1", Building.text(building.call("POST", SEARCH + "/count", form, "Content-Type", "application/x-www-form-urlencoded; charset=utf-8")));
        assertEquals(415, building.call("POST", SEARCH, "{}").status());
    }

    /** Behaviour row 14. */
    @Test
    void aStreamGivesOneThingPerEventWithItsIdAndGoesOnBehindOne() {
        for (int i = 0; i < 700; i++) {
            thing("c:" + (1000 + i), "{\"attributes\":{\"n\":" + i + "}}");
        }
        List<String> told = listen("?namespaces=c&fields=thingId&option=" + encoded("sort(-attributes/n)"));
        Building.until("all", () -> told.contains("closed"));
        assertEquals(701, told.size());
        assertEquals("c:1699 {\"thingId\":\"c:1699\"}", told.get(0));
        assertEquals("c:1000 {\"thingId\":\"c:1000\"}", told.get(699));
        List<String> rest = listen("?namespaces=c&option=" + encoded("sort(-attributes/n)"), "Last-Event-ID", "c:1002");
        Building.until("the rest", () -> rest.contains("closed"));
        assertEquals(3, rest.size());
        assertTrue(rest.get(0).startsWith("c:1001 "), rest.get(0));
        assertInvalid("thing-search:search.option.invalid", building.get(SEARCH + "?option=size(5)", "Accept", "text/event-stream"));
    }

    private List<String> listen(String parameters, String... headers) {
        List<String> told = new CopyOnWriteArrayList<>();
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Accept", "text/event-stream"));
        EventSource source = (EventSource) building.get(SEARCH + parameters, all.toArray(String[]::new)).body();
        source.open(new EventSink() {
            @Override
            public boolean send(String id, String event, String data) {
                told.add(id + " " + data);
                return true;
            }

            @Override
            public void close() {
                told.add("closed");
            }
        });
        return told;
    }
}
