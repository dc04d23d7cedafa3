package io.gemello.bim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gemello.bim.ifc.IfcKind;
import io.gemello.bim.ifc.IfcModel;
import io.gemello.bim.ifc.IfcObject;
import io.gemello.bim.mapping.Decisions;
import io.gemello.bim.mapping.Mapper;
import io.gemello.bim.mapping.Mapping;
import io.gemello.bim.mapping.MappingRow;
import io.gemello.bim.mapping.MappingRow.Status;
import io.gemello.bim.mapping.MappingRule;
import io.gemello.bim.mapping.Proposals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingTest {
    private static final String SENSOR = "0000000000000000000004";
    private static final String NAMELESS = "0000000000000000000006";
    private static final String SPACE = "0000000000000000000003";
    @TempDir
    Path folder;
    private final Hall hall = new Hall(Path.of("/nowhere"));
    private IfcModel model;

    @BeforeEach
    void read() throws IOException {
        model = IfcModel.open(Files.writeString(folder.resolve("m.ifc"), ModelShelfTest.room(), StandardCharsets.ISO_8859_1));
    }

    @AfterEach
    void close() throws IOException {
        model.close();
    }

    /** @param json with single quotation marks */
    private static List<MappingRule> rules(String json) {
        return BimSettings.parse("{\"mapping\": " + json.replace('\'', '"') + "}").rules();
    }

    private MappingRow row(Mapping mapping, String id) {
        return mapping.rows().stream().filter(row -> row.id().equals(id)).findFirst().orElseThrow();
    }

    @Test
    void columnsNameElementsInManyWays() throws IOException {
        hall.asset("a", SENSOR).point("by-asset", "a", "f1", "Cel", null, null, null).point("guid", "a", "f2", "Cel", SPACE, null, null)
            .point("tag", "a", "f3", "Cel", "tag=TAG-1", null, null).point("name", "a", "f4", "Cel", "name=t* '1'", null, null)
            .point("property", "a", "f5", "Cel", "property:Pset_A.Range=15.0", null, null).point("gone", "a", "f6", "Cel", "3333333333333333333333", null, null)
            .point("unclear", "a", "f7", "Cel", "the left one", null, null).point("nobody", "a", "f8", "Cel", "tag=7", null, null)
            .point("many", "a", "f9", "Cel", "entity=IFCSENSOR", null, null);
        Mapping mapping = Mapper.map(hall, model, List.of(), Map.of());
        for (String id : List.of("by-asset", "tag", "name", "property")) {
            assertEquals(Status.MATCHED, row(mapping, id).status(), id + " " + row(mapping, id));
            assertEquals(SENSOR, mapping.points().get(id), id);
        }
        assertEquals(SPACE, mapping.points().get("guid"));
        assertEquals(Status.DANGLING, row(mapping, "gone").status());
        assertEquals(Status.UNMATCHED, row(mapping, "unclear").status());
        assertEquals(Status.UNMATCHED, row(mapping, "nobody").status());
        assertEquals(Status.AMBIGUOUS, row(mapping, "many").status());
        assertEquals(List.of(SENSOR, NAMELESS), row(mapping, "many").candidates());
        assertEquals(null, mapping.points().get("many"), "it is not put on its asset's element instead");
    }

    @Test
    void theFirstRuleThatFindsAnythingDecides() throws IOException {
        hall.asset("probe-1", null).asset("probe-9", null).point("t-probe-1", "probe-1", "temperature", "Cel", null, null, null).point("x", "probe-9", "humidity", "%", null, null, null);
        List<MappingRule> rules = rules("[{'rule': 'by tag', 'for': {'type': 'rack'}, 'take': {'asset': 'probe-([0-9]+)'}, 'element': {'tag': 'tag-{1}', 'in': 'ground*'}},"
            + "{'rule': 'never', 'element': {'name': '{attribute:missing}*'}},"
            + "{'rule': 'space', 'for': {'feature': 'hum*'}, 'element': {'entity': 'ifcspace', 'longName': 'hall'}}]");
        Mapping mapping = Mapper.map(hall, model, rules, Map.of());
        assertEquals(Map.of("probe-1", SENSOR), mapping.assets());
        assertEquals("by tag", row(mapping, "probe-1").by());
        assertEquals(SENSOR, mapping.points().get("t-probe-1"), "a point goes with its asset");
        assertEquals(Status.UNMATCHED, row(mapping, "probe-9").status(), "a template with a gap matches nothing");
        assertEquals("space", row(mapping, "x").by());
        assertEquals(SPACE, mapping.points().get("x"));
        assertEquals(Map.of("matched", 3, "ambiguous", 0, "unmatched", 1, "dangling", 0, "unit clash", 0), Mapper.counts(mapping.rows()));
    }

    /** A decision is durable before it counts, and gone when it is taken back. */
    @Test
    void whatAPersonDecidesBeatsColumnsAndRules() throws IOException {
        hall.asset("a", SENSOR);
        Path file = folder.resolve("data/mapping.json");
        assertTrue(new Decisions(file).decide("asset/a", SPACE, "ann"));
        Decisions read = new Decisions(file);
        assertEquals("ann", read.all().get("asset/a").author());
        Mapping mapping = Mapper.map(hall, model, List.of(), read.guids());
        assertEquals(SPACE, mapping.assets().get("a"));
        assertEquals("person", row(mapping, "a").by());
        assertTrue(read.decide("asset/a", null, "ann"));
        assertEquals(Map.of(), new Decisions(file).guids());
        assertEquals(false, read.decide("asset/a", null, "ann"));
    }

    @Test
    void aUnitThatContradictsTheModelsPropertyIsAClash() throws IOException {
        String text = ModelShelfTest.room().replace("IFCPROPERTYSINGLEVALUE('Range',$,IFCREAL(1.5E1),$)", "IFCPROPERTYSINGLEVALUE('DT_T',$,IFCPOWERMEASURE(1.),$)");
        Path file = Files.writeString(folder.resolve("w.ifc"), text, StandardCharsets.ISO_8859_1);
        hall.asset("a", SENSOR).point("t", "a", "f1", "Cel", null, "DT_T", null).point("p", "a", "f2", "kW", null, "DT_P", null);
        try (IfcModel watts = IfcModel.open(file)) {
            LivePlan plan = hall.plan(new SiteModel(file, file, "r", watts), List.of());
            List<MappingRow> clashes = plan.mapping().stream().filter(row -> row.status() == Status.UNIT_CLASH).toList();
            assertEquals(List.of("t"), clashes.stream().map(MappingRow::id).toList());
            assertTrue(clashes.get(0).detail().contains("IFCPOWERMEASURE"), clashes.toString());
        }
    }

    @Test
    void proposalsSayHowLikelyAndWhy() {
        hall.asset("ta-001", null);
        List<Proposals.Proposal> found = new Proposals(hall, model, Set.of()).of("ta-001", null, 5);
        assertTrue(found.isEmpty() || found.get(0).score() < 0.5, "a name without its letters is little");
        hall.asset("Tä 01", null);
        found = new Proposals(hall, model, Set.of()).of("Tä 01", null, 5);
        assertEquals(SENSOR, found.get(0).element().guid());
        assertTrue(found.get(0).score() > 0.8 && found.get(0).reasons().get(0).contains("100 %"), found.toString());
        assertTrue(new Proposals(hall, model, Set.of(SENSOR)).of("Tä 01", null, 5).get(0).score() < 0.5, "it is taken");
        hall.asset("tag-1", null);
        assertEquals("tag tag-1", new Proposals(hall, model, Set.of()).of("tag-1", null, 5).get(0).reasons().get(0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "{} | mapping is a list", "[{}] | mapping[0].element is missing", "[{'element': {'colour': 'x'}}] | 'colour' is not known", "[{'element': {'name': 'x'}, 'when': 1}] | 'when' is not known",
        "[{'for': {'room': 'x'}, 'element': {'name': 'x'}}] | 'room' is not known", "[{'take': {'asset': '('}, 'element': {'name': 'x'}}] | no regular expression",
        "[{'element': {'property': {'Tag': 'x'}}}] | SET.NAME", "[{'rule': 'a', 'element': {'name': 'x'}}, {'rule': 'a', 'element': {'name': 'x'}}] | is taken"})
    void aFaultOfARuleIsOneSentence(String json, String part) {
        String said = assertThrows(IllegalArgumentException.class, () -> rules(json)).getMessage();
        assertTrue(said.contains(part), said);
    }

    /** Two points on each terminal, controller and appliance of a real electrical model, by one rule on the tag that Revit writes. */
    @Test
    void aRealModelIsMappedByOneRule() throws IOException {
        Path file = Path.of(System.getProperty("gemello.shared", "absent"), "bim", "duplex_E.ifc");
        if (!Files.exists(file)) {
            System.out.println("skipped: shared data not found");
        }
        assumeTrue(Files.exists(file), "skipped: shared data not found");
        try (IfcModel real = IfcModel.open(file)) {
            List<IfcObject> elements = real.objects().stream().filter(object -> object.kind() == IfcKind.ELEMENT && object.entity().startsWith("IFCFLOW")).toList();
            for (IfcObject element : elements) {
                String asset = "device-" + element.tag();
                hall.asset(asset, null).point(asset + "-power", asset, "power", "W", null, null, null).point(asset + "-current", asset, "current", "A", null, null, null);
            }
            Mapping mapping = Mapper.map(hall, real, rules("[{'take': {'asset': 'device-([0-9]+)'}, 'element': {'tag': '{1}', 'entity': 'IFCFLOW*'}}]"), Map.of());
            assertTrue(mapping.points().size() >= 180, mapping.points().size() + " points");
            assertEquals(mapping.rows().size(), Mapper.counts(mapping.rows()).get("matched"));
            elements.forEach(element -> assertEquals(element.guid(), mapping.assets().get("device-" + element.tag())));
        }
    }
}
