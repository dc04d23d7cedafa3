package io.gemello.bim.mapping;

import io.gemello.bim.ifc.IfcGuid;
import io.gemello.bim.ifc.IfcKind;
import io.gemello.bim.ifc.IfcModel;
import io.gemello.bim.ifc.IfcObject;
import io.gemello.bim.ifc.IfcProperty;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A model's elements and spaces by what they are called. Fields are indexed when a rule first asks for them. One thread. */
final class ElementIndex {
    /** The fields of an element that rules can name. */
    static final Map<String, Function<IfcObject, String>> FIELDS = Map.of("entity", IfcObject::entity, "name", IfcObject::name, "tag", IfcObject::tag, "objectType", IfcObject::objectType,
        "longName", IfcObject::longName, "predefinedType", IfcObject::predefinedType, "ifcGuid", IfcObject::guid, "revitUniqueId", object -> IfcGuid.revit(object.guid(), object.tag()).orElse(null));
    private static final int MAX_DEPTH = 50;
    private final IfcModel model;
    private final List<IfcObject> all;
    private final Map<String, Map<String, List<IfcObject>>> fields = new HashMap<>();
    private Map<String, Map<String, List<IfcObject>>> properties;

    ElementIndex(IfcModel model) {
        this.model = model;
        all = model.objects().stream().filter(object -> object.kind() == IfcKind.ELEMENT || object.kind() == IfcKind.SPATIAL || object.kind() == IfcKind.PRODUCT).toList();
    }

    List<IfcObject> all() {
        return all;
    }

    IfcModel model() {
        return model;
    }

    /** In the order of the model. */
    List<IfcObject> find(Wish wish) throws IOException {
        List<IfcObject> candidates = all;
        for (Map.Entry<String, Glob> one : wish.fields().entrySet()) {
            String literal = one.getValue().literal();
            if (literal != null && !one.getKey().equals(Wish.IN)) {
                List<IfcObject> narrower = by(one.getKey()).getOrDefault(literal, List.of());
                candidates = narrower.size() < candidates.size() ? narrower : candidates;
            }
        }
        List<IfcObject> found = new ArrayList<>();
        for (IfcObject object : candidates) {
            if (fits(object, wish)) {
                found.add(object);
            }
        }
        return found;
    }

    private boolean fits(IfcObject object, Wish wish) throws IOException {
        for (Map.Entry<String, Glob> one : wish.fields().entrySet()) {
            boolean fits;
            if (one.getKey().equals(Wish.IN)) {
                fits = in(object, one.getValue());
            } else if (one.getKey().startsWith(Wish.PROPERTY)) {
                fits = property(object, one.getKey(), one.getValue());
            } else {
                String text = FIELDS.get(one.getKey()).apply(object);
                fits = text != null && one.getValue().fits(Glob.plain(text));
            }
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private boolean property(IfcObject object, String field, Glob value) throws IOException {
        for (Map.Entry<String, List<IfcObject>> one : by(field).entrySet()) {
            if (value.fits(one.getKey()) && one.getValue().contains(object)) {
                return true;
            }
        }
        return false;
    }

    private boolean in(IfcObject object, Glob holder) {
        IfcObject at = model.parent(object);
        for (int depth = 0; at != null && depth < MAX_DEPTH; depth++, at = model.parent(at)) {
            if (holder.fits(Glob.plain(at.name())) || at.longName() != null && holder.fits(Glob.plain(at.longName()))) {
                return true;
            }
        }
        return false;
    }

    /** The elements by one field's value. */
    private Map<String, List<IfcObject>> by(String field) throws IOException {
        if (field.startsWith(Wish.PROPERTY)) {
            return properties().getOrDefault(Glob.plain(field.substring(Wish.PROPERTY.length())), Map.of());
        }
        Map<String, List<IfcObject>> known = fields.get(field);
        if (known == null) {
            known = new HashMap<>();
            for (IfcObject object : all) {
                String text = FIELDS.get(field).apply(object);
                if (text != null && !text.isBlank()) {
                    known.computeIfAbsent(Glob.plain(text), value -> new ArrayList<>(1)).add(object);
                }
            }
            fields.put(field, known);
        }
        return known;
    }

    /** By {@code set.name} and by {@code *.name}, then by value. Read once, for that reads every property set. */
    private Map<String, Map<String, List<IfcObject>>> properties() throws IOException {
        if (properties == null) {
            Map<String, Map<String, List<IfcObject>>> read = new HashMap<>();
            for (IfcObject object : all) {
                for (IfcProperty property : model.properties(object)) {
                    if (property.value() != null && !(property.value() instanceof List<?>)) {
                        String value = Glob.plain(property.value().toString());
                        add(read, property.set() + "." + property.name(), value, object);
                        add(read, "*." + property.name(), value, object);
                    }
                }
            }
            properties = read;
        }
        return properties;
    }

    private static void add(Map<String, Map<String, List<IfcObject>>> to, String name, String value, IfcObject object) {
        List<IfcObject> objects = to.computeIfAbsent(Glob.plain(name), key -> new HashMap<>()).computeIfAbsent(value, key -> new ArrayList<>(1));
        if (objects.isEmpty() || objects.get(objects.size() - 1) != object) {
            objects.add(object);
        }
    }
}
