package io.gemello.bim.brick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointDetail;
import io.gemello.testkit.FakeCatalogue;
import java.io.StringReader;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.rdf4j.model.IRI;
import org.eclipse.rdf4j.model.Model;
import org.eclipse.rdf4j.model.Resource;
import org.eclipse.rdf4j.model.Value;
import org.eclipse.rdf4j.model.ValueFactory;
import org.eclipse.rdf4j.model.impl.SimpleValueFactory;
import org.eclipse.rdf4j.model.vocabulary.RDF;
import org.eclipse.rdf4j.rio.RDFFormat;
import org.eclipse.rdf4j.rio.Rio;
import org.junit.jupiter.api.Test;

/** The export as an RDF library reads it. */
class BrickTurtleTest {
    private static final String BRICK = "https://brickschema.org/schema/Brick#";
    private static final String REF = "https://brickschema.org/schema/Brick/ref#";
    private static final ValueFactory TERMS = SimpleValueFactory.getInstance();
    private final Map<String, Asset> assets = new LinkedHashMap<>();
    private final Map<String, Point> points = new LinkedHashMap<>();
    private final Map<String, PointDetail> details = new LinkedHashMap<>();
    private final Catalogue site = FakeCatalogue.of("test", 1, assets, points, details);

    private void asset(String id, String type, String name, String locatedIn, List<String> feeds, String brick) {
        assets.put(id, new Asset(id, type, name, locatedIn, null, feeds, null, brick == null ? Map.of() : Map.of("brick", brick), false));
    }

    private void point(String id, String asset, String feature, String quantity, String unit, String brick, boolean writable, Map<String, Double> states) {
        points.put(id, new Point(points.size(), id, asset, feature, quantity, unit, false));
        details.put(id, new PointDetail("hall", id, brick, 0, 50, Duration.ofSeconds(60), writable, null, null, null, states));
    }

    private void hall() {
        asset("hall", "hall", "Hall \"1\"\n\\ ü", null, List.of(), null);
        asset("row 1", "row", "Row 1", "hall", List.of(), null);
        asset("rack-1", "rack", "Rack 1", "row 1", List.of(), null);
        asset("server-1", "server", "Server 1", "rack-1", List.of(), null);
        asset("crac-1", "cooling unit", "CRAC 1", "hall", List.of("rack-1", "nobody"), null);
        asset("odd", "thing", "Odd", "hall", List.of(), "brick:Tank");
        point("t", "rack-1", "inlet", "temperature", "Cel", "Intake_Air_Temperature_Sensor", false, Map.of());
        point("p", "rack-1", "power", "power", "kW", null, false, Map.of());
        point("d", "rack-1", "door", "state", "1", "not a class!", false, Map.of("open", 1.0));
        point("f", "crac-1", "fan", "rotation", "/min", null, false, Map.of());
        point("s", "crac-1", "supply-setpoint", "temperature", "Cel", null, true, Map.of());
        point("k", "hall", "rci", "index", "[bogus]", null, false, Map.of());
    }

    private Model model(String hidden) throws Exception {
        Map<BrickTurtle.Element, String> elements = Map.of(new BrickTurtle.Element(false, "rack-1"), "0000000000000000000001", new BrickTurtle.Element(true, "p"), "0000000000000000000001",
            new BrickTurtle.Element(true, "t"), "0000000000000000000002");
        return Rio.parse(new StringReader(new BrickTurtle(site, elements::get, id -> !id.equals(hidden)).write("0000000000000000000009")), RDFFormat.TURTLE);
    }

    private static IRI asset(String id) {
        return TERMS.createIRI("urn:gemello:org.test:asset:" + id);
    }

    private static IRI point(String id) {
        return TERMS.createIRI("urn:gemello:org.test:point:" + id);
    }

