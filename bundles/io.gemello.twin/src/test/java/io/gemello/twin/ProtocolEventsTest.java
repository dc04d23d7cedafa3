package io.gemello.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.catalogue.Point;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events of the Ditto protocol. Behaviour rows 10 and 12. */
class ProtocolEventsTest {
    private final Building building = new Building();
    private final FakeSocket listener = new FakeSocket(building);
    private final FakeSocket writer = new FakeSocket(building);

    @AfterEach
    void close() {
        listener.close();
        writer.close();
        building.close();
    }

    private void modify(String thing, String path, String value) {
        int status = FakeSocket.status(writer.ask(thing + "/things/twin/commands/modify", "", path, ",\"value\":" + value));
        assertTrue(status == 201 || status == 204, writer.told::toString);
    }

    private static List<JsonObject> events(FakeSocket socket) {
        return socket.told.stream().filter(text -> text.startsWith("{")).map(JsonFactory::newObject).filter(json -> FakeSocket.text(json, "topic").contains("/events/")).collect(Collectors.toList());
    }

    /** Row 12. */
    @Test
    void othersAreToldWhatASessionChangedAndTheSessionItselfIsNot() {
        listener.control("START-SEND-EVENTS");
        writer.control("START-SEND-EVENTS");
        modify("a/t", "/", "{\"attributes\":{\"x\":1}}");
        modify("a/t", "/attributes/x", "2");
        building.patch("/a:t", "{\"attributes\":{\"y\":3}}", "correlation-id", "by-http");
        building.delete("/a:t");
        Building.until("four events", () -> events(listener).size() == 4);
        List<JsonObject> all = events(listener);
        assertEquals(List.of("a/t/things/twin/events/created", "a/t/things/twin/events/modified", "a/t/things/twin/events/merged", "a/t/things/twin/events/deleted"),
            all.stream().map(event -> FakeSocket.text(event, "topic")).toList());
        assertEquals(List.of("/", "/attributes/x", "/", "/"), all.stream().map(event -> FakeSocket.text(event, "path")).toList());
        assertEquals(List.of("1", "2", "3", "4"), all.stream().map(event -> FakeSocket.text(event, "revision")).toList());
        assertEquals("2", FakeSocket.text(all.get(1), "value"));
        assertEquals("{\"attributes\":{\"y\":3}}", FakeSocket.text(all.get(2), "value"));
        assertFalse(all.get(3).contains("value"));
        assertEquals("2023-11-14T22:13:20Z", FakeSocket.text(all.get(0), "timestamp"));
        assertEquals("by-http", FakeSocket.header(all.get(2), "correlation-id").orElseThrow());
        assertEquals("gemello:operator", FakeSocket.header(all.get(0), "ditto-originator").orElseThrow());
        assertEquals("[]", FakeSocket.header(all.get(0), "requested-acks").orElseThrow());
        Building.until("what came by HTTP", () -> events(writer).size() == 2);
        assertEquals(List.of("a/t/things/twin/events/merged", "a/t/things/twin/events/deleted"), events(writer).stream().map(event -> FakeSocket.text(event, "topic")).toList());
    }

    @Test
    void telemetryIsAnEventToo() {
        building.asset("r1", Map.of());
        Point point = building.point("r1", "inlet", "hall");
        building.apply();
        listener.control("START-SEND-EVENTS");
        building.reading(point, 21.5);
        JsonObject event = listener.await(envelope -> FakeSocket.text(envelope, "value").contains("21.5"));
        assertEquals("org.first/r1/things/twin/events/merged", FakeSocket.text(event, "topic"));
        assertEquals("21.5", FakeSocket.text(event, "value/features/inlet/properties/value"));
    }

    /** Rows 10 and 12. */
    @Test
    void namespacesFilterAndExtraFieldsNarrowAndEnrich() {
        listener.control("START-SEND-EVENTS?namespaces=b,c&filter=and(gt(attributes/x,1),eq(topic:action,%22modified%22))&extraFields=attributes/room,thingId");
        for (String thing : new String[] {"a/t", "b/t"}) {
            modify(thing, "/", "{\"attributes\":{\"x\":9,\"room\":\"r\"}}");
            modify(thing, "/attributes/x", "1");
            modify(thing, "/attributes/x", "2");
        }
        JsonObject event = listener.await(envelope -> true);
        assertEquals("b/t/things/twin/events/modified", FakeSocket.text(event, "topic"));
        assertEquals("2", FakeSocket.text(event, "value"));
        assertEquals("{\"attributes\":{\"room\":\"r\"},\"thingId\":\"b:t\"}", FakeSocket.text(event, "extra"));
        assertEquals(1, events(listener).size());
        listener.control("STOP-SEND-EVENTS");
        modify("b/t", "/attributes/x", "3");
        assertEquals(200, FakeSocket.status(listener.ask("b/t/things/twin/commands/retrieve", "", "/", "")));
        assertEquals(1, events(listener).size());
    }

    @Test
    void whoSubscribesTwiceIsToldOnce() {
        listener.control("START-SEND-EVENTS");
        listener.text("START-SEND-EVENTS?filter=eq(");
        listener.text("START-SEND-EVENTS");
        modify("a/t", "/", "{}");
        modify("a/t", "/attributes/x", "1");
        listener.await(envelope -> FakeSocket.text(envelope, "path").equals("/attributes/x"));
        assertEquals(2, events(listener).size());
    }

    /** Row 10. */
    @Test
    void aFilterThatCannotBeReadIsRefused() {
        listener.text("START-SEND-EVENTS?filter=eq(attributes/x");
        assertEquals("rql.expression.invalid", FakeSocket.text(listener.await(envelope -> true), "value/error"));
        assertEquals(1, listener.told.size());
    }

    @Test
    void whatSomebodyMayNotReadHeIsNotTold() {
        listener.control("START-SEND-EVENTS");
        assertEquals(201, building.as(Building.OTTO, () -> building.put("/a:hidden", "{}")).status());
        modify("a/t", "/", "{}");
        listener.await(envelope -> FakeSocket.text(envelope, "topic").startsWith("a/t/"));
        assertEquals(1, events(listener).size());
    }
}
