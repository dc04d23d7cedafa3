package io.gemello.twin.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** W3C WoT Thing Description 1.1, section 10: Thing Models. */
class ThingModelsTest {
    private static String tm(String members) {
        return "{\"@context\": \"https://www.w3.org/2022/wot/td/v1.1\", \"@type\": \"tm:ThingModel\"" + (members.isEmpty() ? "" : ", " + members) + "}";
    }

    @Test
    void aThingModelIsExtendedByLinkAndItsPartsByReference() {
        ModelLibrary library = Models.of("base.tm.jsonld", tm("""
            "title": "Base", "properties": {"maker": {"type": "string"}, "dimmable": {"type": "boolean"}}, "tm:optional": ["/properties/dimmable"]"""),
            "parts.tm.jsonld", tm("\"properties\": {\"temp\": {\"type\": \"number\", \"unit\": \"qudt:DEG_C\", \"minimum\": -40, \"readOnly\": true}}"),
            "lamp.tm.jsonld", tm("""
            "title": "Lamp", "links": [{"rel": "tm:extends", "href": "https://models.example/base.tm.jsonld"}, {"rel": "tm:submodel", "href": "./parts.tm.jsonld", "instanceName": "probe"}],
            "properties": {"inlet": {"tm:ref": "parts.tm.jsonld#/properties/temp", "maximum": 80}, "maker": {"enum": ["Acme", "Rotorix"]}}, "tm:optional": ["/properties/inlet"]"""));
        assertEquals(List.of(), Models.faults(library));
        Model lamp = library.find("https://models.example/lamp.tm.jsonld");
        assertEquals(Set.of("maker", "dimmable", "inlet", "probe"), lamp.traits().keySet());
        assertTrue(lamp.kin().contains("base.tm.jsonld"));
        Trait inlet = lamp.traits().get("inlet");
        assertEquals(Set.of("Cel"), Units.codes(inlet.unit()));
        assertEquals("is 90; the model lets it be from -40.0 to 80.0", inlet.shape().misfit(Models.json("90")));
        assertFalse(inlet.required());
        assertFalse(lamp.traits().get("dimmable").required());
        assertTrue(lamp.traits().get("maker").required());
        assertNotNull(lamp.traits().get("maker").shape().misfit(Models.json("'Bosch'")));
        assertEquals("parts.tm.jsonld", lamp.traits().get("probe").target());
        assertEquals(lamp, library.find("lamp"));
    }

    @Test
    void circlesAndWhatLeadsNowhereAreTold() {
        ModelLibrary library = Models.of("a.tm.jsonld", tm("\"links\": [{\"rel\": \"tm:extends\", \"href\": \"b.tm.jsonld\"}]"), "b.tm.jsonld", tm("\"links\": [{\"rel\": \"tm:extends\", \"href\": \"a.tm.jsonld\"}]"),
            "c.tm.jsonld", tm("\"properties\": {\"x\": {\"tm:ref\": \"#/properties/y\"}, \"y\": {\"tm:ref\": \"#/properties/x\"}}"), "d.tm.jsonld", tm("\"properties\": {\"x\": {\"tm:ref\": \"https://elsewhere/e.tm.jsonld#/properties/x\"}}"),
            "f.tm.jsonld", tm("\"properties\": {\"x\": {\"type\": \"float\"}, \"y\": {\"type\": \"{{TYPE}}\"}}"));
        List<String> faults = Models.faults(library);
        assertEquals(5, faults.size(), faults.toString());
        assertTrue(faults.get(0).contains("extends or refers to itself"), faults.get(0));
        assertTrue(faults.get(2).contains("extends or refers to itself"), faults.get(2));
        assertTrue(faults.get(3).contains("leads nowhere in models/"), faults.get(3));
        assertTrue(faults.get(4).contains("'float' is no type"), faults.get(4));
        assertEquals(Set.of("y"), library.byId("f.tm.jsonld").traits().keySet());
        assertNull(library.byId("f.tm.jsonld").traits().get("y").shape().misfit(Models.json("{}")));
    }

    /** Each part refers to the one before it twice: two to the thirtieth values if that were not bounded. */
    @Test
    void referencesCannotAskForEndlessWork() {
        StringBuilder properties = new StringBuilder("\"p0\": {\"type\": \"string\"}");
        for (int i = 1; i <= 30; i++) {
            properties.append(", \"p").append(i).append("\": {\"type\": \"object\", \"properties\": {\"a\": {\"tm:ref\": \"#/properties/p").append(i - 1).append("\"}, \"b\": {\"tm:ref\": \"#/properties/p").append(i - 1).append("\"}}}");
        }
        ModelLibrary library = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> Models.of("a.tm.jsonld", tm("\"properties\": {" + properties + "}")));
        assertTrue(Models.faults(library).get(0).contains("becomes more than 100000 values"), () -> Models.faults(library).toString());
        assertEquals(Map.of(), Map.copyOf(library.models().stream().collect(java.util.stream.Collectors.toMap(Model::id, Model::id))));
    }
}
