package io.gemello.twin.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What values a model lets stand somewhere.
 *
 * @param values that alone are possible; empty for all of the type
 * @param labels words for the values, in their order, where the model has them
 * @param element of lists and maps; null for anything
 * @param fields of objects
 * @param required fields that an object must have
 * @param min lowest number; NaN for none
 * @param max highest number; NaN for none
 */
record Shape(Type type, List<JsonNode> values, List<String> labels, Shape element, Map<String, Shape> fields, Set<String> required, double min, double max) {
    enum Type {
        ANY("anything"), BOOLEAN("true or false"), INTEGER("a whole number"), NUMBER("a number"), TEXT("a text"), DATE("a date"), DATE_TIME("a date and time with zone"),
        TIME("a time of day"), DURATION("an ISO 8601 duration"), LIST("a list"), MAP("an object"), OBJECT("an object"), NULL("null");

        private final String words;

        Type(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    static final Shape ANY = of(Type.ANY);
    private static final Pattern DURATION = Pattern.compile("-?P(?!$)(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?(T(?!$)(\\d+H)?(\\d+M)?(\\d+(\\.\\d+)?S)?)?");
    private static final int LONGEST = 60;

    static Shape of(Type type) {
        return new Shape(type, List.of(), List.of(), null, Map.of(), Set.of(), Double.NaN, Double.NaN);
    }

    static Shape holding(Type type, Shape element) {
        return new Shape(type, List.of(), List.of(), element, Map.of(), Set.of(), Double.NaN, Double.NaN);
    }

    Shape among(List<JsonNode> possible, List<String> words) {
        return new Shape(type, possible, words, element, fields, required, min, max);
    }

    Shape with(Map<String, Shape> named, Set<String> needed) {
        return new Shape(type, values, labels, element, named, needed, min, max);
    }

    Shape within(double lowest, double highest) {
        return new Shape(type, values, labels, element, fields, required, lowest, highest);
    }

    /** Null where a value fits; else what is wrong with it, to stand behind the place. */
    String misfit(JsonNode value) {
        if (!ofType(value)) {
            return "is " + shown(value) + "; the model wants " + type.words;
        }
        if (!values.isEmpty() && values.stream().noneMatch(possible -> same(possible, value))) {
            return "is " + shown(value) + "; the model lets it be " + values.stream().map(JsonNode::toString).reduce((a, b) -> a + ", " + b).orElse("");
        }
        if (value.isNumber() && (value.doubleValue() < min || value.doubleValue() > max)) {
            return "is " + value + "; the model lets it be" + (Double.isNaN(min) ? "" : " from " + min) + (Double.isNaN(max) ? "" : " to " + max);
        }
        return inside(value);
    }

    private String inside(JsonNode value) {
        if (type == Type.LIST && element != null) {
            for (int i = 0; i < value.size(); i++) {
                String wrong = element.misfit(value.get(i));
                if (wrong != null) {
                    return "has at [" + i + "] what " + wrong;
                }
            }
        }
        if (type == Type.MAP || type == Type.OBJECT) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                Shape wanted = type == Type.MAP ? element : fields.get(field.getKey());
                String wrong = wanted == null ? null : wanted.misfit(field.getValue());
                if (wrong != null) {
                    return "has under '" + field.getKey() + "' what " + wrong;
                }
            }
            for (String name : required) {
                if (!value.has(name)) {
                    return "lacks '" + name + "'";
                }
            }
        }
        return null;
    }

    private boolean ofType(JsonNode value) {
        return switch (type) {
            case ANY -> true;
            case BOOLEAN -> value.isBoolean();
            case INTEGER -> value.isNumber() && value.doubleValue() == Math.rint(value.doubleValue());
            case NUMBER -> value.isNumber();
            case TEXT -> value.isTextual();
            case DATE -> parses(value, DateTimeFormatter.ISO_LOCAL_DATE);
            case DATE_TIME -> parses(value, DateTimeFormatter.ISO_OFFSET_DATE_TIME);
            case TIME -> parses(value, DateTimeFormatter.ISO_TIME);
            case DURATION -> value.isTextual() && DURATION.matcher(value.textValue()).matches();
            case LIST -> value.isArray();
            case MAP, OBJECT -> value.isObject();
            case NULL -> value.isNull();
        };
    }

    private static boolean parses(JsonNode value, DateTimeFormatter format) {
        try {
            return value.isTextual() && format.parse(value.textValue()) != null;
        } catch (DateTimeException no) {
            return false;
        }
    }

    /** 1 and 1.0 are one number. */
    private static boolean same(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber() ? one.doubleValue() == other.doubleValue() : one.equals(other);
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
