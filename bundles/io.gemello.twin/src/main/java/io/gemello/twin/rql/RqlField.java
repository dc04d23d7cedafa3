package io.gemello.twin.rql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;

/**
 * A field of a thing, as an expression names it.
 *
 * @param name without a leading slash
 * @param pointer where it stands; null for a placeholder such as {@code topic:action}
 * @param everyFeature whether an asterisk stands for the feature
 */
public record RqlField(String name, JsonPointer pointer, boolean everyFeature) {
    private static final Set<String> SIMPLE = Set.of("thingId", "policyId", "definition", "_namespace", "_revision", "_modified", "_created");
    private static final Set<String> PLACEHOLDERS = Set.of("topic:action", "topic:channel", "topic:full", "resource:type", "resource:path",
        "thing:id", "thing:namespace", "thing:name", "time:now", "time:now_epoch_millis");
    /** A feature alone can be asked whether it exists; what is compared is deeper in it. */
    private static final Pattern FEATURE = Pattern.compile("features/([^/]+)(?:/(properties|desiredProperties)(?:/(.+)?)?|/definition)?");

    /** For sorting. @throws IllegalArgumentException for no field that has values */
    public static RqlField ofValue(String given) {
        RqlField field = of(given, true);
        if (field.pointer == null || field.everyFeature) {
            throw new IllegalArgumentException("Unknown property name: " + given);
        }
        return field;
    }

    /** @param compared whether its value is asked for, not only whether it is there @throws IllegalArgumentException for no field of a thing */
    static RqlField of(String given, boolean compared) {
        String name = given.startsWith("/") ? given.substring(1) : given;
        Matcher feature = FEATURE.matcher(name);
        if (SIMPLE.contains(name) || (name.startsWith("attributes/") || name.startsWith("_metadata/")) && !name.endsWith("/")) {
            return new RqlField(name, pointer(name), false);
        }
        if (feature.matches() && (!compared || feature.group(3) != null || name.endsWith("/definition"))) {
            return new RqlField(name, pointer(name), feature.group(1).equals("*"));
        }
        if (PLACEHOLDERS.contains(name)) {
            return new RqlField(name, null, false);
        }
        throw new IllegalArgumentException("Unknown property name: " + given);
    }

    private static JsonPointer pointer(String name) {
        return JsonPointer.of("/" + (name.endsWith("/") ? name.substring(0, name.length() - 1) : name));
    }

    /** The value in a whole thing, special fields included; null for nothing. */
    public FieldValues in(JsonObject thing) {
        if (pointer == null) {
            return null;
        }
        if (!everyFeature) {
            return FieldValues.of(thing.getValueFlatteningArrays(pointer).orElse(null));
        }
        JsonPointer rest = pointer.getSubPointer(2).orElse(JsonPointer.empty());
        JsonObject features = thing.getValue("features").filter(JsonValue::isObject).filter(v -> !v.isNull()).map(JsonValue::asObject).orElseGet(JsonFactory::newObject);
        List<FieldValues> found = new ArrayList<>();
        for (JsonKey id : features.getKeys()) {
            features.getValue(id.asPointer().append(rest)).map(FieldValues::of).ifPresent(found::add);
        }
        return FieldValues.all(found);
    }
}
