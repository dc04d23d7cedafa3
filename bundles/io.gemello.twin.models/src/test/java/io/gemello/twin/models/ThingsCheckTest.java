package io.gemello.twin.models;

import static io.gemello.twin.models.Models.dtdl;
import static io.gemello.twin.models.Models.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Things against their models: what does not fit is told with its place, and nothing else is. */
class ThingsCheckTest {
    private static final ModelLibrary LIBRARY = Models.of("rack.json", "[" + dtdl("dtmi:x:Rack;1", """
        "contents": [{"@type": "Property", "name": "ratedPower_kW", "schema": "double", "writable": true},
                     {"@type": "Property", "name": "serial", "schema": "string"},
                     {"@type": ["Telemetry", "Temperature"], "name": "supply_air", "schema": "double", "unit": "degreeCelsius"},
                     {"@type": "Telemetry", "name": "door", "schema": {"@type": "Enum", "valueSchema": "string", "enumValues": [{"name": "closed", "enumValue": "closed"}, {"name": "open", "enumValue": "open"}]}},
                     {"@type": "Component", "name": "fan", "schema": "dtmi:x:Fan;1"},
                     {"@type": "Relationship", "name": "locatedIn", "target": "dtmi:x:Room;1", "minMultiplicity": 1, "maxMultiplicity": 1}]""") + ","
        + dtdl("dtmi:x:Fan;1", "\"contents\": [{\"@type\": [\"Property\", \"AngularVelocity\"], \"name\": \"value\", \"schema\": \"double\", \"unit\": \"revolutionPerMinute\"}, {\"@type\": \"Property\", \"name\": \"maker\", \"schema\": \"string\"}]") + ","
        + dtdl("dtmi:x:Room;1", "") + "," + dtdl("dtmi:x:Hall;1", "\"extends\": \"dtmi:x:Room;1\"") + "]",
        "lamp.tm.jsonld", "{\"@type\": \"tm:ThingModel\", \"properties\": {\"on\": {\"type\": \"boolean\"}, \"level\": {\"type\": \"integer\", \"maximum\": 100}}, \"tm:optional\": [\"/properties/level\"]}");

    private static ModelReport look(Hall hall, String... clientThings) {
        assertEquals(List.of(), Models.faults(LIBRARY));
        ThingsCheck check = new ThingsCheck(LIBRARY, SiteFacts.of(hall), id -> null);
        CatalogueThings.of(hall).forEach(check::add);
        for (String thing : clientThings) {
            check.add(json(thing));
        }
        return check.report(Instant.EPOCH);
    }

    private static List<String> misfits(ModelReport report) {
        return report.findings().stream().filter(finding -> finding.weight() == Finding.Weight.MISFIT).map(finding -> finding.thing() + " " + finding.path() + ": " + finding.message()).toList();
    }

    /** Of a site whose types have models. */
    private static Hall hall() {
        return new Hall(Path.of("/"), Map.of("models.rack", "dtmi:x:Rack;1", "models.room", "x:Hall:1")).asset("hall", "room", null, Map.of());
    }

    private static Hall rack(String unit, Map<String, Double> door) {
        return hall().asset("r1", "rack", "hall", Map.of("ratedPower_kW", "12.5", "serial", "4711"))
            .point("r1", "supply-air", "temperature", unit).point("r1", "door", "state", "1", "hall", door).point("r1", "fan", "rotation", "/min");
    }

    @Test
    void whatFitsIsToldNothingOf() {
        ModelReport report = look(rack("Cel", Map.of("closed", 0.0, "open", 1.0)));
        assertEquals(List.of(), report.findings().stream().map(Finding::toString).toList());
        assertEquals(2, report.modelled());
        assertEquals(Map.of("dtmi:x:Rack;1", 1, "dtmi:x:Hall;1", 1), report.byModel());
    }

    @Test
    void anotherUnitOrUnknownStatesDoNotFit() {
        assertEquals(List.of("org.hall:r1 /features/supply-air/properties/unit: is [degF]; the model wants degreeCelsius (Cel)",
            "org.hall:r1 /features/door/properties/value: has states that the model does not know: ajar"),
            misfits(look(rack("[degF]", Map.of("closed", 0.0, "ajar", 2.0)))).stream().sorted((a, b) -> b.compareTo(a)).toList());
    }

    @Test
    void numbersWhereTheModelWantsWordsDoNotFit() {
        assertEquals(List.of("org.hall:r1 /features/door/properties/value: delivers numbers; the model wants a text"), misfits(look(rack("Cel", Map.of()))));
    }

