package io.gemello.twin.rql;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.ditto.json.JsonValue;

/**
 * What stands at a field of a thing.
 *
 * @param scalars {@code Long}, {@code Double}, {@code String}, {@code Boolean} or {@link #NULL}; none for an object; those of an array's elements, of arrays within it too
 * @param empty whether it is null, or a text, array or object without anything in it
 */
public record FieldValues(List<Object> scalars, boolean empty) {
    /** The null of JSON. */
    public static final Object NULL = new Object() {
        @Override
        public String toString() {
            return "null";
        }
    };

    /** @param value null for nothing @return null for nothing */
    public static FieldValues of(JsonValue value) {
        if (value == null) {
            return null;
        }
        if (value.isArray() && !value.isNull()) {
            List<Object> scalars = new ArrayList<>();
            value.asArray().forEach(item -> add(scalars, item));
            return new FieldValues(scalars, value.asArray().isEmpty());
        }
        Object scalar = scalar(value);
        return scalar == null ? new FieldValues(List.of(), value.asObject().isEmpty()) : of(scalar);
    }

    /** @param scalar not null */
    public static FieldValues of(Object scalar) {
        return new FieldValues(List.of(scalar), scalar == NULL || "".equals(scalar));
    }

    /** Of several features; null for none. */
    static FieldValues all(List<FieldValues> some) {
        if (some.isEmpty()) {
            return null;
        }
        List<Object> scalars = new ArrayList<>();
        boolean empty = true;
        for (FieldValues one : some) {
            scalars.addAll(one.scalars);
            empty &= one.empty;
        }
        return new FieldValues(scalars, empty);
    }

    private static void add(List<Object> to, JsonValue item) {
        Object scalar = scalar(item);
        if (scalar == null && item.isArray()) {
            item.asArray().forEach(inner -> add(to, inner));
        } else if (scalar != null) {
            to.add(scalar);
        }
    }

    /** Null for an object. */
    static Object scalar(JsonValue value) {
        if (value.isNull()) {
            return NULL;
        }
        if (value.isString()) {
            return value.asString();
        }
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        if (value.isNumber()) {
            return value.isLong() ? (Object) value.asLong() : (Object) value.asDouble();
        }
        return null;
    }
}
