package io.gemello.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.catalogue.Point;
import io.gemello.api.health.Metrics;
import io.gemello.api.http.EventSink;
import io.gemello.api.http.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Server-sent events of changes, as Ditto gives them. */
class ChangeStreamsTest {
    private final Building building = new Building();

    @AfterEach
    void close() {
        building.close();
    }

    private static void told(List<String> told, String... expected) {
        Building.until(expected.length + " events", () -> told.size() >= expected.length);
        assertEquals(List.of(expected), told);
    }

    @Test
    void eachChangeIsThePartialThing() {
        List<String> all = building.listen("");
        assertEquals(201, building.put("/a:t", "{\"attributes\":{\"x\":1}}").status());
        assertEquals(204, building.put("/a:t/attributes/x", "2").status());
        assertEquals(204, building.patch("/a:t", "{\"features\":{\"f\":{\"properties\":{\"p\":1}}}}").status());
        assertEquals(204, building.delete("/a:t/attributes/x").status());
        assertEquals(204, building.delete("/a:t").status());
        told(all, "{\"thingId\":\"a:t\",\"policyId\":\"a:t\",\"attributes\":{\"x\":1}}", "{\"thingId\":\"a:t\",\"attributes\":{\"x\":2}}",
            "{\"thingId\":\"a:t\",\"features\":{\"f\":{\"properties\":{\"p\":1}}}}", "{\"thingId\":\"a:t\"}", "{\"thingId\":\"a:t\"}");
    }

    @Test
    void filtersNarrow() {
        List<String> ids = building.listen("?ids=a:t,a:u&fields=thingId,attributes/x");
        List<String> namespaces = building.listen("?namespaces=b&fields=thingId");
        List<String> hidden = building.listen("?fields=thingId");
        for (String id : new String[] {"a:t", "a:v", "b:t"}) {
            assertEquals(201, building.put("/" + id, "{\"attributes\":{\"x\":1,\"y\":2}}").status());
        }
        told(hidden, "{\"thingId\":\"a:t\"}", "{\"thingId\":\"a:v\"}", "{\"thingId\":\"b:t\"}");
        told(ids, "{\"thingId\":\"a:t\",\"attributes\":{\"x\":1}}");
        told(namespaces, "{\"thingId\":\"b:t\"}");
        assertEquals(400, building.get("?filter=eq(attributes/x", "Accept", "text/event-stream").status());
    }

    /** Behaviour rows 12 and 14. */
    @Test
    void anRqlFilterLooksAtWhatChangedAndAtTheExtraFields() {
        List<String> changed = building.listen("?filter=gt(attributes/x,1)");
        List<String> created = building.listen("?filter=and(eq(topic:action,%22created%22),eq(resource:path,%22/%22))&fields=thingId");
        List<String> enriched = building.listen("?extraFields=attributes/y&filter=eq(attributes/y,2)");
        assertEquals(201, building.put("/a:t", "{\"attributes\":{\"x\":1,\"y\":2}}").status());
        List<String> deep = building.listen("/a:t/attributes/x?filter=gt(attributes/x,2)");
        assertEquals(204, building.put("/a:t/attributes/x", "2").status());
        assertEquals(204, building.put("/a:t/attributes/x", "3").status());
        assertEquals(204, building.put("/a:t/attributes/y", "4").status());
        assertEquals(204, building.put("/a:t/attributes/x", "0").status());
        assertEquals(201, building.put("/a:end", "{\"attributes\":{\"x\":9,\"y\":2}}").status());
        told(created, "{\"thingId\":\"a:t\"}", "{\"thingId\":\"a:end\"}");
        told(changed, "{\"thingId\":\"a:t\",\"attributes\":{\"x\":2}}", "{\"thingId\":\"a:t\",\"attributes\":{\"x\":3}}",
            "{\"thingId\":\"a:end\",\"policyId\":\"a:end\",\"attributes\":{\"x\":9,\"y\":2}}");
        Building.until("four", () -> enriched.size() >= 4);
        assertEquals(List.of("{\"attributes\":{\"y\":2,\"x\":2},\"thingId\":\"a:t\"}", "{\"attributes\":{\"y\":2,\"x\":3},\"thingId\":\"a:t\"}"), enriched.subList(1, 3));
        told(deep, "3");
    }

    /** Behaviour row 14: clients of Ditto tell a quiet stream from a dead one by an event with empty data every second. */
    @Test
    void aQuietStreamBeats() {
        List<String> told = new CopyOnWriteArrayList<>();
        building.listen("", new EventSink() {
            @Override
            public boolean send(String id, String event, String data) {
                told.add(data);
                return true;
            }

            @Override
            public void close() {}
        });
        Building.until("two beats", () -> told.size() >= 2);
        assertEquals(List.of("", ""), told.subList(0, 2));
    }

    @Test
    void aPartOfAThingIsToldBare() {
        assertEquals(201, building.put("/a:t", "{\"attributes\":{\"x\":{\"y\":1}}}").status());
        List<String> y = building.listen("/a:t/attributes/x/y");
        List<String> x = building.listen("/a:t/attributes/x");
        assertEquals(204, building.put("/a:t/attributes/x/y", "2").status());
        assertEquals(201, building.put("/a:t/attributes/x/z", "3").status());
        assertEquals(204, building.put("/a:t/attributes", "{\"x\":{\"y\":4}}").status());
        told(x, "{\"y\":2}", "{\"z\":3}", "{\"y\":4}");
        told(y, "2", "4");
        assertEquals(404, building.get("/a:none", "Accept", "text/event-stream").status());
    }

