package io.gemello.twin;

import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonValue;

/** A merge patch without what it would not change. */
final class MinimalPatch {
    private MinimalPatch() {}

    /** @param there null for nothing @return null when nothing is left */
    static JsonValue of(JsonValue patch, JsonValue there) {
        if (patch.isNull()) {
            return there == null ? null : patch;
        }
        if (!patch.isObject() || there == null || !there.isObject() || there.isNull()) {
            return patch.equals(there) ? null : patch;
        }
        JsonObject now = there.asObject();
        JsonObjectBuilder left = JsonFactory.newObjectBuilder();
        for (JsonField field : patch.asObject()) {
            JsonValue rest = of(field.getValue(), now.getValue(field.getKey().asPointer()).orElse(null));
            if (rest != null) {
                left.set(field.getKey(), rest);
            }
        }
        JsonObject some = left.build();
        return some.isEmpty() ? null : some;
    }
}
