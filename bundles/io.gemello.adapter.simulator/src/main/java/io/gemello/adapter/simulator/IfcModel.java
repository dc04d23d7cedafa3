package io.gemello.adapter.simulator;

import static io.gemello.adapter.simulator.StepFile.word;

import io.gemello.adapter.simulator.IfcShapes.Place;
import io.gemello.adapter.simulator.StepFile.Ref;
import io.gemello.adapter.simulator.StepFile.Typed;
import io.gemello.adapter.simulator.StepFile.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An IFC4 model as it is built up: project, what is in and part of what, elements, their properties and types. Whatever has a GlobalId gets it from a name. */
final class IfcModel {
    /** What an element is. @param entity in capitals, without IFC @param kind its predefined type @param objectType where the predefined type is USERDEFINED; else null */
    record Kind(String entity, String kind, String objectType) {}

    /** Something in the model. @param guid its GlobalId @param placement its place, from which its parts are measured */
    record Node(String guid, Ref ref, Ref placement) {}

    /** Fixed, so that the model is the same whenever it is written: the beginning of 2025. */
    private static final int MADE_EPOCH_SECOND = 1_735_689_600;
    private static final String MADE = "2025-01-01T00:00:00";
    private static final List<String> UNITS = List.of("LENGTHUNIT METRE", "AREAUNIT SQUARE_METRE", "VOLUMEUNIT CUBIC_METRE", "PLANEANGLEUNIT RADIAN", "TIMEUNIT SECOND",
        "THERMODYNAMICTEMPERATUREUNIT DEGREE_CELSIUS", "POWERUNIT WATT", "PRESSUREUNIT PASCAL", "ELECTRICVOLTAGEUNIT VOLT", "ELECTRICCURRENTUNIT AMPERE");
    private static final Word WHOLE = word("ELEMENT");

    private final StepFile step = new StepFile();
    private final IfcShapes shapes = new IfcShapes(step);
    private final Ref history;
    private final Node project;
    private final Map<Node, List<Ref>> parts = new LinkedHashMap<>();
    private final Map<Node, List<Ref>> contents = new LinkedHashMap<>();
    private final Map<String, Ref> types = new LinkedHashMap<>();
    private final Map<String, List<Ref>> ofType = new LinkedHashMap<>();

    IfcModel(String name) {
        Ref person = step.add("IFCPERSON", null, null, "Gemello", null, null, null, null, null);
        Ref organization = step.add("IFCORGANIZATION", null, "Gemello", null, null, null);
        Ref application = step.add("IFCAPPLICATION", organization, "1", "Gemello data hall", "gemello-datahall");
        history = step.add("IFCOWNERHISTORY", step.add("IFCPERSONANDORGANIZATION", person, organization, null), application, null, null, null, null, null, MADE_EPOCH_SECOND);
        List<Ref> units = UNITS.stream().map(unit -> unit.split(" ")).map(unit -> step.add("IFCSIUNIT", new Word("*"), word(unit[0]), null, word(unit[1]))).toList();
        String guid = IfcGuid.of("project");
        project = new Node(guid, step.add("IFCPROJECT", guid, history, name, null, null, null, null, List.of(shapes.world()), step.add("IFCUNITASSIGNMENT", units)), null);
    }

    IfcShapes shapes() {
        return shapes;
    }

    Node project() {
        return project;
    }

    /** A part of the spatial structure that has no shape. @param last the attributes behind CompositionType */
    Node spatial(Node whole, String entity, String name, Object... last) {
        Ref placement = shapes.placement(whole.placement, Place.at(0, 0, 0));
        return part(whole, root("IFC" + entity, IfcGuid.of(entity), name, placement, Stream.concat(Stream.of(null, placement, null, null, WHOLE), Arrays.stream(last)).toArray()));
    }

