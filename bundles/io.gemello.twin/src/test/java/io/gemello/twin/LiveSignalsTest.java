package io.gemello.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.access.Access;
import io.gemello.api.access.Subject;
import io.gemello.api.http.EventSink;
import io.gemello.api.http.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.eclipse.ditto.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages, live commands and live events. Behaviour rows 10, 16 and 17. */
class LiveSignalsTest {
    private static final String ASK = "/a:t/inbox/messages/ask";
    private final Building building = new Building();
    private final FakeSocket device = new FakeSocket(building, Building.OPERATOR, "declared-acks", "seen-by-device");
    private final FakeSocket sender = new FakeSocket(building);

    @BeforeEach
    void things() {
        building.put("/a:t", "{\"attributes\":{\"room\":\"r1\"}}");
        building.put("/b:t", "{}");
        building.as(Building.OTTO, () -> building.put("/a:fixed", "{\"_policy\":{\"entries\":{\"otto\":{\"subjects\":{\"gemello:otto\":{\"type\":\"t\"}},\"resources\":{\"thing:/\":{\"grant\":[\"READ\",\"WRITE\"],\"revoke\":[]},"
            + "\"policy:/\":{\"grant\":[\"WRITE\"],\"revoke\":[]},\"message:/\":{\"grant\":[\"WRITE\"],\"revoke\":[]}}},"
            + "\"readers\":{\"subjects\":{\"gemello:operator\":{\"type\":\"t\"}},\"resources\":{\"thing:/attributes\":{\"grant\":[\"READ\"],\"revoke\":[]},\"message:/inbox\":{\"grant\":[\"READ\"],\"revoke\":[]},"
            + "\"message:/inbox/messages/told\":{\"grant\":[\"WRITE\"],\"revoke\":[]}}}}}}"));
    }

    @AfterEach
    void close() {
        device.close();
        sender.close();
        building.close();
    }

    private static CompletableFuture<Response> later(Response begun) {
        return ((Response.Later) begun.body()).response().toCompletableFuture();
    }

    private void reply(JsonObject to, String contentType, String value, int status) {
        device.text("{\"topic\":\"" + FakeSocket.text(to, "topic") + "\",\"headers\":{\"correlation-id\":\"" + FakeSocket.header(to, "correlation-id").orElseThrow() + "\",\"content-type\":\"" + contentType
            + "\"},\"path\":\"" + FakeSocket.text(to, "path") + "\",\"value\":" + value + ",\"status\":" + status + "}");
    }

    private static boolean message(JsonObject envelope) {
        return FakeSocket.text(envelope, "topic").contains("/live/messages/");
    }

    /** Rows 15 and 16. */
    @Test
    void whoMaySendAndHearAMessageThePolicySays() {
        device.control("START-SEND-MESSAGES");
        building.as(Building.OTTO, () -> building.call("POST", "/a:fixed/outbox/messages/said", "1", "timeout", "0"));
        building.as(Building.OTTO, () -> building.call("POST", "/a:fixed/inbox/messages/ask", "2", "timeout", "0"));
        assertEquals("2", FakeSocket.text(device.await(LiveSignalsTest::message), "value"), "of the outbox the device may hear nothing");
        assertEquals(202, building.call("POST", "/a:fixed/inbox/messages/told", "3", "timeout", "0").status());
        assertEquals(403, building.call("POST", "/a:fixed/inbox/messages/ask", "3", "timeout", "0").status());
        assertEquals(404, building.as(Building.VERA, () -> building.call("POST", "/a:fixed/inbox/messages/told", "3", "timeout", "0")).status());
    }

    /** Row 16. */
    @Test
    void aMessageOverHttpIsAnsweredByWhoListens() throws Exception {
        device.control("START-SEND-MESSAGES");
        CompletableFuture<Response> answer = later(building.begin("POST", ASK, "{\"how\":1}", "content-type", "application/json", "correlation-id", "m1"));
        JsonObject asked = device.await(LiveSignalsTest::message);
        assertEquals("a/t/things/live/messages/ask", FakeSocket.text(asked, "topic"));
        assertEquals("/inbox/messages/ask", FakeSocket.text(asked, "path"));
        assertEquals("{\"how\":1}", FakeSocket.text(asked, "value"));
        assertEquals("m1", FakeSocket.header(asked, "correlation-id").orElseThrow());
        assertEquals("TO", FakeSocket.header(asked, "ditto-message-direction").orElseThrow());
        assertEquals("ask", FakeSocket.header(asked, "ditto-message-subject").orElseThrow());
        assertEquals("a:t", FakeSocket.header(asked, "ditto-message-thing-id").orElseThrow());
        assertEquals("[\"live-response\"]", FakeSocket.header(asked, "requested-acks").orElseThrow());
        reply(asked, "text/plain", "\"fine\"", 203);
        Response done = answer.get(10, TimeUnit.SECONDS);
        assertEquals(203, done.status());
        assertEquals("fine", Building.text(done));
        assertEquals("text/plain", done.headers().get("Content-Type"));
    }

