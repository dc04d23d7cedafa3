package io.gemello.twin.ditto;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonValue;

/**
 * What makes a thing there like it is here: one merge patch (RFC 7396), and a command for each value that no patch can express, because a null in it
 * would take it away. What the thing there has besides is left alone, unless its list says that it is the mirror's.
 */
final class Difference {
    private static final JsonValue GONE = JsonFactory.nullLiteral();
    private final List<Command> alone = new ArrayList<>();

    private Difference() {}

    /** @param here as {@link MirroredThing#of} makes it @param there as it was retrieved, or as it was made last */
    static List<Command> between(JsonObject here, JsonObject there) {
        Difference difference = new Difference();
        JsonObjectBuilder patch = JsonFactory.newObjectBuilder();
        here.getField("definition").ifPresent(field -> difference.into(patch, "", field, there));
        difference.part("attributes", here, there, patch);
        difference.part("features", here, there, patch);
        JsonObject merge = patch.build();
        List<Command> commands = new ArrayList<>();
        if (!merge.isEmpty()) {
            commands.add(new Command("merge", "/", merge));
        }
        commands.addAll(difference.alone);
        return commands;
    }

    private void part(String name, JsonObject here, JsonObject there, JsonObjectBuilder patch) {
        JsonObject to = MirroredThing.object(here, name);
        JsonObject from = MirroredThing.object(there, name);
        JsonObjectBuilder part = JsonFactory.newObjectBuilder();
        to.forEach(field -> into(part, "/" + name, field, from));
        for (JsonKey ours : MirroredThing.listed(there, name)) {
            if (!has(to, ours) && has(from, ours)) {
                part.set(JsonFactory.newField(ours, GONE));
            }
        }
        JsonObject built = part.build();
        if (!built.isEmpty()) {
            patch.set(JsonFactory.newField(JsonKey.of(name), built));
        }
    }

    /** @param path of what holds the field */
    private void into(JsonObjectBuilder patch, String path, JsonField field, JsonObject from) {
        JsonValue patched = patch(path + "/" + escaped(field.getKeyName()), field.getValue(), value(from, field.getKey()));
        if (patched != null) {
            patch.set(JsonFactory.newField(field.getKey(), patched));
        }
    }

    /** Null for no patch. @param from null for nothing */
    private JsonValue patch(String path, JsonValue to, JsonValue from) {
        if (from != null && same(to, from)) {
            return null;
        }
        if (plainObject(to) && from != null && plainObject(from)) {
            JsonObjectBuilder patch = JsonFactory.newObjectBuilder();
            to.asObject().forEach(field -> into(patch, path, field, from.asObject()));
            from.asObject().forEach(field -> {
                if (!has(to.asObject(), field.getKey())) {
                    patch.set(JsonFactory.newField(field.getKey(), GONE));
                }
            });
            JsonObject built = patch.build();
            return built.isEmpty() ? null : built;
        }
        if (holdsNull(to)) {
            alone.add(new Command("modify", path, to));
            return null;
        }
        return to;
    }

    private static boolean holdsNull(JsonValue value) {
        if (value.isNull()) {
            return true;
        }
        return value.isObject() && value.asObject().stream().anyMatch(field -> holdsNull(field.getValue()));
    }

    /** Numbers are the same when they are the same number: 20 and 20.0 are. */
    private static boolean same(JsonValue one, JsonValue other) {
        if (one.isNumber() && other.isNumber()) {
            return Double.compare(one.asDouble(), other.asDouble()) == 0;
        }
        return one.equals(other);
    }

    private static boolean plainObject(JsonValue value) {
        return value.isObject() && !value.isNull();
    }

    private static boolean has(JsonObject object, JsonKey key) {
        return value(object, key) != null;
    }

    private static JsonValue value(JsonObject object, JsonKey key) {
        return object.getValue(key).orElse(null);
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