    /** What a subject has of a property, as texts. */
    private static Set<String> all(Model model, Resource of, String property) {
        return model.filter(of, TERMS.createIRI(property), null).objects().stream().map(Value::stringValue).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String type(Model model, Resource of) {
        return model.filter(of, RDF.TYPE, null).objects().stream().map(Value::stringValue).collect(Collectors.joining(" ")).replace(BRICK, "");
    }

    @Test
    void assetsAreLocationsAndEquipmentInTheirPlaces() throws Exception {
        hall();
        Model model = model("");
        assertEquals(List.of("Room", "Space", "ICT_Rack", "Server", "Computer_Room_Air_Conditioning", "Tank"),
            List.of("hall", "row%201", "rack-1", "server-1", "crac-1", "odd").stream().map(id -> type(model, asset(id))).toList());
        assertEquals(Set.of("Hall \"1\"\n\\ ü"), all(model, asset("hall"), "http://www.w3.org/2000/01/rdf-schema#label"));
        assertEquals(Set.of("urn:gemello:org.test:asset:hall"), all(model, asset("row%201"), BRICK + "isPartOf"));
        assertEquals(Set.of("urn:gemello:org.test:asset:row%201"), all(model, asset("rack-1"), BRICK + "hasLocation"));
        assertEquals(Set.of("urn:gemello:org.test:asset:rack-1"), all(model, asset("server-1"), BRICK + "isPartOf"), "a rack is no location");
        assertEquals(Set.of("urn:gemello:org.test:asset:rack-1"), all(model, asset("crac-1"), BRICK + "feeds"));
    }

    @Test
    void pointsHaveClassUnitAndSeries() throws Exception {
        hall();
        Model model = model("");
        assertEquals(List.of("Intake_Air_Temperature_Sensor", "Power_Sensor", "Status", "Speed_Sensor", "Temperature_Setpoint", "Point"),
            List.of("t", "p", "d", "f", "s", "k").stream().map(id -> type(model, point(id))).toList());
        assertEquals(Set.of("urn:gemello:org.test:asset:rack-1"), all(model, point("t"), BRICK + "isPointOf"));
        assertEquals(List.of("DEG_C", "KiloW", "", "REV-PER-MIN", "DEG_C", ""),
            List.of("t", "p", "d", "f", "s", "k").stream().map(id -> String.join(" ", all(model, point(id), BRICK + "hasUnit")).replace("http://qudt.org/vocab/unit/", "")).toList());
        Resource series = reference(model, point("p"), "TimeseriesReference");
        assertEquals(Set.of("p"), all(model, series, REF + "hasTimeseriesId"));
        assertEquals(Set.of("/api/gemello/series/p"), all(model, series, REF + "storedAt"));
    }

    @Test
    void elementsAreReferencesIntoTheModelsProject() throws Exception {
        hall();
        Model model = model("");
        Resource rack = reference(model, asset("rack-1"), "IFCReference");
        assertEquals(Set.of("0000000000000000000001"), all(model, rack, REF + "ifcGlobalID"));
        IRI project = TERMS.createIRI("urn:gemello:org.test:model:project");
        assertEquals(Set.of(project.stringValue()), all(model, rack, REF + "hasIfcProjectReference"));
        assertEquals(Set.of("0000000000000000000009"), all(model, project, REF + "ifcProjectID"));
        assertEquals(Set.of("0000000000000000000002"), all(model, reference(model, point("t"), "IFCReference"), REF + "ifcGlobalID"));
        assertTrue(model.filter(point("p"), TERMS.createIRI(REF + "hasExternalReference"), null).size() == 1, "a point on its asset's element needs no reference of its own");
    }

    @Test
    void whatTheCallerMayNotSeeIsNotNamed() throws Exception {
        hall();
        Model model = model("rack-1");
        assertFalse(model.toString().contains("rack-1"));
        assertFalse(model.contains(point("t"), null, null));
        assertTrue(model.contains(point("f"), null, null));
    }

    private static Resource reference(Model model, Resource of, String type) {
        List<Resource> found = model.filter(of, TERMS.createIRI(REF + "hasExternalReference"), null).objects().stream().map(Resource.class::cast)
            .filter(one -> model.contains(one, RDF.TYPE, TERMS.createIRI(REF + type))).toList();
        assertEquals(1, found.size(), of + " " + type);
        return found.get(0);
    }
}
