package io.gemello.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Search by the Ditto protocol, with demand. Behaviour row 19. */
class ProtocolSearchTest {
    private final Building building = new Building();
    private final FakeSocket socket = new FakeSocket(building);

    @BeforeEach
    void things() {
        for (int i = 0; i < 5; i++) {
            building.put("/a:t" + i, "{\"attributes\":{\"n\":" + i + "}}");
        }
    }

    @AfterEach
    void close() {
        socket.close();
        building.close();
    }

    private String subscribe(String value, String fields) {
        socket.text("{\"topic\":\"_/_/things/twin/search/subscribe\",\"headers\":{\"correlation-id\":\"s\"},\"path\":\"/\",\"value\":" + value + fields + "}");
        JsonObject created = socket.await(envelope -> FakeSocket.text(envelope, "topic").endsWith("/search/created"));
        assertEquals("s", FakeSocket.header(created, "correlation-id").orElseThrow());
        return FakeSocket.text(created, "value/subscriptionId");
    }

    private void request(String id, long demand) {
        socket.text("{\"topic\":\"_/_/things/twin/search/request\",\"path\":\"/\",\"value\":{\"subscriptionId\":\"" + id + "\",\"demand\":" + demand + "}}");
    }

    private List<String> said(String what) {
        return socket.told.stream().map(JsonFactory::newObject).filter(envelope -> FakeSocket.text(envelope, "topic").endsWith("/search/" + what))
            .map(envelope -> FakeSocket.text(envelope, "value/items")).collect(Collectors.toList());
    }

    @Test
    void asManyPagesComeAsWereDemanded() {
        String id = subscribe("{\"filter\":\"gt(attributes/n,0)\",\"options\":\"sort(-attributes/n),size(3)\",\"namespaces\":[\"a\"]}", ",\"fields\":\"attributes/n\"");
        assertEquals(List.of(), said("next"));
        request(id, 1);
        assertEquals(List.of("[{\"attributes\":{\"n\":4}},{\"attributes\":{\"n\":3}},{\"attributes\":{\"n\":2}}]"), said("next"));
        assertEquals(0, said("complete").size());
        request(id, 1000);
        assertEquals("[{\"attributes\":{\"n\":1}}]", said("next").get(1));
        assertEquals(1, said("complete").size());
    }

    @Test
    void noPageIsSentBeforeTheLastHasLeft() {
        String id = subscribe("{\"options\":\"sort(+thingId),size(2)\"}", ",\"fields\":\"thingId\"");
        socket.backlog = 1;
        request(id, Long.MAX_VALUE);
        assertEquals(0, said("next").size());
        socket.backlog = 0;
        Building.until("complete", () -> said("complete").size() == 1);
        assertEquals(3, said("next").size());
    }

    @Test
    void whatIsCancelledSaysNoMore() {
        String id = subscribe("{}", "");
        socket.text("{\"topic\":\"_/_/things/twin/search/cancel\",\"path\":\"/\",\"value\":{\"subscriptionId\":\"" + id + "\"}}");
        request(id, 1);
        JsonObject refused = socket.await(envelope -> FakeSocket.status(envelope) == 404);
        assertTrue(FakeSocket.text(refused, "value/error").contains("subscription"));
        assertEquals(0, said("next").size());
    }

    @Test
    void whatCannotBeSearchedFails() {
        request(subscribe("{\"filter\":\"eq(attributes/n\"}", ""), 1);
        JsonObject failed = socket.await(envelope -> FakeSocket.text(envelope, "topic").endsWith("/search/failed"));
        assertEquals("rql.expression.invalid", FakeSocket.text(failed, "value/error/error"));
    }
}
