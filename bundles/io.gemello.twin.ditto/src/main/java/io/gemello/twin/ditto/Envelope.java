package io.gemello.twin.ditto;

import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonValue;

/** Texts of the Ditto protocol, the same for both sides. */
final class Envelope {
    private Envelope() {}

    /** @param id {@code namespace:name} @param value null for none */
    static JsonObject thing(String id, String action, String path, JsonValue value) {
        return of(slashed(id) + "/things/twin/commands/" + action, path, value);
    }

    /** @param id {@code namespace:name} @param value null for none */
    static JsonObject policy(String id, String action, JsonValue value) {
        return of(slashed(id) + "/policies/commands/" + action, "/", value);
    }

    private static JsonObject of(String topic, String path, JsonValue value) {
        JsonObjectBuilder envelope = JsonFactory.newObjectBuilder().set("topic", topic).set("headers", JsonFactory.newObject()).set("path", path);
        if (value != null) {
            envelope.set("value", value);
        }
        return envelope.build();
    }

    static JsonObject with(JsonObject envelope, String header, JsonValue value) {
        JsonObject headers = envelope.getValue("headers").filter(JsonValue::isObject).map(JsonValue::asObject).orElseGet(JsonObject::empty);
        return envelope.setValue("headers", headers.setValue(header, value));
    }

    /** Empty where it has none. */
    static String header(JsonObject envelope, String name) {
        return envelope.getValue("headers").filter(JsonValue::isObject).flatMap(headers -> headers.asObject().getValue(name)).map(value -> value.isString() ? value.asString() : value.toString()).orElse("");
    }

    static String topic(JsonObject envelope) {
        return envelope.getValue("topic").filter(JsonValue::isString).map(JsonValue::asString).orElse("");
    }

    static String path(JsonObject envelope) {
        return envelope.getValue("path").filter(JsonValue::isString).map(JsonValue::asString).orElse("/");
    }

    /** 0 where it has none. */
    static int status(JsonObject envelope) {
        return envelope.getValue("status").filter(JsonValue::isNumber).map(JsonValue::asInt).orElse(0);
    }

    /** Null where it has none. */
    static JsonValue value(JsonObject envelope) {
        return envelope.getValue("value").orElse(null);
    }

    /** Whose thing an envelope is about, {@code namespace:name}. */
    static String id(JsonObject envelope) {
        String[] words = topic(envelope).split("/", 3);
        return words.length < 3 ? "" : words[0] + ":" + words[1];
    }

    /** An identity as it stands in topics. */
    static String slashed(String id) {
        return id.replaceFirst(":", "/");
    }

    /** @throws Refused where it is an error */
    static JsonObject accepted(JsonObject answer) throws Refused {
        int status = status(answer);
        if (status >= 300) {
            JsonValue value = value(answer);
            JsonObject said = value != null && value.isObject() && !value.isNull() ? value.asObject() : JsonObject.empty();
            throw new Refused(status, text(said, "error"), text(said, "message"));
        }
        return answer;
    }

    private static String text(JsonObject said, String name) {
        return said.getValue(name).filter(JsonValue::isString).map(JsonValue::asString).orElse("");
    }
}
