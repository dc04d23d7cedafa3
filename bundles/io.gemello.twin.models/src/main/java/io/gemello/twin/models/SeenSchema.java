package io.gemello.twin.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.TreeMap;

/** The DTDL schema that fits all values seen at a place; none where they are of different kinds, or of one that DTDL has no words for. One thread. */
final class SeenSchema {
    /** DTDL 2 lets complex schemas be five deep. */
    private static final int DEEPEST = 5;
    /** Fields of an object, as DTDL 2 lets it have. */
    private static final int MOST_FIELDS = 30;

    private enum Kind { NOTHING, BOOLEAN, LONG, DOUBLE, TEXT, LIST, OBJECT, UNSAYABLE }

    private Kind kind = Kind.NOTHING;
    private SeenSchema element;
    private final Map<String, SeenSchema> fields = new TreeMap<>();

    void see(JsonNode value) {
        see(value, 0);
    }

    private void see(JsonNode value, int depth) {
        Kind now = kindOf(value);
        if (now == Kind.NOTHING || kind == Kind.UNSAYABLE) {
            return;
        }
        kind = kind == Kind.NOTHING || kind == now ? now : kind == Kind.LONG && now == Kind.DOUBLE || kind == Kind.DOUBLE && now == Kind.LONG ? Kind.DOUBLE : Kind.UNSAYABLE;
        if ((kind == Kind.LIST || kind == Kind.OBJECT) && depth >= DEEPEST) {
            kind = Kind.UNSAYABLE;
        }
        if (kind == Kind.LIST) {
            element = element == null ? new SeenSchema() : element;
            value.forEach(one -> element.see(one, depth + 1));
        } else if (kind == Kind.OBJECT) {
            value.properties().forEach(field -> fields.computeIfAbsent(field.getKey(), name -> new SeenSchema()).see(field.getValue(), depth + 1));
        }
    }

    private static Kind kindOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> Kind.BOOLEAN;
            case NUMBER -> value.canConvertToLong() && value.isIntegralNumber() ? Kind.LONG : Kind.DOUBLE;
            case STRING -> Kind.TEXT;
            case ARRAY -> Kind.LIST;
            case OBJECT -> Kind.OBJECT;
            default -> Kind.NOTHING;
        };
    }

    /** Whether DTDL can say it. */
    boolean sayable() {
        return switch (kind) {
            case NOTHING, UNSAYABLE -> false;
            case LIST -> element.kind == Kind.NOTHING || element.sayable();
            case OBJECT -> !fields.isEmpty() && fields.size() <= MOST_FIELDS && fields.entrySet().stream().allMatch(field -> DtdlName.of(field.getKey()).equals(field.getKey()) && field.getValue().sayable());
            default -> true;
        };
    }

    /** Only of what is {@link #sayable}. */
    JsonNode dtdl() {
        return switch (kind) {
            case BOOLEAN -> TextNode.valueOf("boolean");
            case LONG -> TextNode.valueOf("long");
            case DOUBLE -> TextNode.valueOf("double");
            case LIST -> {
                ObjectNode list = ModelJson.JSON.createObjectNode().put("@type", "Array");
                // What is always empty may be a list of anything.
                list.set("elementSchema", element.kind == Kind.NOTHING ? TextNode.valueOf("string") : element.dtdl());
                yield list;
            }
            case OBJECT -> {
                ObjectNode object = ModelJson.JSON.createObjectNode().put("@type", "Object");
                ArrayNode list = object.putArray("fields");
                fields.forEach((name, field) -> list.addObject().put("name", name).set("schema", field.dtdl()));
                yield object;
            }
            default -> TextNode.valueOf("string");
        };
    }

    /** Whether a value, seen or not, is of this schema: a thing may have changed since. */
    boolean fits(JsonNode value) {
        Kind now = kindOf(value);
        return switch (kind) {
            case DOUBLE -> now == Kind.DOUBLE || now == Kind.LONG;
            case LIST -> now == kind && valuesFit(value);
            case OBJECT -> now == kind && value.properties().stream().allMatch(field -> fields.containsKey(field.getKey()) && fields.get(field.getKey()).fits(field.getValue()));
            default -> now == kind;
        };
    }

    private boolean valuesFit(JsonNode list) {
        for (JsonNode one : list) {
            if (!element.fits(one)) {
                return false;
            }
        }
        return true;
    }
}