    @Test
    void cellsOfTheSpreadsheetAreReadAsTheModelMeansThem() {
        Hall hall = rack("Cel", Map.of("open", 1.0)).asset("r1", "rack", "hall", Map.of("ratedPower_kW", "twelve"));
        assertEquals(List.of("org.hall:r1 /attributes/ratedPower_kW: is \"twelve\"; the model wants a number"), misfits(look(hall)));
    }

    @Test
    void aMissingComponentDoesNotFitAndMissingTelemetryIsNoted() {
        ModelReport report = look(hall().asset("r1", "rack", "hall", Map.of()));
        assertEquals(List.of("org.hall:r1 /features/fan: is missing; the model has the component fan"), misfits(report));
        assertEquals(4, report.notes(), () -> report.findings().toString());
    }

    @Test
    void relationsLeadToWhatTheModelWants() {
        Hall hall = hall().asset("r1", "rack", "r2", Map.of()).asset("r2", "rack", "gone", Map.of()).asset("r3", "rack", null, Map.of());
        assertEquals(List.of("org.hall:r1 /attributes/locatedIn: leads to r2, which is of the model dtmi:x:Rack;1; the model wants dtmi:x:Room;1",
            "org.hall:r2 /attributes/locatedIn: leads to gone, which is not there", "org.hall:r3 /attributes/locatedIn: leads to 0; the model wants at least 1"),
            misfits(look(hall)).stream().filter(text -> text.contains("locatedIn")).sorted().toList());
    }

    @Test
    void moreRelationsThanTheModelLetsThereBeDoNotFit() {
        ModelReport report = look(new Hall(), "{'thingId': 'org.x:a', 'definition': 'x:Hall:1'}", "{'thingId': 'org.x:r', 'definition': 'x:Rack:1', 'attributes': {'locatedIn': ['a', 'org.x:a', 5]}, 'features': {'fan': {}}}");
        assertEquals(List.of("org.x:r /attributes/locatedIn: holds 5; the model has a relationship there", "org.x:r /attributes/locatedIn: leads to 3; the model wants at most 1"), misfits(report));
    }

    @Test
    void aClientsThingIsJudgedByItsDefinition() {
        ModelReport report = look(new Hall(), """
            {'thingId': 'org.x:lamp', 'definition': 'https://models.example/lamp.tm.jsonld', 'attributes': {'level': 120, 'colour': 'red'}}""", """
            {'thingId': 'org.x:fan', 'definition': 'x:Fan:1', 'attributes': {'maker': 5}}""", """
            {'thingId': 'org.x:other', 'definition': 'x:Unknown:1'}""", "{'thingId': 'org.x:none'}");
        assertEquals(List.of("org.x:fan /attributes/maker: is 5; the model wants a text", "org.x:lamp /attributes/level: is 120; the model lets it be to 100.0",
            "org.x:lamp /attributes/on: is missing; the model needs it"), misfits(report).stream().sorted().toList());
        assertEquals(3, report.modelled());
        assertEquals(4, report.things());
        assertEquals(2, report.misfitting());
    }

    /** A client's feature stands for a component as a point does. */
    @Test
    void whatIsWithinAComponentIsLookedAtToo() {
        ModelReport report = look(new Hall(), """
            {'thingId': 'org.x:hall', 'definition': 'x:Room:1'}""", """
            {'thingId': 'org.x:r', 'definition': 'x:Rack:1', 'attributes': {'locatedIn': 'hall'}, 'features': {'fan': {'properties': {'value': 'fast', 'unit': 'Hz', 'maker': 'Acme', 'colour': 'red'}}}}""");
        assertEquals(List.of("org.x:r /features/fan/properties/unit: is Hz; the model wants revolutionPerMinute (/min, r/min, {rev}/min, {rpm})", "org.x:r /features/fan/properties/value: is \"fast\"; the model wants a number"),
            misfits(report).stream().sorted().toList());
        assertEquals(1, report.findings().stream().filter(finding -> finding.path().equals("/features/fan/properties/colour")).count());
    }

    @Test
    void aModelThatIsNotThereIsTheSitesFault() {
        Hall hall = new Hall(Path.of("/"), Map.of()).asset("r1", "rack", null, Map.of("twinModel", "dtmi:x:Rak;1"));
        assertEquals(List.of("org.hall:r1 /attributes/twinModel: is of the model dtmi:x:Rak;1, which is not in models/ or cannot be used"), misfits(look(hall)));
    }
}
