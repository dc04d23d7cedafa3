package io.gemello.twin.models;

import static io.gemello.twin.models.Models.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gemello.api.access.LocalBroker;
import io.gemello.testkit.Until;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** WoT Thing Description 1.1 of things with and without a model. The schema's own judgement stands in the integration tests. */
class ThingDescriptionTest {
    private static final ThingAddress HERE = new ThingAddress("twin.example:8080", false);
    @TempDir
    Path folder;
    private final ModelShelf shelf = new ModelShelf(() -> null, 60_000);
    private final ThingDescription description = new ThingDescription(shelf, () -> new LocalBroker() {
        @Override
        public URI uri() {
            return URI.create("tcp://127.0.0.1:1884");
        }

        @Override
        public String user() {
            throw new AssertionError("a secret of this process");
        }

        @Override
        public String secret() {
            throw new AssertionError("a secret of this process");
        }

        @Override
        public Account commands() {
            throw new AssertionError("a secret of this process");
        }

        @Override
        public Account actuators() {
            throw new AssertionError("a secret of this process");
        }
    });

    @BeforeEach
    void site() throws Exception {
        Files.createDirectories(folder.resolve("models"));
        Files.writeString(folder.resolve("models/lamp.tm.jsonld"), "{\"@type\": \"tm:ThingModel\", \"properties\": {\"level\": {\"type\": \"integer\", \"maximum\": 100, \"unit\": \"percent\"}}}");
        shelf.applied(new Hall(folder, Map.of("adapters.hall.type", "mqtt", "adapters.away.type", "mqtt", "adapters.away.uri", "tcp://elsewhere:1883")).asset("r1", "rack", null, Map.of())
            .point("r1", "supply air", "temperature", "Cel").point("r1", "setpoint", "temperature", "Cel", "ditto", Map.of())
            .point("r1", "door", "state", "1", "away", Map.of("open", 1.0)));
        Until.holds("the model is read", () -> shelf.library().find("lamp") != null);
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    private JsonNode rack() {
        return description.of(json("{'thingId': 'org.hall:r1', 'attributes': {'name': 'Rack 1', 'supply air': 'n'}, 'features': {'supply air': {'properties': {'unit': 'Cel'}}, 'setpoint': {'properties': {'value': 20}}, 'door': {'properties': {}}}}"), HERE);
    }

    @Test
    void aPointIsReadAndObservedAndWrittenOnlyWhereClientsWriteIt() {
        JsonNode rack = rack();
        assertEquals("urn:org.hall:r1", rack.path("id").asText());
        assertEquals("Rack 1", rack.path("title").asText());
        assertEquals("http://twin.example:8080/api/2/things/org.hall:r1/", rack.path("base").asText());
        JsonNode air = rack.path("properties").path("supply air");
        assertEquals("Cel", air.path("unit").asText());
        assertEquals("number", air.path("type").asText());
        assertTrue(air.path("readOnly").asBoolean() && air.path("observable").asBoolean());
        assertEquals("features/supply%20air/properties/value", air.path("forms").get(0).path("href").asText());
        assertEquals("[\"readproperty\"]", air.path("forms").get(0).path("op").toString());
        assertEquals("sse", air.path("forms").get(1).path("subprotocol").asText());
        assertEquals("ws://twin.example:8080/ws/2", air.path("forms").get(2).path("href").asText());
        JsonNode setpoint = rack.path("properties").path("setpoint");
        assertFalse(setpoint.path("readOnly").asBoolean());
        assertEquals("[\"readproperty\",\"writeproperty\"]", setpoint.path("forms").get(0).path("op").toString());
        assertEquals("[{\"const\":1.0,\"title\":\"open\"}]", rack.path("properties").path("door").path("oneOf").toString());
        assertTrue(rack.path("properties").has("attributes/supply air"), "an attribute of the same name is told apart");
    }

    /** What a probe sends is raw: an event, and only where this runtime's own broker carries it. */
    @Test
    void whatProbesSendIsAnEventOfTheEmbeddedBroker() {
        JsonNode events = rack().path("events");
        assertEquals(1, events.size(), events.toString());
        JsonNode form = events.path("supply air-probe").path("forms").get(0);
        assertEquals("mqtt://twin.example:1884", form.path("href").asText());
        assertEquals("hall/r1", form.path("mqv:filter").asText());
    }

    @Test
    void aModelGivesItsWordsAndItsAddress() {
        JsonNode lamp = description.of(json("{'thingId': 'org.x:lamp', 'definition': 'https://models.example/lamp.tm.jsonld', 'attributes': {'level': 5, 'other': {'a': [1]}}}"), new ThingAddress("h", true));
        JsonNode level = lamp.path("properties").path("level");
        assertEquals("{\"type\":\"integer\",\"maximum\":100.0,\"unit\":\"percent\"}", level.toString().replaceAll(",\"readOnly.*", "}"));
        assertEquals("object", lamp.path("properties").path("other").path("type").asText());
        assertEquals("{\"rel\":\"type\",\"href\":\"/api/gemello/models/files/lamp.tm.jsonld\",\"type\":\"application/tm+json\"}", lamp.path("links").get(0).toString());
        assertTrue(lamp.path("base").asText().startsWith("https://h/"));
    }

    @Test
    void aHostThatIsNoneGetsNoAddresses() {
        JsonNode thing = description.of(json("{'thingId': 'org.hall:r1', 'features': {'supply air': {}}}"), new ThingAddress("", false));
        assertFalse(thing.has("base"));
        assertFalse(thing.has("events"));
        assertEquals(2, thing.path("properties").path("supply air").path("forms").size());
    }
}
