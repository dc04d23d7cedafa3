package io.gemello.bim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gemello.api.access.Access;
import io.gemello.api.access.AssetGuard;
import io.gemello.api.access.Subject;
import io.gemello.api.alert.AlertState;
import io.gemello.api.alert.Priority;
import io.gemello.api.http.EventSink;
import io.gemello.api.http.EventSource;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.testkit.FakeClock;
import io.gemello.testkit.Until;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole way from a reading to an answer, with the threads it has. */
class LiveEndpointTest {
    private final Hall hall = Hall.racks(4);
    private final ObjectMapper mapper = new ObjectMapper();
    private volatile String hidden = "none";
    private LiveStreams streams;
    private LiveLoop loop;
    private LiveEndpoint endpoint;

    @BeforeEach
    void start() throws Exception {
        Access access = new Access() {
            @Override
            public boolean mayRead(Subject who, String thingId) {
                return !thingId.equals("org.test:" + hidden);
            }

            @Override
            public boolean mayWrite(Subject who, String thingId) {
                return false;
            }
        };
        AssetGuard guard = new AssetGuard(() -> access, () -> hall);
        loop = new LiveLoop(new FakeClock(5_000_000_000L), 1, snapshot -> streams.wake());
        streams = new LiveStreams(loop::snapshot, guard);
        endpoint = new LiveEndpoint(loop::snapshot, guard, streams);
        loop.start();
        loop.applied(hall);
        loop.states(hall.live());
        for (int i = 0; i < 4; i++) {
            loop.readings(List.of(hall.reading("inlet-" + i, 20, 1), hall.reading("door-" + i, 0, 1)));
        }
        settled();
    }

    @AfterEach
    void stop() {
        loop.close();
        streams.close();
    }

    /** Until everything that was told is in the snapshot. */
    private void settled() throws Exception {
        List<String> mark = List.of("mark " + System.nanoTime());
        loop.settings(BimSettings.DEFAULT, mark);
        Until.holds("the loop has taken everything", () -> loop.snapshot().faults().equals(mark));
    }

    private JsonNode json(Response answer) {
        assertEquals(200, answer.status());
        return mapper.valueToTree(((Response.Json) answer.body()).value());
    }

    private JsonNode parameters(String query) {
        return json(endpoint.parameters(AskedFor.list(query)));
    }

    @Test
    void aDeltaHoldsWhatHasChangedSinceTheTag() throws Exception {
        JsonNode all = parameters("");
        assertEquals(8, all.get("parameters").size());
        assertTrue(all.get("full").asBoolean());
        String tag = all.get("etag").asText();
        loop.readings(List.of(hall.reading("inlet-2", 27.5, 2)));
        Until.holds("the value is there", () -> parameters("since=" + tag).get("parameters").size() == 1);
        JsonNode delta = parameters("since=" + tag);
        assertEquals(27.5, delta.at("/parameters/0/value").asDouble());
        assertEquals(Hall.guid(2), delta.at("/parameters/0/ifcGuid").asText());
        assertEquals("1970-01-01T00:00:02Z", delta.at("/parameters/0/time").asText());
        assertEquals(0, parameters("since=" + delta.get("etag").asText()).get("parameters").size());
        assertTrue(parameters("since=nonsense").get("full").asBoolean(), "a tag that says nothing gives everything");
        assertEquals(1, parameters("element=" + Hall.guid(1) + "&parameter=DT_Door").get("parameters").size());
    }

    @Test
    void whoHasTheNewestIsToldSoWithoutABody() {
        String tag = endpoint.parameters(AskedFor.list("")).headers().get("ETag");
        assertEquals(304, endpoint.parameters(AskedFor.list("").with("If-None-Match", tag)).status());
        assertEquals(200, endpoint.parameters(AskedFor.list("").with("If-None-Match", "\"older-1\"")).status());
    }

    @Test
    void aChangedSiteMakesOldTagsSayNothing() throws Exception {
        String tag = parameters("").get("etag").asText();
        loop.applied(hall);
        settled();
        assertTrue(parameters("since=" + tag).get("full").asBoolean());
    }

