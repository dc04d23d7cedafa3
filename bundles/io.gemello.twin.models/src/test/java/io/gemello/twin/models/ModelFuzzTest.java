package io.gemello.twin.models;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gemello.api.catalogue.SiteFile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Model files are strangers' texts: whatever stands in them is a model or a fault, never an exception. */
class ModelFuzzTest {
    private static final long SEED = 20260131;
    private static final String[] VALID = {Models.dtdl("dtmi:x:A;1", """
        "extends": ["dtmi:x:B;1"], "schemas": [{"@id": "dtmi:x:s;1", "@type": "Enum", "valueSchema": "integer", "enumValues": [{"name": "a", "enumValue": 1}]}],
        "contents": [{"@type": ["Property", "Temperature"], "name": "p", "schema": "double", "unit": "degreeCelsius", "writable": true}, {"@type": "Telemetry", "name": "t", "schema": "dtmi:x:s;1"},
          {"@type": "Property", "name": "m", "schema": {"@type": "Map", "mapKey": {"name": "k", "schema": "string"}, "mapValue": {"name": "v", "schema": {"@type": "Array", "elementSchema": "long"}}}},
          {"@type": "Component", "name": "c", "schema": {"@id": "dtmi:x:C;1", "@type": "Interface", "contents": [{"@type": "Property", "name": "value", "schema": "boolean"}]}},
          {"@type": "Relationship", "name": "r", "target": "dtmi:x:A;1", "minMultiplicity": 0, "maxMultiplicity": 2}]"""), """
        {"@context": "https://www.w3.org/2022/wot/td/v1.1", "@type": "tm:ThingModel", "id": "x:B:1", "title": {"en": "B"}, "tm:optional": ["/properties/p"],
         "links": [{"rel": "tm:submodel", "href": "#", "instanceName": "c"}, {"rel": "tm:extends", "href": "f1.json"}],
         "properties": {"p": {"tm:ref": "f1.json#/properties/q", "unit": "Cel"}, "q": {"type": "object", "properties": {"r": {"type": "array", "items": {"type": "integer", "enum": [1, 2]}}}, "required": ["r"]}}}"""};
    private static final String[] SCRAPS = {"null", "true", "-1", "1e400", "\"\"", "\"dtmi:x:A;1\"", "\"#/properties/p\"", "\"tm:ThingModel\"", "\"Interface\"", "[]", "{}", "[[{}]]", "{\"@id\": \"dtmi:x:A;1\", \"@type\": \"Interface\"}", "\"f0.json#/contents/0\"", "99999999999"};
    private static final JsonNode THING = Models.json("{'thingId': 'org.x:a', 'definition': 'x:A:1', 'attributes': {'p': 5, 'm': {'a': [1]}, 'r': ['a', 'org.x:a']}, 'features': {'c': {'properties': {'value': true}}, 't': {'properties': {'value': 1}}}}");

    @Test
    void twoThousandMutatedFilesAreModelsOrFaults() {
        mutate(2_000);
    }

    @Test
    @Tag("long")
    void aHundredThousandMutatedFilesAreModelsOrFaults() {
        mutate(100_000);
    }

    private static void mutate(int cases) {
        Random random = new Random(SEED);
        int used = 0;
        for (int i = 0; i < cases; i++) {
            Map<String, SiteFile> files = Map.of("f0.json", mutated(VALID[0], random), "f1.json", mutated(VALID[1], random));
            try {
                ModelLibrary library = ModelLibrary.read(new TreeMap<>(files));
                used += library.models().size();
                ThingsCheck check = new ThingsCheck(library, SiteFacts.NONE, id -> null);
                check.add(THING);
                assertNotNull(check.report(Instant.EPOCH));
            } catch (RuntimeException | StackOverflowError thrown) {
                throw new AssertionError("case " + i + ": " + files.values().stream().map(file -> new String(file.bytes(), StandardCharsets.UTF_8)).toList(), thrown);
            }
        }
        assertTrue(used > cases / 4, "most files would be refused at once, and prove nothing: " + used);
    }

    /** A few members changed, taken away or doubled; now and then a few bytes. */
    private static SiteFile mutated(String text, Random random) {
        JsonNode tree = Models.json(text);
        for (int i = random.nextInt(4); i > 0; i--) {
            List<JsonNode> places = new ArrayList<>();
            collect(tree, places);
            JsonNode place = places.get(random.nextInt(places.size()));
            JsonNode scrap = Models.json(SCRAPS[random.nextInt(SCRAPS.length)]);
            if (place instanceof ObjectNode object && !object.isEmpty()) {
                List<String> names = new ArrayList<>();
                object.fieldNames().forEachRemaining(names::add);
                String name = names.get(random.nextInt(names.size()));
                if (random.nextInt(3) == 0) {
                    object.remove(name);
                } else {
                    object.set(random.nextInt(5) == 0 ? "extends" : name, scrap);
                }
            } else if (place instanceof ArrayNode array) {
                array.add(scrap);
            }
        }
        byte[] bytes = tree.toString().getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(20) == 0 ? random.nextInt(5) : 0; i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return new SiteFile(bytes);
    }

    private static void collect(JsonNode node, List<JsonNode> to) {
        if (node.isContainerNode()) {
            to.add(node);
            node.forEach(one -> collect(one, to));
        }
    }
}
