package io.gemello.bim.brick;

import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointDetail;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** The site as Turtle: assets as locations and equipment, points with their units, and Brick's references to the IFC model and to the series. Used once. */
public final class BrickTurtle {
    private static final String PREFIXES = """
        @prefix brick: <https://brickschema.org/schema/Brick#> .
        @prefix ref: <https://brickschema.org/schema/Brick/ref#> .
        @prefix unit: <http://qudt.org/vocab/unit/> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

        """;
    private final Catalogue site;
    private final Function<Element, String> elements;
    private final Predicate<String> wanted;
    private final StringBuilder text = new StringBuilder(PREFIXES);
    private final Map<String, String> classes = new LinkedHashMap<>();

    /** An asset or a point that may have an element. @param point whether it is a point */
    public record Element(boolean point, String id) {}

    /**
     * @param elements gives GlobalIds; null for none
     * @param wanted tells by its id whether an asset is to be in it
     */
    public BrickTurtle(Catalogue site, Function<Element, String> elements, Predicate<String> wanted) {
        this.site = site;
        this.elements = elements;
        this.wanted = wanted;
    }

    /** @param guid of the model's project; null where there is none */
    public String write(String guid) {
        boolean project = guid != null;
        if (project) {
            subject(iri("model", "project"), "ref:ifcProject", List.of("ref:ifcProjectID " + literal(guid), "ref:ifcFileLocation \"/bim/model/file\""));
        }
        site.assets().values().stream().filter(asset -> !asset.retired() && wanted.test(asset.id())).forEach(asset -> classes.put(asset.id(), BrickClasses.of(asset)));
        classes.forEach((id, brick) -> asset(site.assets().get(id), brick, project));
        for (Point point : site.points().values()) {
            if (!point.retired() && classes.containsKey(point.asset())) {
                point(point, site.detail(point.id()), project);
            }
        }
        return text.toString();
    }

    private void asset(Asset asset, String brick, boolean project) {
        List<String> said = new ArrayList<>();
        said.add("rdfs:label " + literal(asset.name()));
        boolean location = BrickClasses.isLocation(brick);
        if (classes.containsKey(asset.locatedIn())) {
            // Only a location can be a location: what is in a rack is, for Brick, a part of it.
            String holder = BrickClasses.isLocation(classes.get(asset.locatedIn())) && !location ? "brick:hasLocation " : "brick:isPartOf ";
            said.add(holder + asset(asset.locatedIn()));
        }
        if (classes.containsKey(asset.partOf()) && !asset.partOf().equals(asset.locatedIn())) {
            said.add((location == BrickClasses.isLocation(classes.get(asset.partOf())) ? "brick:isPartOf " : "brick:hasLocation ") + asset(asset.partOf()));
        }
        asset.feeds().stream().filter(classes::containsKey).forEach(fed -> said.add("brick:feeds " + asset(fed)));
        ifc(elements.apply(new Element(false, asset.id())), asset.name(), project, said);
        subject(asset(asset.id()), "brick:" + brick, said);
    }

    private void point(Point point, PointDetail detail, boolean project) {
        List<String> said = new ArrayList<>();
        said.add("rdfs:label " + literal(point.id()));
        said.add("brick:isPointOf " + asset(point.asset()));
        boolean states = detail != null && !detail.states().isEmpty();
        String unit = states ? null : QudtUnits.of(point.unit(), point.quantity());
        if (unit != null) {
            said.add("brick:hasUnit unit:" + unit);
        }
        said.add("ref:hasExternalReference [ a ref:TimeseriesReference ; ref:hasTimeseriesId " + literal(point.id()) + " ; ref:storedAt " + literal("/api/gemello/series/" + escaped(point.id())) + " ]");
        String own = elements.apply(new Element(true, point.id()));
        if (own != null && !own.equals(elements.apply(new Element(false, point.asset())))) {
            ifc(own, null, project, said);
        }
        subject(iri("point", point.id()), "brick:" + BrickClasses.of(point, detail), said);
    }

    private void ifc(String guid, String name, boolean project, List<String> said) {
        if (guid != null) {
            said.add("ref:hasExternalReference [ a ref:IFCReference ; " + (project ? "ref:hasIfcProjectReference " + iri("model", "project") + " ; " : "") + "ref:ifcGlobalID " + literal(guid)
                + (name == null ? "" : " ; ref:ifcName " + literal(name)) + " ]");
        }
    }

    private void subject(String iri, String type, List<String> said) {
        text.append(iri).append(" a ").append(type);
        said.forEach(one -> text.append(" ;\n    ").append(one));
        text.append(" .\n\n");
    }

    private String asset(String id) {
        return iri("asset", id);
    }

    private String iri(String kind, String id) {
        return "<urn:gemello:" + escaped(site.site().namespace()) + ":" + kind + ":" + escaped(id) + ">";
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
    }

    private static String literal(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + '"';
    }
}
