package io.gemello.twin.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Exported things of one type. A twin must have all components of its model, so the type's interface has those that all its things
 * have, and things with more get interfaces that extend it. Things are seen first, then it is {@link #close closed}. One thread.
 */
final class ExportKind {
    private final String name;
    private final Map<String, SeenSchema> attributes = new TreeMap<>();
    /** Sets of components that things have, by their text so that their order is always the same. */
    private final Map<String, Map<String, String>> variants = new TreeMap<>();
    private Map<String, String> common;
    private Map<String, String> properties;
    private final Map<Map<String, String>, String> models = new LinkedHashMap<>();

    ExportKind(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    void see(String attribute, JsonNode value) {
        attributes.computeIfAbsent(attribute, none -> new SeenSchema()).see(value);
    }

    /** @param components DTDL's name of each feature and its interface */
    void see(Map<String, String> components) {
        variants.putIfAbsent(components.toString(), components);
    }

    /** Nothing is seen any more. */
    void close(ExportNames names) {
        common = new TreeMap<>(variants.values().iterator().next());
        variants.values().forEach(one -> common.entrySet().retainAll(one.entrySet()));
        variants.values().forEach(one -> models.put(one, one.equals(common) ? names.kind(name) : names.variant(name, models.size() + 1)));
        Set<String> taken = new HashSet<>(DtdlExport.RELATIONS.keySet());
        variants.values().forEach(variant -> taken.addAll(variant.keySet()));
        properties = ExportNames.distinct(attributes, taken, "_attribute");
    }

    List<ObjectNode> interfaces(ExportNames names) {
        List<ObjectNode> all = new ArrayList<>();
        ObjectNode base = ExportPoints.interfaceOf(names.kind(name), name);
        base.put("extends", names.thing());
        ArrayNode contents = base.putArray("contents");
        properties.forEach((attribute, said) -> ExportPoints.property(contents, said).set("schema", attributes.get(attribute).dtdl()));
        components(contents, common);
        all.add(base);
        models.forEach((variant, id) -> {
            if (!variant.equals(common)) {
                ObjectNode more = ExportPoints.interfaceOf(id, name);
                more.put("extends", names.kind(name));
                Map<String, String> own = new TreeMap<>(variant);
                own.keySet().removeAll(common.keySet());
                components(more.putArray("contents"), own);
                all.add(more);
            }
        });
        return all;
    }

    private static void components(ArrayNode contents, Map<String, String> components) {
        components.forEach((feature, part) -> contents.addObject().put("@type", "Component").put("name", feature).put("schema", part));
    }

    /** Attributes whose values no one schema fits. */
    List<String> unsayable() {
        return attributes.keySet().stream().filter(attribute -> !properties.containsKey(attribute)).toList();
    }

    /** The interface of things with these components; null where none had them when the interfaces were made. */
    String model(Map<String, String> components) {
        return models.get(components);
    }

    /** Puts a thing's attributes into its twin. */
    void properties(JsonNode of, ObjectNode twin) {
        properties.forEach((attribute, said) -> {
            JsonNode value = of.get(attribute);
            if (value != null && attributes.get(attribute).fits(value)) {
                twin.set(said, value);
            }
        });
    }
}
