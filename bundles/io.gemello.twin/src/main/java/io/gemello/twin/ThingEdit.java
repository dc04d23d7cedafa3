package io.gemello.twin;

import org.eclipse.ditto.base.model.exceptions.DittoJsonException;
import org.eclipse.ditto.json.JsonArray;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonMergePatch;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonParseException;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.policies.model.PolicyId;
import org.eclipse.ditto.things.model.ThingId;
import org.eclipse.ditto.things.model.ThingsModelFactory;
import org.eclipse.ditto.things.model.signals.commands.exceptions.PolicyIdNotDeletableException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingMergeInvalidException;

/** What a change makes of a thing's JSON. Pure: the thing is given and returned without {@code thingId} and without telemetry. */
final class ThingEdit {
    private ThingEdit() {}

    /** The value goes where the path says, whatever was there. A feature must be there before a part of it is put; attributes need not. */
    static JsonObject put(JsonObject thing, String thingId, ThingPath path, JsonValue value) {
        JsonValue valid = valid(path, value);
        if (path.whole()) {
            JsonObject whole = valid.asObject();
            return whole.contains("policyId") ? whole : keepPolicy(thing, whole);
        }
        if (path.feature() != null && path.kind() != ThingPath.Kind.FEATURE && !thing.contains(featureOf(path))) {
            throw PathErrors.notFound(ThingPath.of(featureOf(path)), thingId);
        }
        return thing.setValue(path.pointer(), valid);
    }

    private static JsonObject keepPolicy(JsonObject before, JsonObject whole) {
        JsonObjectBuilder kept = JsonFactory.newObjectBuilder();
        before.getValue("policyId").ifPresent(policy -> kept.set("policyId", policy));
        whole.forEach(kept::set);
        return kept.build();
    }

    /** RFC 7396 at the path: null deletes, what is missing above is made. */
    static JsonObject merge(JsonObject thing, ThingPath path, JsonValue value) {
        if (value.isNull() && path.whole()) {
            throw mergeInvalid();
        }
        if (path.kind() == ThingPath.Kind.POLICY_ID && value.isNull()
            || path.whole() && value.isObject() && value.asObject().getValue("policyId").filter(JsonValue::isNull).isPresent()) {
            throw PolicyIdNotDeletableException.newBuilder().build();
        }
        if (path.whole() && !value.isObject()) {
            throw mergeInvalid();
        }
        JsonObject merged = JsonMergePatch.of(path.pointer(), value).applyOn(thing).asObject();
        if (path.whole()) {
            return valid(path, merged).asObject();
        }
        return merged.getValue(path.pointer()).map(now -> merged.setValue(path.pointer(), valid(path, now))).orElse(merged);
    }

    private static ThingMergeInvalidException mergeInvalid() {
        return ThingMergeInvalidException.newBuilder().message("The provided json value can not be applied at this resource").build();
    }

    static JsonObject delete(JsonObject thing, String thingId, ThingPath path) {
        if (!thing.contains(path.pointer())) {
            throw PathErrors.notFound(path, thingId);
        }
        return thing.remove(path.pointer());
    }

    private static JsonPointer featureOf(ThingPath path) {
        return path.pointer().getPrefixPointer(2).orElse(path.pointer());
    }

    /** The value as Ditto's model would keep it. @throws org.eclipse.ditto.base.model.exceptions.DittoRuntimeException 400 with the model's own words */
    private static JsonValue valid(ThingPath path, JsonValue value) {
        return switch (path.kind()) {
            case THING -> thing(object(value));
            case POLICY_ID -> JsonValue.of(PolicyId.of(text(value)).toString());
            case DEFINITION -> value.isNull() ? value : JsonValue.of(ThingsModelFactory.newDefinition(text(value)).toString());
            case FEATURES -> features(object(value));
            case FEATURE -> feature(path.feature(), object(value));
            case FEATURE_DEFINITION -> value.isNull() ? value : JsonFactory.newArray(ThingsModelFactory.newFeatureDefinition(array(value)).toJsonString());
            case ATTRIBUTES, PROPERTIES, DESIRED_PROPERTIES -> object(value);
            case ATTRIBUTE, PROPERTY, DESIRED_PROPERTY -> value;
        };
    }

    /** Only the fields that things have, in Ditto's order; a null field is as good as none. */
    private static JsonObject thing(JsonObject given) {
        JsonObjectBuilder kept = JsonFactory.newObjectBuilder();
        given.getValue("policyId").filter(v -> !v.isNull()).ifPresent(v -> kept.set("policyId", PolicyId.of(text(v)).toString()));
        given.getValue("definition").filter(v -> !v.isNull())
            .ifPresent(v -> kept.set("definition", ThingsModelFactory.newDefinition(text(v)).toString()));
        given.getValue("attributes").filter(v -> !v.isNull()).ifPresent(v -> kept.set("attributes", object(v)));
        given.getValue("features").filter(v -> !v.isNull()).ifPresent(v -> kept.set("features", features(object(v))));
        return kept.build();
    }

    private static JsonObject features(JsonObject given) {
        JsonObjectBuilder kept = JsonFactory.newObjectBuilder();
        for (JsonField field : given) {
            kept.set(field.getKey(), feature(field.getKeyName(), field.getValue().isNull() ? JsonFactory.newObject() : object(field.getValue())));
        }
        return kept.build();
    }

    private static JsonObject feature(String id, JsonObject given) {
        JsonObjectBuilder some = JsonFactory.newObjectBuilder();
        given.stream().filter(field -> !field.getValue().isNull()).forEach(some::set);
        return JsonFactory.newObject(ThingsModelFactory.newFeatureBuilder(some.build()).useId(id).build().toJsonString());
    }

    /** The id that a body names, if it names one: it must be that of the URL. */
    static boolean names(JsonValue body, String thingId) {
        return !body.isObject() || body.isNull()
            || body.asObject().getValue(JsonKey.of("thingId").asPointer()).map(v -> v.isString() && ThingId.of(v.asString()).toString().equals(thingId)).orElse(true);
    }

    static JsonObject object(JsonValue value) {
        if (value.isObject() && !value.isNull()) {
            return value.asObject();
        }
        throw wrongType(value, "object");
    }

    private static JsonArray array(JsonValue value) {
        if (value.isArray()) {
            return value.asArray();
        }
        throw wrongType(value, "array");
    }

    static String text(JsonValue value) {
        if (value.isString()) {
            return value.asString();
        }
        throw wrongType(value, "string");
    }

    private static DittoJsonException wrongType(JsonValue value, String wanted) {
        String text = value.toString();
        return new DittoJsonException(JsonParseException.newBuilder()
            .message("<" + (text.length() > 80 ? text.substring(0, 80) + "…" : text) + "> is not a valid JSON " + wanted + "!").build());
    }
}
