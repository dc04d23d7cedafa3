package io.gemello.bim.ifc;

import io.gemello.bim.ifc.Part21Value.Derived;
import io.gemello.bim.ifc.Part21Value.Ref;
import io.gemello.bim.ifc.Part21Value.Typed;
import io.gemello.bim.ifc.Part21Value.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads property sets and quantity sets. Properties of properties ({@code IfcComplexProperty}) are named {@code outer.inner}; tables and references are left out. */
final class PropertyReader {
    private static final int MAX_DEPTH = 8;
    private final Part21Reader reader;

    PropertyReader(Part21Reader reader) {
        this.reader = reader;
    }

    /** Adds what the set holds; nothing for an instance that is no such set. */
    void read(int set, boolean inherited, List<IfcProperty> to) throws IOException {
        int row = reader.index().row(set);
        if (row < 0) {
            return;
        }
        boolean quantities = reader.index().type(row).equals("IFCELEMENTQUANTITY");
        if (!quantities && !reader.index().type(row).equals("IFCPROPERTYSET")) {
            return;
        }
        List<Object> given = reader.parameters(row);
        String name = Part21Value.text(given, 2);
        int members = quantities ? 5 : 4;
        if (given.size() > members) {
            members(given.get(members), name == null ? "" : name, "", inherited, to, 0);
        }
    }

    private void members(Object list, String set, String prefix, boolean inherited, List<IfcProperty> to, int depth) throws IOException {
        for (int id : Part21Value.refs(list)) {
            int row = reader.index().row(id);
            if (row >= 0 && depth < MAX_DEPTH) {
                List<Object> given = reader.parameters(row);
                String name = prefix + (Part21Value.text(given, 0) == null ? "" : Part21Value.text(given, 0));
                String type = reader.index().type(row);
                switch (type) {
                    case "IFCPROPERTYSINGLEVALUE" -> to.add(property(set, name, at(given, 2), inherited));
                    case "IFCPROPERTYENUMERATEDVALUE", "IFCPROPERTYLISTVALUE" -> to.add(property(set, name, at(given, 2), inherited));
                    case "IFCPROPERTYBOUNDEDVALUE" -> to.add(new IfcProperty(set, name, bounds(given), measure(at(given, 2) == null ? at(given, 3) : at(given, 2)), inherited));
                    case "IFCCOMPLEXPROPERTY" -> members(at(given, 3), set, name + ".", inherited, to, depth + 1);
                    case "IFCPHYSICALCOMPLEXQUANTITY" -> members(at(given, 2), set, name + ".", inherited, to, depth + 1);
                    default -> {
                        if (type.startsWith("IFCQUANTITY")) {
                            to.add(new IfcProperty(set, name, plain(at(given, 3)), type.replace("QUANTITY", "") + "MEASURE", inherited));
                        }
                    }
                }
            }
        }
    }

    private static IfcProperty property(String set, String name, Object value, boolean inherited) {
        Object first = value instanceof List<?> list && !list.isEmpty() ? list.get(0) : value;
        return new IfcProperty(set, name, plain(value), measure(first), inherited);
    }

    private static Object at(List<Object> given, int number) {
        return number < given.size() ? given.get(number) : null;
    }

    private static String measure(Object value) {
        return value instanceof Typed typed ? typed.type() : null;
    }

    /** Lower and upper bound, in this order. */
    private static List<Object> bounds(List<Object> given) {
        List<Object> bounds = new ArrayList<>(2);
        bounds.add(plain(at(given, 3)));
        bounds.add(plain(at(given, 2)));
        return bounds;
    }

    /** As Java has it: .T. and .F. are Boolean, .U. (unknown) is null, other words are their text. */
    private static Object plain(Object value) {
        if (value instanceof Typed typed) {
            return plain(typed.value());
        }
        if (value instanceof Word word) {
            return switch (word.name()) {
                case "T" -> Boolean.TRUE;
                case "F" -> Boolean.FALSE;
                case "U" -> null;
                default -> word.name();
            };
        }
        if (value instanceof List<?> list) {
            List<Object> values = new ArrayList<>();
            list.forEach(item -> values.add(plain(item)));
            return values;
        }
        return value instanceof Ref || value instanceof Derived || value instanceof Part21Value.Bits ? null : value;
    }
}
