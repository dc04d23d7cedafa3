package io.gemello.twin.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Understands interfaces of DTDL 2 and 3. Finds every fault in one pass; a content that cannot be used is left out, the rest of its interface counts. */
final class DtdlReader {
    static final String CONTEXT = "dtmi:dtdl:context;";
    /** Without the limits on size too: our own hold. */
    private static final Pattern VERSIONS = Pattern.compile("dtmi:dtdl:context;[23](#limitless)?");
    /** DTDL 3, Digital Twin Model Identifier; the version may be left out there. */
    static final Pattern DTMI = Pattern.compile("dtmi:[A-Za-z](?:[A-Za-z0-9_]*[A-Za-z0-9])?(?::[A-Za-z](?:[A-Za-z0-9_]*[A-Za-z0-9])?)*(?:;[1-9][0-9]{0,8}(?:\\.[1-9][0-9]{0,5})?)?");
    /** Of an interface's id. */
    static final int LONGEST_ID = 128;
    /** No possessive or nested repetition: a name is tried in one pass. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    private static final int LONGEST_NAME = 512;
    private static final Set<String> VALUES = Set.of("Property", "Telemetry");
    private static final Set<String> KINDS = Set.of("Property", "Telemetry", "Component", "Relationship", "Command");

    private final ModelFaults faults;
    private final Map<String, Found> interfaces = new LinkedHashMap<>();
    private final Map<String, JsonNode> schemas = new HashMap<>();
    private final DtdlSchemas shapes = new DtdlSchemas(schemas);

    /** An interface where it was found. */
    private record Found(String file, String path, JsonNode node) {}

    DtdlReader(ModelFaults faults) {
        this.faults = faults;
    }

    static boolean isInterface(JsonNode node) {
        return node.isObject() && types(node).contains("Interface");
    }

    private static List<String> types(JsonNode node) {
        return ModelJson.many(node.get("@type")).stream().map(JsonNode::asText).toList();
    }

    /** Notes an interface, and those that stand within it. */
    void add(String file, String path, JsonNode node) {
        String version = ModelJson.many(node.get("@context")).stream().map(JsonNode::asText).filter(text -> text.startsWith(CONTEXT)).findFirst().orElse(null);
        if (version == null || !VERSIONS.matcher(version).matches()) {
            faults.add(file, path + "@context", version == null ? "is missing; say \"" + CONTEXT + "3\" (or 2)" : cut(version) + " is not understood; DTDL 2 and 3 are");
            return;
        }
        collect(file, path, node);
    }

    private void collect(String file, String path, JsonNode node) {
        String id = ModelJson.text(node, "@id");
        if (id == null || id.length() > LONGEST_ID || !DTMI.matcher(id).matches()) {
            faults.add(file, path + "@id", (id == null ? "is missing" : "'" + cut(id) + "' is no DTMI of at most " + LONGEST_ID + " characters") + "; write one like dtmi:com:example:Rack;1");
            return;
        }
        Found before = interfaces.putIfAbsent(id, new Found(file, path, node));
        if (before != null) {
            if (!before.node.equals(node)) {
                faults.add(file, path + "@id", id + " is defined in models/" + before.file + " already; give the next version a number of its own");
            }
            return;
        }
        for (JsonNode schema : ModelJson.many(node.get("schemas"))) {
            String name = ModelJson.text(schema, "@id");
            if (name != null) {
                schemas.putIfAbsent(name, schema);
            }
        }
        ModelJson.many(node.get("extends")).stream().filter(DtdlReader::isInterface).forEach(base -> collect(file, path + "extends.", base));
        for (JsonNode content : ModelJson.many(node.get("contents"))) {
            JsonNode schema = content.get("schema");
            if (types(content).contains("Component") && schema != null && isInterface(schema)) {
                collect(file, path + "contents.schema.", schema);
            }
        }
    }

    List<Model> models() {
        List<Model> models = new ArrayList<>();
        interfaces.forEach((id, found) -> models.add(model(id, found)));
        return models;
    }

    private Model model(String id, Found found) {
        List<String> bases = new ArrayList<>();
        for (JsonNode base : ModelJson.many(found.node.get("extends"))) {
            String name = base.isTextual() ? base.textValue() : ModelJson.text(base, "@id");
            if (name == null) {
                faults.add(found.file, found.path + "extends", "must be the id of an interface, or a list of them");
            } else {
                bases.add(name);
            }
        }
        Map<String, Trait> traits = new LinkedHashMap<>();
        int index = 0;
        for (JsonNode content : ModelJson.many(found.node.get("contents"))) {
            String path = found.path + "contents[" + index++ + "]";
            try {
                Trait trait = trait(found.file, path, content);
                if (trait != null && traits.putIfAbsent(trait.name(), trait) != null) {
                    faults.add(found.file, path + ".name", "'" + trait.name() + "' is there twice in " + id + "; choose another");
                }
            } catch (ModelFaults.Broken broken) {
                faults.add(broken.fault());
            }
        }
        return new Model(id, ModelJson.inWords(found.node.get("displayName"), id), Model.Language.DTDL, found.file, List.copyOf(bases), traits, Set.of());
    }

    /** Null for a command: things have none to be checked. */
    private Trait trait(String file, String path, JsonNode content) {
        List<String> types = types(content);
        String kind = types.stream().filter(KINDS::contains).findFirst().orElse(null);
        if (kind == null) {
            throw broken(file, path + ".@type", "must be one of " + String.join(", ", KINDS.stream().sorted().toList()));
        }
        String name = ModelJson.text(content, "name");
        if (name == null || name.length() > LONGEST_NAME || !NAME.matcher(name).matches() || name.endsWith("_")) {
            throw broken(file, path + ".name", (name == null ? "is missing" : "'" + cut(name) + "' is not possible") + "; letters, digits and '_', a letter first, no '_' last");
        }
        if (kind.equals("Command")) {
            return null;
        }
        if (kind.equals("Relationship")) {
            int min = count(file, path + ".minMultiplicity", content.get("minMultiplicity"), 0);
            return Trait.relationship(name, ModelJson.text(content, "target"), min, count(file, path + ".maxMultiplicity", content.get("maxMultiplicity"), Integer.MAX_VALUE));
        }
        JsonNode schema = content.get("schema");
        if (schema == null) {
            throw broken(file, path + ".schema", "is missing");
        }
        if (VALUES.contains(kind)) {
            String unit = unit(file, path, content);
            return Trait.value(kind.equals("Property") ? Trait.Kind.PROPERTY : Trait.Kind.TELEMETRY, name, shapes.shape(file, path + ".schema", schema), unit, false,
                content.path("writable").asBoolean(false));
        }
        String model = schema.isTextual() ? schema.textValue() : ModelJson.text(schema, "@id");
        if (model == null) {
            throw broken(file, path + ".schema", "must be the id of an interface");
        }
        return Trait.component(name, model);
    }

    private String unit(String file, String path, JsonNode content) {
        String unit = ModelJson.text(content, "unit");
        if (unit != null && Units.codes(unit).isEmpty()) {
            faults.add(file, path + ".unit", "'" + cut(unit) + "' is no unit that is known here; units of things are not compared with it");
        }
        return unit;
    }

    private static int count(String file, String path, JsonNode value, int otherwise) {
        if (value == null) {
            return otherwise;
        }
        if (!value.canConvertToInt() || value.intValue() < 0) {
            throw broken(file, path, "must be a whole number from 0");
        }
        return value.intValue();
    }

    static ModelFaults.Broken broken(String file, String path, String message) {
        return new ModelFaults.Broken(new ModelFault(file, path, message));
    }

    static String cut(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
