package io.gemello.twin.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Data schemas as Thing Descriptions have them: what a model says of a value, or what can be seen of it. */
final class DataSchemas {
    private DataSchemas() {}

    /** Adds nothing for a shape that is anything. */
    static void of(Shape shape, ObjectNode to) {
        String type = switch (shape.type()) {
            case ANY -> null;
            case BOOLEAN -> "boolean";
            case INTEGER -> "integer";
            case NUMBER -> "number";
            case LIST -> "array";
            case MAP, OBJECT -> "object";
            case NULL -> "null";
            case TEXT, DATE, DATE_TIME, TIME, DURATION -> "string";
        };
        if (type != null) {
            to.put("type", type);
        }
        if (shape.type() == Shape.Type.DATE_TIME) {
            to.put("format", "date-time");
        }
        if (!shape.values().isEmpty()) {
            ArrayNode values = to.putArray("enum");
            shape.values().forEach(values::add);
        }
        if (!Double.isNaN(shape.min())) {
            to.put("minimum", shape.min());
        }
        if (!Double.isNaN(shape.max())) {
            to.put("maximum", shape.max());
        }
        if (shape.type() == Shape.Type.LIST && shape.element() != null) {
            of(shape.element(), to.putObject("items"));
        }
        if (!shape.fields().isEmpty()) {
            ObjectNode properties = to.putObject("properties");
            shape.fields().forEach((name, field) -> of(field, properties.putObject(name)));
        }
        if (!shape.required().isEmpty()) {
            shape.required().stream().sorted().forEach(to.withArray("required")::add);
        }
    }

    /** The type of a value alone: that it may have other values of that type cannot be seen. */
    static void seen(JsonNode value, ObjectNode to) {
        switch (value.getNodeType()) {
            case BOOLEAN -> to.put("type", "boolean");
            // A whole number may be the next reading of something that is none.
            case NUMBER -> to.put("type", "number");
            case STRING -> to.put("type", "string");
            case ARRAY -> to.put("type", "array");
            case OBJECT -> {
                to.put("type", "object");
                ObjectNode properties = to.putObject("properties");
                value.properties().forEach(field -> seen(field.getValue(), properties.putObject(field.getKey())));
            }
            default -> { }
        }
    }

    /** Numbers that stand for states. */
    static void states(Map<String, Double> states, ObjectNode to) {
        to.put("type", "number");
        ArrayNode choices = to.putArray("oneOf");
        states.forEach((word, number) -> choices.addObject().put("const", number).put("title", word));
    }
}
