package io.gemello.twin.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Understands W3C WoT Thing Models 1.1 as Eclipse Ditto does: properties are attributes of the thing (or features with a value),
 * submodels are its features. Actions and events are not looked at.
 */
final class TmReader {
    private final ModelFaults faults;
    private final Map<String, JsonNode> files = new LinkedHashMap<>();

    TmReader(ModelFaults faults) {
        this.faults = faults;
    }

    static boolean isThingModel(JsonNode node) {
        return node.isObject() && ModelJson.many(node.get("@type")).stream().anyMatch(type -> type.asText().equals("tm:ThingModel"));
    }

    void add(String file, JsonNode node) {
        files.put(file, node);
    }

    List<Model> models() {
        TmReferences references = new TmReferences(files);
        List<Model> models = new ArrayList<>();
        Map<String, String> ids = new LinkedHashMap<>();
        files.forEach((file, node) -> ids.put(file, ModelJson.text(node, "id") == null ? file : ModelJson.text(node, "id")));
        files.forEach((file, node) -> {
            try {
                models.add(model(file, references.whole(file), ids));
            } catch (ModelFaults.Broken broken) {
                faults.add(broken.fault());
            }
        });
        return models;
    }

    private Model model(String file, JsonNode whole, Map<String, String> ids) {
        Set<String> optional = new HashSet<>();
        ModelJson.many(whole.get("tm:optional")).forEach(pointer -> optional.add(pointer.asText()));
        Map<String, Trait> traits = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : whole.path("properties").properties()) {
            String path = "properties." + property.getKey();
            JsonNode schema = property.getValue();
            String unit = ModelJson.text(schema, "unit");
            if (unit != null && !placeholder(unit) && Units.codes(unit).isEmpty()) {
                faults.add(file, path + ".unit", "'" + DtdlReader.cut(unit) + "' is no unit that is known here; units of things are not compared with it");
            }
            boolean required = !optional.contains("/properties/" + property.getKey());
            try {
                traits.put(property.getKey(), Trait.value(Trait.Kind.PROPERTY, property.getKey(), shape(file, path, schema), unit, required, !schema.path("readOnly").asBoolean(false)));
            } catch (ModelFaults.Broken broken) {
                faults.add(broken.fault());
            }
        }
        List<String> bases = new ArrayList<>();
        for (JsonNode link : ModelJson.many(whole.get("links"))) {
            String target = ids.get(TmReferences.fileOf(link));
            String rel = String.valueOf(ModelJson.text(link, "rel"));
            if (rel.equals("tm:submodel")) {
                String name = ModelJson.text(link, "instanceName");
                if (name == null || target == null) {
                    faults.add(file, "links", "a link tm:submodel needs an instanceName and the name of a file here as href");
                } else {
                    traits.put(name, Trait.component(name, target));
                }
            } else if (rel.equals("tm:extends") && target != null) {
                bases.add(target);
            }
        }
        return new Model(ids.get(file), ModelJson.inWords(whole.get("title"), ids.get(file)), Model.Language.WOT, file, List.copyOf(bases), traits, Set.of());
    }

    private static boolean placeholder(String text) {
        return text.contains("{{");
    }

    /** @throws ModelFaults.Broken for a type that there is not; a placeholder may become anything */
    private static Shape shape(String file, String path, JsonNode schema) {
        String type = ModelJson.text(schema, "type");
        Shape.Type is = switch (type == null || placeholder(type) ? "" : type) {
            case "" -> Shape.Type.ANY;
            case "boolean" -> Shape.Type.BOOLEAN;
            case "integer" -> Shape.Type.INTEGER;
            case "number" -> Shape.Type.NUMBER;
            case "string" -> "date-time".equals(ModelJson.text(schema, "format")) ? Shape.Type.DATE_TIME : Shape.Type.TEXT;
            case "array" -> Shape.Type.LIST;
            case "object" -> Shape.Type.OBJECT;
            case "null" -> Shape.Type.NULL;
            default -> throw DtdlReader.broken(file, path + ".type", "'" + DtdlReader.cut(type) + "' is no type; boolean, integer, number, string, array, object and null are");
        };
        List<JsonNode> values = new ArrayList<>(schema.has("const") ? List.of(schema.get("const")) : ModelJson.many(schema.get("enum")));
        values.removeIf(value -> value.isTextual() && placeholder(value.textValue()));
        Map<String, Shape> fields = new LinkedHashMap<>();
        schema.path("properties").properties().forEach(field -> fields.put(field.getKey(), shape(file, path + "." + field.getKey(), field.getValue())));
        Set<String> required = new HashSet<>();
        ModelJson.many(schema.get("required")).forEach(name -> required.add(name.asText()));
        JsonNode items = schema.get("items");
        return Shape.holding(is, items != null && items.isObject() ? shape(file, path + ".items", items) : null)
            .among(List.copyOf(values), List.of()).with(fields, required).within(number(schema.get("minimum")), number(schema.get("maximum")));
    }

    private static double number(JsonNode value) {
        return value != null && value.isNumber() ? value.doubleValue() : Double.NaN;
    }
}
