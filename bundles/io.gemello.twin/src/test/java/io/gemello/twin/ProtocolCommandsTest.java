package io.gemello.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.ditto.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commands of the Ditto protocol and their answers. Behaviour rows 10, 11 and 13. */
class ProtocolCommandsTest {
    private final Building building = new Building();
    private final FakeSocket socket = new FakeSocket(building);

    @AfterEach
    void close() {
        socket.close();
        building.close();
    }

    private JsonObject command(String action, String path, String rest) {
        return socket.ask("a/t/things/twin/commands/" + action, "", path, rest);
    }

    private static void said(JsonObject envelope, int status, String topic, String path, String value) {
        assertEquals(status, FakeSocket.status(envelope), envelope::toString);
        assertEquals(topic, FakeSocket.text(envelope, "topic"));
        assertEquals(path, FakeSocket.text(envelope, "path"));
        assertEquals(value, FakeSocket.text(envelope, "value"));
    }

    /** Row 11. */
    @Test
    void aThingIsMadeChangedMergedReadAndDeleted() {
        JsonObject made = command("create", "/", ",\"value\":{\"attributes\":{\"x\":1}}");
        said(made, 201, "a/t/things/twin/commands/create", "/", "{\"thingId\":\"a:t\",\"policyId\":\"a:t\",\"attributes\":{\"x\":1}}");
        assertEquals("\"rev:1\"", FakeSocket.header(made, "etag").orElseThrow());
        assertEquals("1", FakeSocket.header(made, "entity-revision").orElseThrow());
        assertEquals("application/json", FakeSocket.header(made, "content-type").orElseThrow());
        assertEquals("things:thing.conflict", FakeSocket.text(command("create", "/", ",\"value\":{}"), "value/error"));
        JsonObject nowhere = command("modify", "/features/f/properties/temp", ",\"value\":23");
        said(nowhere, 404, "a/t/things/twin/errors", "/", FakeSocket.text(nowhere, "value"));
        assertEquals("things:feature.notfound", FakeSocket.text(nowhere, "value/error"));
        said(command("modify", "/features/f", ",\"value\":{\"properties\":{}}"), 201, "a/t/things/twin/commands/modify", "/features/f", "{\"properties\":{}}");
        said(command("modify", "/features/f/properties/temp", ",\"value\":23"), 201, "a/t/things/twin/commands/modify", "/features/f/properties/temp", "23");
        said(command("modify", "/features/f/properties/temp", ",\"value\":24"), 204, "a/t/things/twin/commands/modify", "/features/f/properties/temp", "");
        said(command("merge", "/", ",\"value\":{\"attributes\":{\"x\":null,\"y\":[1,2.5,\"é\",false]}}"), 204, "a/t/things/twin/commands/merge", "/", "");
        said(command("modify", "/definition", ",\"value\":\"org.x:rack:1.0.0\""), 201, "a/t/things/twin/commands/modify", "/definition", "org.x:rack:1.0.0");
        said(command("retrieve", "/", ""), 200, "a/t/things/twin/commands/retrieve", "/",
            "{\"thingId\":\"a:t\",\"policyId\":\"a:t\",\"attributes\":{\"y\":[1,2.5,\"é\",false]},\"features\":{\"f\":{\"properties\":{\"temp\":24}}},\"definition\":\"org.x:rack:1.0.0\"}");
        said(command("retrieve", "/", ",\"fields\":\"thingId,features/f(properties/temp),_revision\""), 200, "a/t/things/twin/commands/retrieve", "/",
            "{\"thingId\":\"a:t\",\"features\":{\"f\":{\"properties\":{\"temp\":24}}},\"_revision\":6}");
        said(command("delete", "/features/f/properties/temp", ""), 204, "a/t/things/twin/commands/delete", "/features/f/properties/temp", "");
        said(command("delete", "/", ""), 204, "a/t/things/twin/commands/delete", "/", "");
        assertEquals("things:thing.notfound", FakeSocket.text(command("retrieve", "/", ""), "value/error"));
    }

