package io.gemello.bim.ifc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads from a scanned file what a model needs: its objects and how they belong together. Used once. */
final class ModelBuild {
    /** Where, among the parameters of an object, its PredefinedType may stand: behind the tag or the composition. */
    private static final int PREDEFINED = 8;
    private static final Set<String> WITHOUT_PREDEFINED = Set.of("IFCPROXY", "IFCDOOR", "IFCWINDOW", "IFCPILE");
    private final Part21Reader reader;
    final List<IfcObject> objects = new ArrayList<>();
    final IntPairs sets = new IntPairs();
    final IntPairs types = new IntPairs();
    final IntPairs typeSets = new IntPairs();
    final IntPairs parents = new IntPairs();
    final IntPairs parts = new IntPairs();
    final IntPairs groups = new IntPairs();
    private final Part21Index index;
    private int project;

    ModelBuild(Part21Reader reader) {
        this.reader = reader;
        this.index = reader.index();
    }

    /** @return how many placements could not be resolved */
    int run() throws IOException {
        Placements placements = new Placements(reader, LengthUnit.metres(reader, units()));
        for (int row = 0; row < index.size(); row++) {
            String type = index.type(row);
            IfcKind kind = IfcKind.of(type);
            if (kind != null && kind.isObject()) {
                object(row, kind, type, placements);
            } else if (kind == IfcKind.RELATIONSHIP) {
                relationship(row, type);
            }
        }
        for (IntPairs pairs : List.of(sets, types, typeSets, parents, parts, groups)) {
            pairs.freeze();
        }
        return placements.unresolved();
    }

    private int units() throws IOException {
        for (int row = 0; row < index.size(); row++) {
            if (index.type(row).equals("IFCPROJECT")) {
                project = index.id(row);
                return Part21Value.ref(reader.parameters(row), 8);
            }
        }
        return 0;
    }

    /** Instance name of the project, 0 for none. */
    int project() {
        return project;
    }

    private void object(int row, IfcKind kind, String entity, Placements placements) throws IOException {
        List<Object> given = reader.parameters(row, PREDEFINED + 1);
        String guid = Part21Value.text(given, 0);
        if (guid == null) {
            return;
        }
        boolean product = kind == IfcKind.ELEMENT || kind == IfcKind.SPATIAL || kind == IfcKind.PRODUCT;
        boolean tagged = kind == IfcKind.ELEMENT || kind == IfcKind.TYPE;
        String name = Part21Value.text(given, 2);
        String predefined = kind == IfcKind.ELEMENT && !WITHOUT_PREDEFINED.contains(entity) ? Part21Value.word(given, PREDEFINED) : null;
        objects.add(new IfcObject(index.id(row), kind, entity, guid, name == null ? "" : name, kind == IfcKind.TYPE ? null : Part21Value.text(given, 4),
            tagged ? Part21Value.text(given, 7) : null, kind == IfcKind.SPATIAL ? Part21Value.text(given, 7) : kind == IfcKind.CONTEXT ? Part21Value.text(given, 5) : null,
            predefined, product ? placements.place(Part21Value.ref(given, 5)) : null));
        if (kind == IfcKind.TYPE) {
            pair(typeSets, index.id(row), Part21Value.refs(given.size() > 5 ? given.get(5) : null));
        }
    }

    private void relationship(int row, String type) throws IOException {
        switch (type) {
            case "IFCRELDEFINESBYPROPERTIES" -> related(row, sets, 4, 5);
            case "IFCRELDEFINESBYTYPE" -> related(row, types, 4, 5);
            case "IFCRELCONTAINEDINSPATIALSTRUCTURE" -> related(row, parents, 4, 5);
            case "IFCRELAGGREGATES", "IFCRELNESTS" -> related(row, parts, 5, 4);
            case "IFCRELVOIDSELEMENT", "IFCRELFILLSELEMENT" -> related(row, parts, 5, 4);
            case "IFCRELASSIGNSTOGROUP" -> related(row, groups, 4, 6);
            default -> { }
        }
    }

    private void related(int row, IntPairs to, int objects, int relating) throws IOException {
        List<Object> given = reader.parameters(row);
        if (given.size() > Math.max(objects, relating)) {
            int[] ones = Part21Value.refs(given.get(relating));
            for (int object : Part21Value.refs(given.get(objects))) {
                pair(to, object, ones);
            }
        }
    }

    private static void pair(IntPairs to, int from, int[] ones) {
        for (int one : ones) {
            to.add(from, one);
        }
    }
}
