package io.gemello.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.http.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.ditto.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Acknowledgements of changes by others. Behaviour row 17. */
class ProtocolAcksTest {
    private final Building building = new Building();
    private final FakeSocket giver = new FakeSocket(building, Building.OPERATOR, "declared-acks", "my-ack,other-ack");
    private final FakeSocket sender = new FakeSocket(building);

    @AfterEach
    void close() {
        giver.close();
        sender.close();
        building.close();
    }

    private void send(String id, String requested, String more) {
        sender.text("{\"topic\":\"a/t/things/twin/commands/modify\",\"headers\":{\"correlation-id\":\"" + id + "\",\"requested-acks\":" + requested + more + "},\"path\":\"/\",\"value\":{}}");
    }

    private static boolean of(JsonObject envelope, String id, String topic) {
        return FakeSocket.header(envelope, "correlation-id").filter(id::equals).isPresent() && FakeSocket.text(envelope, "topic").startsWith(topic);
    }

    private void give(String id, String label, String rest) {
        giver.text("{\"topic\":\"a/t/things/twin/acks/" + label + "\",\"headers\":{\"correlation-id\":\"" + id + "\"},\"path\":\"/\"" + rest + "}");
    }

    @Test
    void aSenderGetsEachAcknowledgementUnderItsLabel() {
        giver.control("START-SEND-EVENTS");
        send("c1", "[\"twin-persisted\",\"my-ack\"]", "");
        JsonObject event = giver.await(envelope -> of(envelope, "c1", "a/t/things/twin/events/created"));
        assertEquals("[\"my-ack\"]", FakeSocket.header(event, "requested-acks").orElseThrow());
        give("c1", "my-ack", ",\"value\":{\"done\":true},\"status\":202");
        JsonObject acks = sender.await(envelope -> of(envelope, "c1", "a/t/things/twin/acks"));
        assertEquals(200, FakeSocket.status(acks));
        assertEquals("201", FakeSocket.text(acks, "value/twin-persisted/status"));
        assertEquals("202", FakeSocket.text(acks, "value/my-ack/status"));
        assertEquals("{\"done\":true}", FakeSocket.text(acks, "value/my-ack/payload"));
    }

    @Test
    void whatDoesNotComeIs408UnderItsLabel() {
        send("c1", "[\"twin-persisted\",\"my-ack\"]", ",\"timeout\":\"2s\"");
        JsonObject acks = sender.await(envelope -> of(envelope, "c1", "a/t/things/twin/acks"));
        assertEquals(424, FakeSocket.status(acks));
        assertEquals("201", FakeSocket.text(acks, "value/twin-persisted/status"));
        assertEquals("408", FakeSocket.text(acks, "value/my-ack/status"));
        assertEquals("acknowledgement:request.timeout", FakeSocket.text(acks, "value/my-ack/payload/error"));
    }

    @Test
    void whatTheTwinAloneAcknowledgesIsAnsweredAsEver() {
        for (String label : new String[] {"twin-persisted", "search-persisted"}) {
            send(label, "[\"" + label + "\"]", "");
            assertTrue(FakeSocket.status(sender.await(envelope -> of(envelope, label, "a/t/things/twin/commands/modify"))) < 300);
        }
    }

    @Test
    void whatIsFoundIsToldBesideWhatIsStored() {
        send("c1", "[\"twin-persisted\",\"search-persisted\"]", ",\"timeout\":\"60s\"");
        JsonObject acks = sender.await(envelope -> of(envelope, "c1", "a/t/things/twin/acks"));
        assertEquals(200, FakeSocket.status(acks));
        assertEquals("201 201", FakeSocket.text(acks, "value/twin-persisted/status") + " " + FakeSocket.text(acks, "value/search-persisted/status"));
        Response done = building.put("/a:t/attributes/x", "1", "requested-acks", "twin-persisted,search-persisted", "timeout", "60s");
        assertEquals(200, done.status());
        assertEquals("201", FakeSocket.text(Building.json(done), "search-persisted/status"));
    }

    @Test
    void aRefusedChangeIsNotWaitedFor() {
        send("c1", "[\"my-ack\"]", ",\"if-match\":\"\\\"rev:9\\\"\"");
        assertEquals(412, FakeSocket.status(sender.await(envelope -> of(envelope, "c1", "a/t/things/twin/errors"))));
    }

    @Test
    void onlyDeclaredLabelsMayBeGivenAndAreAskedFor() {
        FakeSocket stranger = new FakeSocket(building);
        stranger.control("START-SEND-EVENTS");
        send("c1", "[\"my-ack\"]", ",\"timeout\":\"100ms\"");
        assertEquals("[]", FakeSocket.header(stranger.await(envelope -> of(envelope, "c1", "a/t/things/twin/events/created")), "requested-acks").orElseThrow());
        JsonObject refused = stranger.ask("a/t/things/twin/acks/my-ack", "", "/", ",\"status\":200");
        assertEquals("acknowledgement:label.not.declared", FakeSocket.text(refused, "value/error"));
        stranger.close();
    }

    @Test
    void oneCorrelationIdIsWaitedForOnce() {
        send("c1", "[\"my-ack\"]", "");
        send("c1", "[\"my-ack\"]", "");
        assertEquals(409, FakeSocket.status(sender.await(envelope -> of(envelope, "c1", "a/t/things/twin/errors"))));
    }

    /** Of one thing and of many: a question has no event. */
    @Test
    void aRetrievalIsAnsweredWithoutWaiting() {
        building.put("/a:t", "{}");
        try (FakeSocket socket = new FakeSocket(building)) {
            JsonObject one = socket.ask("a/t/things/twin/commands/retrieve", "\"requested-acks\":[\"x-ack\"]", "/", "");
            assertEquals("a/t/things/twin/commands/retrieve 200", FakeSocket.text(one, "topic") + " " + FakeSocket.status(one));
            JsonObject many = socket.ask("_/_/things/twin/commands/retrieve", "\"requested-acks\":[\"x-ack\"],\"timeout\":\"10ms\"", "/", ",\"value\":{\"thingIds\":[\"a:t\"]}");
            assertEquals("_/_/things/twin/commands/retrieve 200", FakeSocket.text(many, "topic") + " " + FakeSocket.status(many));
        }
    }

    @Test
    void overHttpTheyAreTheBody() throws Exception {
        giver.control("START-SEND-EVENTS");
        Response begun = building.begin("PUT", "/a:t", "{}", "requested-acks", "twin-persisted,my-ack", "correlation-id", "c9");
        CompletableFuture<Response> answer = ((Response.Later) begun.body()).response().toCompletableFuture();
        giver.await(envelope -> of(envelope, "c9", "a/t/things/twin/events/created"));
        assertFalse(answer.isDone());
        give("c9", "my-ack", ",\"status\":200,\"value\":\"ok\"");
        Response done = answer.get(10, TimeUnit.SECONDS);
        assertEquals(200, done.status());
        JsonObject acks = Building.json(done);
        assertEquals("201", FakeSocket.text(acks, "twin-persisted/status"));
        assertEquals("a:t", FakeSocket.text(acks, "twin-persisted/value/thingId"));
        assertEquals("ok", FakeSocket.text(acks, "my-ack/value"));
        assertEquals(408, building.put("/a:t/attributes/x", "1", "requested-acks", "[\"my-ack\"]", "timeout", "50ms").status());
        assertEquals(424, building.put("/a:t/attributes/x", "1", "requested-acks", "[\"my-ack\",\"twin-persisted\"]", "timeout", "2s").status());
        assertEquals(400, building.put("/a:t/attributes/x", "1", "requested-acks", "[\"!\"]").status());
    }
}