    /** Row 16. */
    @Test
    void textIsAStringAndOtherBytesAreBase64() throws Exception {
        device.control("START-SEND-MESSAGES");
        CompletableFuture<Response> answer = later(building.begin("POST", "/a:t/features/lamp/outbox/messages/blink/now", "héllo", "content-type", "text/plain; charset=utf-8"));
        JsonObject asked = device.await(LiveSignalsTest::message);
        assertEquals("/features/lamp/outbox/messages/blink/now", FakeSocket.text(asked, "path"));
        assertEquals("lamp", FakeSocket.header(asked, "ditto-message-feature-id").orElseThrow());
        assertEquals("FROM", FakeSocket.header(asked, "ditto-message-direction").orElseThrow());
        assertEquals("héllo", FakeSocket.text(asked, "value"));
        reply(asked, "application/octet-stream", "\"AQL/\"", 200);
        assertEquals(3, ((byte[]) answer.get(10, TimeUnit.SECONDS).body()).length);
        building.call("POST", ASK, "abc", "content-type", "application/x-any", "timeout", "0");
        assertEquals("YWJj", FakeSocket.text(device.await(envelope -> FakeSocket.text(envelope, "path").endsWith("/ask")), "value"));
    }

    /** Row 16. */
    @Test
    void aMessageThatNobodyAnswersIs408AndOneWithoutWishFor202() {
        assertEquals(408, building.call("POST", ASK, "{}", "timeout", "50ms").status());
        assertTrue(Building.text(building.call("POST", ASK, "{}", "timeout", "50ms")).contains("\"command.timeout\""));
        assertEquals(202, building.call("POST", ASK, "{}", "timeout", "0").status());
        assertEquals(202, building.call("POST", ASK, "{}", "response-required", "false").status());
    }

    /** Row 14. */
    @Test
    void messagesAreAnEventStreamToo() {
        List<String> all = new CopyOnWriteArrayList<>();
        EventSink sink = new EventSink() {
            @Override
            public boolean send(String id, String event, String data) {
                return all.add(event + ": " + data);
            }

            @Override
            public void close() {}
        };
        building.listen("/a:t/inbox/messages", sink);
        building.listen("/a:t/features/lamp/outbox/messages/hot", sink);
        for (String path : new String[] {ASK, "/a:t/outbox/messages/ask", "/b:t/inbox/messages/ask", "/a:t/features/lamp/outbox/messages/hot", "/a:t/features/lamp/outbox/messages/cold"}) {
            assertEquals(202, building.call("POST", path, "{\"x\":1}", "timeout", "0").status());
        }
        assertEquals(List.of("ask: {\"x\":1}", "hot: {\"x\":1}"), all);
        assertEquals(406, building.get("/a:t/inbox/messages").status());
        assertEquals(404, building.get("/a:hidden/inbox/messages", "Accept", "text/event-stream").status());
    }

    @Test
    void messagesAreSentByWhoMayWriteAndToThingsThatAreThere() {
        assertEquals(404, building.call("POST", "/a:none/inbox/messages/ask", "{}").status());
        Response refused = building.call("POST", "/a:fixed/inbox/messages/ask", "{}");
        assertEquals(403, refused.status());
        assertTrue(Building.text(refused).contains("messages:"), Building.text(refused));
        assertEquals(202, building.call("POST", "/a:fixed/inbox/claim", "{}", "timeout", "0").status());
        assertEquals(400, building.call("POST", ASK, "{nonsense").status());
        Response about = building.call("POST", "/a:t/inbox/messages/", "{}");
        assertEquals(400, about.status());
        assertTrue(Building.text(about).contains("\"messages:subject.invalid\""), Building.text(about));
    }

    /** Row 16. */
    @Test
    void socketsAskAndAnswerEachOther() {
        device.control("START-SEND-MESSAGES");
        sender.control("START-SEND-MESSAGES");
        sender.text("{\"topic\":\"a/t/things/live/messages/ask\",\"headers\":{\"correlation-id\":\"m2\",\"content-type\":\"application/json\",\"mine\":\"kept\"},\"path\":\"/inbox/messages/ask\",\"value\":7}");
        JsonObject asked = device.await(LiveSignalsTest::message);
        assertEquals("kept", FakeSocket.header(asked, "mine").orElseThrow());
        reply(asked, "application/json", "{\"answer\":8}", 200);
        JsonObject answered = sender.await(envelope -> FakeSocket.status(envelope) == 200);
        assertEquals("a/t/things/live/messages/ask", FakeSocket.text(answered, "topic"));
        assertEquals("{\"answer\":8}", FakeSocket.text(answered, "value"));
        assertFalse(sender.told.stream().anyMatch(text -> text.contains("\"value\":7")), "nobody hears himself");
        sender.text("{\"topic\":\"a/t/things/live/messages/ask\",\"headers\":{\"correlation-id\":\"m3\",\"timeout\":\"100ms\"},\"path\":\"/inbox/messages/ask\",\"value\":7}");
        JsonObject late = sender.await(envelope -> FakeSocket.header(envelope, "correlation-id").filter("m3"::equals).isPresent());
        assertEquals("a/t/things/live/errors", FakeSocket.text(late, "topic"));
        assertEquals("command.timeout", FakeSocket.text(late, "value/error"));
    }