    @Test
    void contextAndRevisionComeWhenAsked() {
        List<String> told = building.listen("?fields=thingId,_revision,_modified,_context");
        assertEquals(201, building.put("/a:t", "{}").status());
        assertEquals(201, building.put("/a:t/attributes/x", "1", "correlation-id", "c7").status());
        Building.until("two events", () -> told.size() == 2);
        JsonObject event = JsonFactory.newObject(told.get(1));
        assertEquals(2, event.getValue("_revision").orElseThrow().asInt());
        assertEquals("{\"topic\":\"a/t/things/twin/events/created\",\"path\":\"/attributes/x\",\"value\":1,\"headers\":{\"correlation-id\":\"c7\","
            + "\"ditto-originator\":\"gemello:operator\",\"content-type\":\"application/json\"}}", event.getValue("_context").orElseThrow().toString());
    }

    @Test
    void telemetryIsToldOncePerMergeWithOnlyWhatChanged() {
        building.asset("r1", Map.of());
        Point inlet = building.point("r1", "inlet", "hall");
        building.point("r1", "outlet", "hall");
        building.apply();
        List<String> told = building.listen("/org.first:r1");
        List<String> value = building.listen("/org.first:r1/features/inlet/properties/value");
        building.reading(inlet, 20);
        Building.until("an event", () -> value.size() == 1);
        told(told, "{\"thingId\":\"org.first:r1\",\"features\":{\"inlet\":{\"properties\":{\"value\":20.0,\"unit\":\"Cel\","
            + "\"time\":\"2023-11-14T22:13:20.000000000Z\",\"quality\":\"good\",\"reasons\":[],\"state\":\"never seen\"}}}}");
        told(value, "20.0");
    }

    @Test
    void whoMayNotReadIsNotTold() {
        List<String> told = building.listen("?fields=thingId");
        assertEquals(201, building.put("/a:t", "{}").status());
        assertEquals(201, building.as(Building.OTTO, () -> building.put("/a:secret", "{}")).status());
        assertEquals(201, building.put("/a:u", "{}").status());
        told(told, "{\"thingId\":\"a:t\"}", "{\"thingId\":\"a:u\"}");
    }

    @Test
    void streamsOfOneFilterShareTheTextOfAnEvent() {
        List<String> first = building.listen("?namespaces=a&fields=thingId,attributes/x");
        List<String> second = building.listen("?namespaces=a&fields=thingId,attributes/x");
        building.put("/a:t", "{}");
        Building.until("both", () -> first.size() == 1 && second.size() == 1);
        assertSame(first.get(0), second.get(0));
    }

    @Test
    void aStreamThatDoesNotKeepUpIsForgottenAndTheOthersGoOn() {
        building.listen("", new EventSink() {
            @Override
            public boolean send(String id, String event, String data) {
                return false;
            }

            @Override
            public void close() {}
        });
        List<String> other = building.listen("?fields=thingId");
        building.put("/a:t", "{}");
        building.put("/a:u", "{}");
        told(other, "{\"thingId\":\"a:t\"}", "{\"thingId\":\"a:u\"}");
        List<String> counted = new ArrayList<>();
        building.twin.collect(new Metrics() {
            @Override
            public void counter(String name, String help, double value, String... labels) {
                counted.add(name + " " + (long) value);
            }

            @Override
            public void gauge(String name, String help, double value, String... labels) {
                counted.add(name + " " + (long) value);
            }
        });
        assertTrue(counted.contains("gemello_twin_slow_streams_total 1"), counted.toString());
        assertTrue(counted.contains("gemello_twin_streams 1"), counted.toString());
    }

    @Test
    void whileTellingIsSlowTelemetryIsConflatedAndNothingOfItIsLost() throws Exception {
        building.asset("r1", Map.of());
        Point inlet = building.point("r1", "inlet", "hall");
        Point outlet = building.point("r1", "outlet", "hall");
        building.apply();
        CountDownLatch go = new CountDownLatch(1);
        List<String> told = new CopyOnWriteArrayList<>();
        AutoCloseable stream = building.listen("/org.first:r1", new EventSink() {
            @Override
            public boolean send(String id, String event, String data) {
                if (data.isEmpty()) {
                    return true;
                }
                told.add(data);
                try {
                    go.await();
                } catch (InterruptedException stop) {
                    return false;
                }
                return true;
            }

            @Override
            public void close() {}
        });
        building.reading(inlet, 1);
        Building.until("one", () -> told.size() == 1);
        building.reading(outlet, 7);
        for (int i = 2; i <= 50; i++) {
            int value = i;
            building.reading(inlet, value);
            Building.until("shown", () -> Building.text(building.get("/org.first:r1/features/inlet/properties/value")).equals(value + ".0"));
        }
        assertEquals(1, told.size());
        go.countDown();
        Building.until("the rest in one", () -> told.size() == 2);
        assertTrue(told.get(1).contains("\"value\":50.0") && told.get(1).contains("\"value\":7.0"), told.get(1));
        stream.close();
    }

    @Test
    void closingEndsTheStreams() {
        List<String> closed = new CopyOnWriteArrayList<>();
        building.listen("", new EventSink() {
            @Override
            public boolean send(String id, String event, String data) {
                return true;
            }

            @Override
            public void close() {
                closed.add("closed");
            }
        });
        building.twin.close();
        assertEquals(List.of("closed"), closed);
        building.start();
        Response after = building.get("/a:none");
        assertEquals(404, after.status());
        assertNull(after.headers().get("ETag"));
    }
}