    Node space(Node storey, String guid, String name, Place place, Ref shape) {
        Ref placement = shapes.placement(storey.placement, place);
        return part(storey, root("IFCSPACE", guid, name, placement, null, placement, shape, null, WHOLE, word("INTERNAL"), null));
    }

    /** @param shape null for none @param tag its number on drawings */
    Node element(Kind kind, String guid, String name, Ref placement, Ref shape, String tag) {
        Object[] last = kind.entity.equals("ELEMENTASSEMBLY") ? new Object[] {kind.objectType, placement, shape, tag, word("SITE"), word(kind.kind)}
            : new Object[] {kind.objectType, placement, shape, tag, word(kind.kind)};
        return root("IFC" + kind.entity, guid, name, placement, last);
    }

    private Node root(String entity, String guid, String name, Ref placement, Object... last) {
        return new Node(guid, step.add(entity, Stream.concat(Stream.of(guid, history, name, null), Arrays.stream(last)).toArray()), placement);
    }

    /** Makes a node part of another. */
    Node part(Node whole, Node part) {
        parts.computeIfAbsent(whole, first -> new ArrayList<>()).add(part.ref);
        return part;
    }

    /** Puts an element into a part of the spatial structure. */
    Node content(Node space, Node element) {
        contents.computeIfAbsent(space, first -> new ArrayList<>()).add(element.ref);
        return element;
    }

    static Typed label(String text) {
        return new Typed("IFCLABEL", text);
    }

    /** @param values by name, in that order: a {@link Typed} value, or a list of them where it is one of an enumeration */
    void properties(Node of, String set, Map<String, Object> values) {
        Ref properties = set(set + " of " + of.guid, set, values);
        step.add("IFCRELDEFINESBYPROPERTIES", IfcGuid.of(set + " defines " + of.guid), history, null, null, List.of(of.ref), properties);
    }

    private Ref set(String id, String name, Map<String, Object> values) {
        List<Ref> properties = new ArrayList<>();
        values.forEach((property, value) -> properties.add(value instanceof List<?> ? step.add("IFCPROPERTYENUMERATEDVALUE", property, null, value, null)
            : step.add("IFCPROPERTYSINGLEVALUE", property, null, value, null)));
        return step.add("IFCPROPERTYSET", IfcGuid.of(id), history, name, null, properties);
    }

    /** What elements of a kind by one maker have in common. */
    void type(Node of, Kind kind, String name, String maker) {
        String id = name + " by " + maker;
        types.computeIfAbsent(id, first -> {
            Map<String, Object> made = new LinkedHashMap<>();
            made.put("Manufacturer", label(maker));
            made.put("ModelLabel", label(name));
            List<Ref> sets = List.of(set("made of " + id, "Pset_ManufacturerTypeInformation", made));
            List<Object> attributes = new ArrayList<>(Arrays.asList(IfcGuid.of("type " + id), history, name, null, null, sets, null, null, kind.objectType));
            if (kind.entity.equals("FURNITURE")) {
                attributes.add(word("FACTORY"));
            }
            attributes.add(word(kind.kind));
            return step.add("IFC" + kind.entity + "TYPE", attributes.toArray());
        });
        ofType.computeIfAbsent(id, first -> new ArrayList<>()).add(of.ref);
    }

    /** The file, with the relations that were gathered. Once. */
    List<String> lines(String file) {
        parts.forEach((whole, list) -> step.add("IFCRELAGGREGATES", IfcGuid.of("parts of " + whole.guid), history, null, null, whole.ref, list));
        contents.forEach((space, list) -> step.add("IFCRELCONTAINEDINSPATIALSTRUCTURE", IfcGuid.of("content of " + space.guid), history, null, null, list, space.ref));
        ofType.forEach((id, list) -> step.add("IFCRELDEFINESBYTYPE", IfcGuid.of("of type " + id), history, null, null, list, types.get(id)));
        return step.lines("IFC4", "ReferenceView_V1.2", file, MADE);
    }
}