    /** Row 10: a client need not wait for one answer before its next command. */
    @Test
    void whatIsSentBehindTheMakingOfAThingMeetsIt() {
        building.disk.hold();
        socket.text("{\"topic\":\"a/t/things/twin/commands/create\",\"headers\":{\"correlation-id\":\"one\"},\"path\":\"/\",\"value\":{}}");
        socket.text("{\"topic\":\"a/t/things/twin/commands/modify\",\"headers\":{\"correlation-id\":\"two\"},\"path\":\"/attributes/x\",\"value\":1}");
        building.disk.release();
        assertEquals(201, FakeSocket.status(socket.await(envelope -> FakeSocket.header(envelope, "correlation-id").filter("one"::equals).isPresent())));
        assertEquals(201, FakeSocket.status(socket.await(envelope -> FakeSocket.header(envelope, "correlation-id").filter("two"::equals).isPresent())));
    }

    /** Rows 9 and 11. */
    @Test
    void aNullIsAValueAndInAPatchADeletion() {
        command("create", "/", ",\"value\":{\"attributes\":{\"x\":1,\"y\":2}}");
        assertEquals(204, FakeSocket.status(command("modify", "/attributes/x", ",\"value\":null")));
        assertEquals(204, FakeSocket.status(command("merge", "/attributes/y", ",\"value\":null")));
        assertEquals("{\"x\":null}", FakeSocket.text(command("retrieve", "/attributes", ""), "value"));
    }

    @Test
    void manyAreReadByTheirIds() {
        building.as(Building.OTTO, () -> building.put("/a:hidden", "{}"));
        for (String name : new String[] {"t", "u"}) {
            socket.ask("a/" + name + "/things/twin/commands/modify", "", "/", ",\"value\":{\"attributes\":{\"x\":1}}");
        }
        JsonObject many = socket.ask("_/_/things/twin/commands/retrieve", "", "/", ",\"fields\":\"thingId\",\"value\":{\"thingIds\":[\"a:u\",\"a:none\",\"a:hidden\",\"a:t\"]}");
        said(many, 200, "_/_/things/twin/commands/retrieve", "/", "[{\"thingId\":\"a:u\"},{\"thingId\":\"a:t\"}]");
        assertEquals("[]", FakeSocket.text(socket.ask("b/_/things/twin/commands/retrieve", "", "/", ""), "value"));
    }

    /** Rows 8 and 11. */
    @Test
    void whatACommandDependsOnIsHonoured() {
        command("create", "/", ",\"value\":{\"attributes\":{\"x\":1}}");
        JsonObject failed = socket.ask("a/t/things/twin/commands/modify", "\"condition\":\"gt(attributes/x,1)\"", "/attributes/x", ",\"value\":5");
        said(failed, 412, "a/t/things/twin/errors", "/", FakeSocket.text(failed, "value"));
        assertEquals("things:condition.failed", FakeSocket.text(failed, "value/error"));
        assertFalse(FakeSocket.header(failed, "condition").isPresent(), failed::toString);
        assertEquals(412, FakeSocket.status(socket.ask("a/t/things/twin/commands/modify", "\"if-match\":\"\\\"rev:7\\\"\"", "/", ",\"value\":{}")));
        assertEquals(204, FakeSocket.status(socket.ask("a/t/things/twin/commands/modify", "\"If-Match\":\"\\\"rev:1\\\"\",\"mine\":\"kept\"", "/", ",\"value\":{}")));
        JsonObject same = socket.ask("a/t/things/twin/commands/retrieve", "\"if-none-match\":\"\\\"rev:2\\\"\",\"mine\":\"kept\"", "/", "");
        assertEquals("things:precondition.notmodified", FakeSocket.text(same, "value/error"));
        assertEquals("kept", FakeSocket.header(same, "mine").orElseThrow());
    }

