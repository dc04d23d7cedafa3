package io.gemello.twin.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** DTDL's schemas as shapes. One thread. */
final class DtdlSchemas {
    /** DTDL lets complex schemas be five or eight deep; this one only saves the stack. */
    private static final int DEEPEST = 50;
    private final Map<String, JsonNode> reusable;
    private final Map<String, Shape> known = new HashMap<>();
    private final Set<String> underWay = new HashSet<>();

    /** @param reusable schemas of all interfaces, by id */
    DtdlSchemas(Map<String, JsonNode> reusable) {
        this.reusable = reusable;
    }

    /** @throws ModelFaults.Broken where there is no such schema */
    Shape shape(String file, String path, JsonNode schema) {
        underWay.clear();
        return new InFile(file).shape(path, schema, 0);
    }

    /** @param file that the schema stands in, for faults */
    private final class InFile {
        private final String file;

        InFile(String file) {
            this.file = file;
        }

        Shape shape(String path, JsonNode schema, int depth) {
            if (depth > DEEPEST) {
                throw DtdlReader.broken(file, path, "leads deeper than " + DEEPEST + " schemas");
            }
            if (schema == null) {
                throw DtdlReader.broken(file, path, "is missing");
            }
            if (schema.isTextual()) {
                return named(path, schema.textValue(), depth);
            }
            String type = ModelJson.many(schema.get("@type")).stream().map(JsonNode::asText).filter(Set.of("Array", "Enum", "Map", "Object")::contains).findFirst()
                .orElseThrow(() -> DtdlReader.broken(file, path + ".@type", "must be Array, Enum, Map or Object"));
            return switch (type) {
                case "Array" -> Shape.holding(Shape.Type.LIST, shape(path + ".elementSchema", schema.get("elementSchema"), depth + 1));
                case "Map" -> Shape.holding(Shape.Type.MAP, shape(path + ".mapValue.schema", schema.path("mapValue").get("schema"), depth + 1));
                case "Enum" -> enumeration(path, schema);
                default -> object(path, schema, depth);
            };
        }

        private Shape named(String path, String name, int depth) {
            return switch (name) {
                case "boolean" -> Shape.of(Shape.Type.BOOLEAN);
                case "integer" -> Shape.of(Shape.Type.INTEGER).within(Integer.MIN_VALUE, Integer.MAX_VALUE);
                case "long" -> Shape.of(Shape.Type.INTEGER);
                case "double", "float" -> Shape.of(Shape.Type.NUMBER);
                case "string" -> Shape.of(Shape.Type.TEXT);
                case "date" -> Shape.of(Shape.Type.DATE);
                case "dateTime" -> Shape.of(Shape.Type.DATE_TIME);
                case "time" -> Shape.of(Shape.Type.TIME);
                case "duration" -> Shape.of(Shape.Type.DURATION);
                // GeoJSON objects: what is within them is not looked at.
                case "point", "multiPoint", "lineString", "multiLineString", "polygon", "multiPolygon" -> Shape.of(Shape.Type.OBJECT);
                default -> {
                    JsonNode target = reusable.get(name);
                    if (target == null) {
                        throw DtdlReader.broken(file, path, "'" + DtdlReader.cut(name) + "' is neither a schema of DTDL's nor one that an interface here has under schemas");
                    }
                    yield referred(path, name, target, depth);
                }
            };
        }

        /** Each is made once: by names that lead to names a short text could ask for any number of shapes. */
        private Shape referred(String path, String name, JsonNode target, int depth) {
            Shape before = known.get(name);
            if (before != null) {
                return before;
            }
            if (!underWay.add(name)) {
                throw DtdlReader.broken(file, path, "leads in a circle back to " + DtdlReader.cut(name));
            }
            Shape made = shape(path, target, depth + 1);
            underWay.remove(name);
            known.put(name, made);
            return made;
        }

        private Shape enumeration(String path, JsonNode schema) {
            String of = ModelJson.text(schema, "valueSchema");
            if (!"integer".equals(of) && !"string".equals(of)) {
                throw DtdlReader.broken(file, path + ".valueSchema", "must be integer or string");
            }
            List<JsonNode> values = new ArrayList<>();
            List<String> labels = new ArrayList<>();
            for (JsonNode value : ModelJson.many(schema.get("enumValues"))) {
                JsonNode given = value.get("enumValue");
                if (given == null || (of.equals("integer") ? !given.isIntegralNumber() : !given.isTextual())) {
                    throw DtdlReader.broken(file, path + ".enumValues[" + values.size() + "]", "its enumValue must be of valueSchema " + of);
                }
                values.add(given);
                labels.add(String.valueOf(ModelJson.text(value, "name")));
            }
            if (values.isEmpty()) {
                throw DtdlReader.broken(file, path + ".enumValues", "is missing or empty");
            }
            return Shape.of(of.equals("integer") ? Shape.Type.INTEGER : Shape.Type.TEXT).among(values, labels);
        }

        private Shape object(String path, JsonNode schema, int depth) {
            Map<String, Shape> fields = new LinkedHashMap<>();
            for (JsonNode field : ModelJson.many(schema.get("fields"))) {
                String name = ModelJson.text(field, "name");
                if (name == null) {
                    throw DtdlReader.broken(file, path + ".fields", "each needs a name");
                }
                fields.put(name, shape(path + ".fields." + name, field.get("schema"), depth + 1));
            }
            return Shape.of(Shape.Type.OBJECT).with(fields, Set.of());
        }
    }
}
