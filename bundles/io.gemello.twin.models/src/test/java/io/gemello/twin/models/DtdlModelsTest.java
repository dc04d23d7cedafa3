package io.gemello.twin.models;

import static io.gemello.twin.models.Models.dtdl;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.catalogue.SiteFile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DTDL 2 and 3 as Microsoft's language description has them. */
class DtdlModelsTest {
    @Test
    void anInterfaceHasItsContentsAndThoseOfWhatItExtends() {
        ModelLibrary library = Models.of("base.json", dtdl("dtmi:x:Asset;1", """
            "contents": [{"@type": "Property", "name": "maker", "schema": "string"},
                         {"@type": "Relationship", "name": "locatedIn", "target": "dtmi:x:Asset;1", "maxMultiplicity": 1}]"""),
            "rack.json", "[" + dtdl("dtmi:x:Rack;2", """
            "extends": "dtmi:x:Asset;1", "displayName": {"de": "Schrank", "en": "Rack"},
            "contents": [{"@type": ["Telemetry", "Temperature"], "name": "inlet", "schema": "double", "unit": "degreeCelsius"},
                         {"@type": "Component", "name": "fan", "schema": "dtmi:x:Fan;1"},
                         {"@type": "Command", "name": "reboot"}]""") + "," + dtdl("dtmi:x:Fan;1", "") + "]");
        assertEquals(List.of(), Models.faults(library));
        Model rack = library.find("x:Rack:2");
        assertEquals("Rack", rack.title());
        assertEquals(Set.of("dtmi:x:Rack;2", "dtmi:x:Asset;1"), rack.kin());
        assertEquals(Set.of("maker", "locatedIn", "inlet", "fan"), rack.traits().keySet());
        assertEquals(Set.of("Cel"), Units.codes(rack.traits().get("inlet").unit()));
        assertEquals(1, rack.traits().get("locatedIn").max());
        assertEquals("dtmi:x:Fan;1", rack.traits().get("fan").target());
    }

    @Test
    void interfacesWithinInterfacesCountAsTheirOwn() {
        ModelLibrary library = Models.of("a.json", dtdl("dtmi:x:A;1", """
            "extends": {"@id": "dtmi:x:Base;1", "@type": "Interface", "contents": [{"@type": "Property", "name": "p", "schema": "long"}]},
            "contents": [{"@type": "Component", "name": "c", "schema": {"@id": "dtmi:x:Part;1", "@type": "Interface"}}]"""));
        assertEquals(List.of(), Models.faults(library));
        assertNotNull(library.byId("dtmi:x:Part;1"));
        assertTrue(library.byId("dtmi:x:A;1").traits().containsKey("p"));
    }