    @Test
    void whyAnElementHasItsColourIsAnswered() throws Exception {
        loop.alerts(List.of(hall.alert("warm", "inlet-1", AlertState.UNACKNOWLEDGED, Priority.CRITICAL)));
        Until.holds("the alert is there", () -> json(endpoint.why(AskedFor.of(Hall.guid(1)))).at("/colours/alert/key").asText().equals("critical"));
        JsonNode why = json(endpoint.why(AskedFor.of(Hall.guid(1))));
        assertEquals("alert warm@inlet-1 is unacknowledged (critical): too warm", why.at("/colours/alert/reason").asText());
        assertEquals("DT_Inlet (last) is 20 °C", why.at("/colours/DT_Inlet/reason").asText());
        assertEquals("warm@inlet-1", why.at("/alerts/0/id").asText());
        assertEquals(2, why.get("parameters").size());
        JsonNode coloured = json(endpoint.overrides(AskedFor.list("")));
        assertEquals("critical", coloured.at("/scheme/legend/0/key").asText());
        assertEquals(coloured.at("/scheme/legend/0/rgb"), coloured.at("/elements/1/rgb"));
    }

    @Test
    void anAssetThatACallerMayNotReadIsNotThereForHim() {
        hidden = "rack-1";
        assertEquals(6, parameters("").get("parameters").size());
        assertEquals(3, json(endpoint.overrides(AskedFor.list("by=DT_Inlet"))).get("elements").size());
        assertEquals(404, assertThrows(HttpProblem.class, () -> endpoint.why(AskedFor.of(Hall.guid(1)))).status());
        assertEquals(404, assertThrows(HttpProblem.class, () -> endpoint.overrides(AskedFor.list("by=none"))).status());
    }

    private record Event(String id, String name, JsonNode data) {}

    private AutoCloseable follow(Request request, List<Event> into) {
        return ((EventSource) endpoint.parameters((AskedFor) request).body()).open(new EventSink() {
            @Override
            public boolean send(String id, String event, String data) {
                try {
                    return into.add(new Event(id, event, mapper.readTree(data)));
                } catch (JsonProcessingException broken) {
                    throw new IllegalStateException(broken);
                }
            }

            @Override
            public void close() { }
        });
    }

    @Test
    void aStreamBeginsWithEverythingAndGoesOnWithChanges() throws Exception {
        List<Event> events = new CopyOnWriteArrayList<>();
        List<Event> resumed = new CopyOnWriteArrayList<>();
        hidden = "rack-3";
        AutoCloseable stream = follow(AskedFor.list("").with("Accept", "text/event-stream"), events);
        Until.holds("the beginning", () -> events.size() == 1);
        assertEquals("full", events.get(0).name());
        assertEquals(6, events.get(0).data().get("parameters").size());
        loop.readings(List.of(hall.reading("inlet-3", 30, 2)));
        loop.readings(List.of(hall.reading("inlet-0", 30, 2)));
        Until.holds("a change", () -> events.size() == 2);
        assertEquals("delta", events.get(1).name());
        assertEquals("inlet-0", events.get(1).data().at("/parameters/0/point").asText(), "and nothing of what ann may not see");
        assertEquals(1, events.get(1).data().get("parameters").size());
        stream.close();
        loop.readings(List.of(hall.reading("inlet-1", 31, 3)));
        AskedFor again = new AskedFor("", "", Map.of("Accept", "text/event-stream", "Last-Event-ID", events.get(1).id()), new byte[0]);
        try (AutoCloseable second = follow(again, resumed)) {
            Until.holds("what was missed", () -> !resumed.isEmpty() && second != null);
        }
        assertEquals("delta", resumed.get(0).name());
        assertEquals("inlet-1", resumed.get(0).data().at("/parameters/0/point").asText());
        assertEquals(2, events.size(), "a stream that was closed is told nothing");
        assertEquals(0, streams.open());
    }
}
