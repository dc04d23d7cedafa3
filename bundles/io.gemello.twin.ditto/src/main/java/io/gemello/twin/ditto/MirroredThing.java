package io.gemello.twin.ditto;

import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.ditto.json.JsonArray;
import org.eclipse.ditto.json.JsonCollectors;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonValue;

/**
 * A thing as it has to be there: what it has here, and the attribute {@value #LIST} that tells whose it is and which attributes and features are the
 * mirror's. By that list the mirror takes away what is no longer here, though it may not have been running when it went, and nothing that others wrote there.
 */
final class MirroredThing {
    static final String LIST = "mirror";
    private static final String DESIRED = "desiredProperties";

    private MirroredThing() {}

    /** @param desired whether desired properties are mirrored; where they come back they are the other Ditto's */
    static JsonObject of(JsonObject thing, String site, boolean desired) {
        JsonObjectBuilder attributes = JsonFactory.newObjectBuilder();
        object(thing, "attributes").stream().filter(field -> !field.getKeyName().equals(LIST)).forEach(attributes::set);
        JsonObject kept = object(desired ? thing : undesired(thing), "features");
        JsonObject plain = attributes.build();
        JsonObject list = JsonFactory.newObjectBuilder().set("of", site).set("attributes", names(plain)).set("features", names(kept)).build();
        JsonObjectBuilder whole = JsonFactory.newObjectBuilder();
        thing.getField("definition").filter(field -> !field.getValue().isNull()).ifPresent(whole::set);
        return whole.set("attributes", plain.setValue(LIST, list)).set("features", kept).build();
    }

    /** The thing without desired properties. */
    static JsonObject undesired(JsonObject thing) {
        JsonObjectBuilder features = JsonFactory.newObjectBuilder();
        object(thing, "features").forEach(field -> features.set(JsonFactory.newField(field.getKey(), undesired(field.getValue()))));
        return thing.setValue("features", features.build());
    }

    private static JsonValue undesired(JsonValue feature) {
        return feature.isObject() && !feature.isNull() ? feature.asObject().remove(DESIRED) : feature;
    }

    private static JsonArray names(JsonObject object) {
        return object.getKeys().stream().map(JsonKey::toString).map(JsonFactory::newValue).collect(JsonCollectors.valuesToArray());
    }

    /** The attributes or features of a thing there that are the mirror's. @param part {@code attributes} or {@code features} */
    static List<JsonKey> listed(JsonObject there, String part) {
        return object(object(there, "attributes"), LIST).getValue(part).filter(value -> value.isArray() && !value.isNull()).map(JsonValue::asArray).orElseGet(JsonArray::empty).stream()
            .filter(JsonValue::isString).map(JsonValue::asString).filter(name -> !name.isEmpty()).map(JsonFactory::newKey).collect(Collectors.toList());
    }

    /** Desired properties by feature. */
    static JsonObject desired(JsonObject thing) {
        JsonObjectBuilder desired = JsonFactory.newObjectBuilder();
        object(thing, "features").forEach(feature -> {
            if (feature.getValue().isObject() && !feature.getValue().isNull()) {
                JsonObject wishes = object(feature.getValue().asObject(), DESIRED);
                if (!wishes.isEmpty()) {
                    desired.set(JsonFactory.newField(feature.getKey(), wishes));
                }
            }
        });
        return desired.build();
    }

    /** Empty where there is none. */
    static JsonObject object(JsonObject of, String name) {
        return of.getValue(JsonFactory.newKey(name)).filter(value -> value.isObject() && !value.isNull()).map(JsonValue::asObject).orElseGet(JsonObject::empty);
    }
}