    @Test
    void onlyWhoWasAskedMayAnswer() throws Exception {
        device.control("START-SEND-MESSAGES");
        FakeSocket stranger = new FakeSocket(building);
        CompletableFuture<Response> answer = later(building.begin("POST", ASK, "1", "content-type", "application/json", "correlation-id", "m4"));
        JsonObject asked = device.await(LiveSignalsTest::message);
        stranger.text("{\"topic\":\"a/t/things/live/messages/ask\",\"headers\":{\"correlation-id\":\"m4\"},\"path\":\"/inbox/messages/ask\",\"value\":\"forged\",\"status\":200}");
        reply(asked, "application/json", "\"true\"", 200);
        assertEquals("\"true\"", Building.text(answer.get(10, TimeUnit.SECONDS)));
        stranger.close();
    }

    /** Row 17. */
    @Test
    void aMessageMayAskForAcknowledgementsToo() throws Exception {
        device.control("START-SEND-MESSAGES");
        CompletableFuture<Response> answer = later(building.begin("POST", ASK, "1", "content-type", "application/json", "correlation-id", "m5", "requested-acks", "live-response,seen-by-device"));
        JsonObject asked = device.await(LiveSignalsTest::message);
        assertEquals("[\"live-response\",\"seen-by-device\"]", FakeSocket.header(asked, "requested-acks").orElseThrow());
        device.text("{\"topic\":\"a/t/things/live/acks/seen-by-device\",\"headers\":{\"correlation-id\":\"m5\"},\"path\":\"/\",\"status\":204}");
        reply(asked, "application/json", "2", 200);
        JsonObject acks = Building.json(answer.get(10, TimeUnit.SECONDS));
        assertEquals("2", FakeSocket.text(acks, "live-response/value"));
        assertEquals("204", FakeSocket.text(acks, "seen-by-device/status"));
    }

    /** Row 10. */
    @Test
    void liveCommandsAreCarriedOutByWhoListensAndTheTwinStaysAsItIs() {
        device.control("START-SEND-LIVE-COMMANDS?namespaces=a&filter=eq(attributes/room,%22r1%22)&extraFields=attributes/room");
        sender.text("{\"topic\":\"b/t/things/live/commands/modify\",\"headers\":{\"response-required\":false},\"path\":\"/attributes/x\",\"value\":1}");
        sender.text("{\"topic\":\"a/t/things/live/commands/modify\",\"headers\":{\"correlation-id\":\"l1\"},\"path\":\"/attributes/x\",\"value\":1}");
        JsonObject asked = device.await(envelope -> FakeSocket.text(envelope, "topic").contains("/live/commands/"));
        assertEquals("a/t/things/live/commands/modify", FakeSocket.text(asked, "topic"));
        assertEquals("{\"attributes\":{\"room\":\"r1\"}}", FakeSocket.text(asked, "extra"));
        device.text("{\"topic\":\"a/t/things/live/errors\",\"headers\":{\"correlation-id\":\"l1\"},\"path\":\"/\",\"value\":{\"status\":423,\"error\":\"device:locked\",\"message\":\"m\"},\"status\":423}");
        JsonObject refused = sender.await(envelope -> FakeSocket.status(envelope) == 423);
        assertEquals("device:locked", FakeSocket.text(refused, "value/error"));
        assertEquals(404, building.get("/a:t/attributes/x").status());
    }

    /** Row 10. */
    @Test
    void liveEventsReachWhoListens() {
        device.control("START-SEND-LIVE-EVENTS");
        device.text("START-SEND-LIVE-EVENTS");
        device.control("START-SEND-POLICY-ANNOUNCEMENTS");
        sender.text("{\"topic\":\"a/t/things/live/events/modified\",\"headers\":{\"correlation-id\":\"e1\"},\"path\":\"/attributes/x\",\"value\":1}");
        JsonObject told = device.await(envelope -> FakeSocket.text(envelope, "topic").contains("/live/events/"));
        assertEquals("1", FakeSocket.text(told, "value"));
        assertEquals(1, device.told.stream().filter(text -> text.contains("/live/events/")).count());
        device.control("STOP-SEND-LIVE-EVENTS");
        int before = device.told.size();
        sender.text("{\"topic\":\"a/t/things/live/events/modified\",\"headers\":{\"correlation-id\":\"e2\"},\"path\":\"/attributes/x\",\"value\":2}");
        assertEquals(before, device.told.size());
        assertTrue(sender.told.isEmpty(), sender.told::toString);
    }

    @Test
    void aSocketStaysByAFreshTokenAndGoesByAWrongOne() {
        device.text("JWT-TOKEN?jwtToken=good");
        assertTrue(device.told.isEmpty());
        assertEquals(0, device.closed);
        device.text("JWT-TOKEN?jwtToken=bad");
        assertEquals("jwt.invalid", FakeSocket.text(device.await(envelope -> true), "value/error"));
        assertEquals(1008, device.closed);
    }
}