    @Test
    void schemasAreShapes() {
        ModelLibrary library = Models.of("a.json", dtdl("dtmi:x:A;1", """
            "schemas": [{"@id": "dtmi:x:mode;1", "@type": "Enum", "valueSchema": "integer", "enumValues": [{"name": "off", "enumValue": 0}, {"name": "on", "enumValue": 1}]}],
            "contents": [{"@type": "Property", "name": "mode", "schema": "dtmi:x:mode;1"},
                         {"@type": "Property", "name": "list", "schema": {"@type": "Array", "elementSchema": "dtmi:x:mode;1"}},
                         {"@type": "Property", "name": "map", "schema": {"@type": "Map", "mapKey": {"name": "k", "schema": "string"}, "mapValue": {"name": "v", "schema": "date"}}},
                         {"@type": "Property", "name": "object", "schema": {"@type": "Object", "fields": [{"name": "since", "schema": "dateTime"}]}}]"""));
        assertEquals(List.of(), Models.faults(library));
        Map<String, Trait> traits = library.byId("dtmi:x:A;1").traits();
        assertNull(traits.get("mode").shape().misfit(Models.json("1")));
        assertEquals("is 2; the model lets it be 0, 1", traits.get("mode").shape().misfit(Models.json("2")));
        assertEquals("has at [1] what is 7; the model lets it be 0, 1", traits.get("list").shape().misfit(Models.json("[0, 7]")));
        assertNull(traits.get("map").shape().misfit(Models.json("{'a': '2026-01-31'}")));
        assertEquals("has under 'a' what is \"31.1.2026\"; the model wants a date", traits.get("map").shape().misfit(Models.json("{'a': '31.1.2026'}")));
        assertEquals("has under 'since' what is 5; the model wants a date and time with zone", traits.get("object").shape().misfit(Models.json("{'since': 5}")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "boolean|true|1", "integer|3|3.5", "integer|3|3000000000", "long|3000000000|'3'", "double|1.5|'1.5'", "string|'a'|1",
        "date|'2026-01-31'|'2026-02-31'", "dateTime|'2026-01-31T10:00:00Z'|'2026-01-31T10:00:00'", "time|'10:00:00'|'10'", "duration|'PT5M'|'P'"})
    void primitiveSchemasTakeWhatTheyName(String schema, String good, String bad) {
        Shape shape = Models.of("a.json", dtdl("dtmi:x:A;1", "\"contents\": [{\"@type\": \"Property\", \"name\": \"p\", \"schema\": \"" + schema + "\"}]")).byId("dtmi:x:A;1").traits().get("p").shape();
        assertNull(shape.misfit(Models.json(good)));
        assertNotNull(shape.misfit(Models.json(bad)));
    }

    @Test
    void everyMistakeIsToldWithItsPlaceAndTheRestCounts() {
        ModelLibrary library = Models.of("a.json", dtdl("dtmi:x:A;1", """
            "contents": [{"@type": "Property", "name": "good", "schema": "string"}, {"@type": "Property", "name": "no-dash", "schema": "string"}, {"@type": "Property", "name": "p", "schema": "text"},
                         {"@type": "Thing", "name": "q"}, {"@type": "Property", "name": "good", "schema": "string"}, {"@type": "Property", "name": "r", "schema": {"@type": "Enum", "valueSchema": "double", "enumValues": []}},
                         {"@type": ["Telemetry", "Temperature"], "name": "t", "schema": "double", "unit": "degreesC"}]"""),
            "b.json", "{\"@context\": \"dtmi:dtdl:context;4\", \"@id\": \"dtmi:x:B;1\", \"@type\": \"Interface\"}", "c.json", dtdl("dtmi:x:C", "\"extends\": \"dtmi:x:Gone;1\""),
            "d.json", dtdl("rack", ""), "e.json", "{\"a\": 1, \"a\": 2}", "f.json", "{\"title\": \"no model\"}");
        assertEquals(List.of(
            "models/b.json @context: dtmi:dtdl:context;4 is not understood; DTDL 2 and 3 are",
            "models/d.json @id: 'rack' is no DTMI of at most 128 characters; write one like dtmi:com:example:Rack;1",
            "models/e.json line 1, column 13: no valid JSON: Duplicate field 'a'",
            "models/f.json @type: is neither a DTDL Interface nor a tm:ThingModel; mend it, or take the file out of models/",
            "models/a.json contents[1].name: 'no-dash' is not possible; letters, digits and '_', a letter first, no '_' last",
            "models/a.json contents[2].schema: 'text' is neither a schema of DTDL's nor one that an interface here has under schemas",
            "models/a.json contents[3].@type: must be one of Command, Component, Property, Relationship, Telemetry",
            "models/a.json contents[4].name: 'good' is there twice in dtmi:x:A;1; choose another",
            "models/a.json contents[5].schema.valueSchema: must be integer or string",
            "models/a.json contents[6].unit: 'degreesC' is no unit that is known here; units of things are not compared with it",
            "models/c.json extends: dtmi:x:Gone;1 is not in models/; put it there. The model dtmi:x:C is not used"), Models.faults(library));
        assertEquals(Set.of("good", "t"), library.byId("dtmi:x:A;1").traits().keySet());
        assertNull(library.find("dtmi:x:C"));
    }

    @Test
    void circlesAreToldAndEndTheReading() {
        ModelLibrary library = Models.of("a.json", dtdl("dtmi:x:A;1", "\"extends\": \"dtmi:x:B;1\""), "b.json", dtdl("dtmi:x:B;1", "\"extends\": [\"dtmi:x:A;1\"]"),
            "c.json", dtdl("dtmi:x:C;1", """
            "schemas": [{"@id": "dtmi:x:s;1", "@type": "Array", "elementSchema": "dtmi:x:s;1"}], "contents": [{"@type": "Property", "name": "p", "schema": "dtmi:x:s;1"}]"""));
        assertEquals(3, library.faults().size(), () -> Models.faults(library).toString());
        assertTrue(Models.faults(library).get(0).contains("leads in a circle back to dtmi:x:s;1"));
        assertTrue(Models.faults(library).get(1).contains("a circle"));
        assertNull(library.byId("dtmi:x:A;1"));
    }

    /** Twenty schemas of ten fields each, every field of the next schema: ten to the twentieth fields if each were made anew. */
    @Test
    void aShortTextCannotAskForEndlessWork() {
        StringBuilder schemas = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            StringBuilder fields = new StringBuilder();
            for (int f = 0; f < 10; f++) {
                fields.append(f == 0 ? "" : ",").append("{\"name\": \"f").append(f).append("\", \"schema\": \"").append(i == 19 ? "string" : "dtmi:x:s" + (i + 1) + ";1").append("\"}");
            }
            schemas.append(i == 0 ? "" : ",").append("{\"@id\": \"dtmi:x:s").append(i).append(";1\", \"@type\": \"Object\", \"fields\": [").append(fields).append("]}");
        }
        ModelLibrary library = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> Models.of("a.json",
            dtdl("dtmi:x:A;1", "\"schemas\": [" + schemas + "], \"contents\": [{\"@type\": \"Property\", \"name\": \"p\", \"schema\": \"dtmi:x:s0;1\"}]")));
        assertEquals(List.of(), Models.faults(library));
        assertNull(library.byId("dtmi:x:A;1").traits().get("p").shape().misfit(Models.json("{'f0': {'f1': {}}}")));
    }

    @Test
    void deepOrHugeTextIsRefusedInOneLine() {
        assertTrue(Models.faults(Models.of("deep.json", "[".repeat(50_000))).get(0).startsWith("models/deep.json line 1"), "deep");
        assertTrue(Models.faults(Models.of("id.json", dtdl("dtmi:" + "a:".repeat(200_000) + "b;1", ""))).get(0).contains("is no DTMI"), "id");
        ModelLibrary unread = ModelLibrary.read(Map.of("big.json", new SiteFile(null, "is larger than 4 MiB; is it the right file?")));
        assertEquals(List.of("models/big.json: is larger than 4 MiB; is it the right file?"), Models.faults(unread));
    }

    @Test
    void aThingMayCallItsModelByADittoDefinition() {
        assertEquals("com.example.hall:Rack:3", ModelNames.definition("dtmi:com:example:hall:Rack;3"));
        assertNull(ModelNames.definition("dtmi:Rack;3"));
        assertNull(ModelNames.definition("dtmi:com:Rack"));
    }
}
