package io.gemello.twin;

import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonValue;

/** One object laid over another, objects within objects too; other than in a merge patch a null is a value like any other. */
final class DeepMerge {
    private DeepMerge() {}

    static JsonObject over(JsonObject below, JsonObject above) {
        JsonObjectBuilder both = below.toBuilder();
        for (JsonField field : above) {
            JsonValue under = below.getValue(field.getKey().asPointer()).orElse(null);
            JsonValue value = field.getValue();
            boolean objects = under != null && under.isObject() && !under.isNull() && value.isObject() && !value.isNull();
            both.set(field.getKey(), objects ? over(under.asObject(), value.asObject()) : value);
        }
        return both.build();
    }
}