    /** Row 10. */
    @Test
    void whatCannotBeReadIsAnsweredInDittosWords() {
        socket.text("hello");
        JsonObject hello = socket.await(envelope -> FakeSocket.text(envelope, "topic").equals("unknown/unknown/things/twin/errors"));
        assertEquals("json.invalid", FakeSocket.text(hello, "value/error"));
        assertEquals(400, FakeSocket.status(hello));
        assertEquals("protocoladapter:unknown.topicpath", FakeSocket.text(socket.ask("a/t/elephants/twin/commands/modify", "", "/", ""), "value/error"));
        assertEquals("signals.commands:path.unknown", FakeSocket.text(command("modify", "/nowhere", ",\"value\":1"), "value/error"));
        assertEquals("json.invalid", FakeSocket.text(command("modify", "/attributes/x", ""), "value/error"));
        assertEquals("things:id.invalid", FakeSocket.text(socket.ask("a b/t/things/twin/commands/modify", "", "/", ",\"value\":{}"), "value/error"));
        assertEquals("timeout.invalid", FakeSocket.text(socket.ask("a/t/things/twin/commands/modify", "\"timeout\":\"soon\"", "/", ",\"value\":{}"), "value/error"));
        assertEquals(0, socket.closed);
    }

    /** Rows 11 and 15. */
    @Test
    void aPolicyIsMadeChangedReadAndDeleted() {
        String policy = "{\"entries\":{\"owner\":{\"subjects\":{\"gemello:operator\":{\"type\":\"t\"}},\"resources\":{\"policy:/\":{\"grant\":[\"READ\",\"WRITE\"],\"revoke\":[]},\"thing:/\":{\"grant\":[\"READ\"],\"revoke\":[]}}}}}";
        assertEquals(201, FakeSocket.status(onPolicy("create", "/", ",\"value\":" + policy)));
        assertEquals("policies:policy.conflict", FakeSocket.text(onPolicy("create", "/", ",\"value\":" + policy), "value/error"));
        JsonObject changed = onPolicy("modify", "/entries/owner/resources/thing:/", ",\"value\":{\"grant\":[\"READ\",\"WRITE\"],\"revoke\":[]}");
        said(changed, 204, "a/p/policies/commands/modify", "/entries/owner/resources/thing:/", "");
        assertEquals("{\"grant\":[\"READ\",\"WRITE\"],\"revoke\":[]}", FakeSocket.text(onPolicy("retrieve", "/entries/owner/resources/thing:/", ""), "value"));
        assertEquals("a:p", FakeSocket.text(onPolicy("retrieve", "/", ""), "value/policyId"));
        JsonObject none = onPolicy("retrieve", "/entries/nobody", "");
        said(none, 404, "a/p/policies/errors", "/", FakeSocket.text(none, "value"));
        assertEquals("policies:entry.notfound", FakeSocket.text(none, "value/error"));
        assertEquals(204, FakeSocket.status(onPolicy("delete", "/", "")));
        assertEquals("policies:policy.notfound", FakeSocket.text(onPolicy("retrieve", "/", ""), "value/error"));
    }

    private JsonObject onPolicy(String action, String path, String rest) {
        return socket.ask("a/p/policies/commands/" + action, "", path, rest);
    }

    /** Row 13. */
    @Test
    void whoWantsNoAnswerGetsNone() {
        socket.text("{\"topic\":\"a/t/things/twin/commands/create\",\"headers\":{\"correlation-id\":\"quiet\",\"response-required\":false},\"path\":\"/\",\"value\":{}}");
        Building.until("it is there", () -> building.get("/a:t").status() == 200);
        assertEquals(200, FakeSocket.status(command("retrieve", "/", "")));
        assertTrue(socket.told.stream().noneMatch(text -> text.contains("quiet")), socket.told::toString);
    }
}
