package io.gemello.twin.protocol;

import io.gemello.api.access.Subject;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.eclipse.ditto.base.model.headers.DittoHeaders;
import org.eclipse.ditto.json.JsonArrayBuilder;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;

/**
 * Something that goes to whoever is listening now and is kept nowhere: a message, a live command or a live event.
 *
 * @param topic as it came
 * @param action the message's subject, or the command or event
 * @param headers those that its sender may set
 * @param place null but for messages
 * @param value null for none
 * @param fields null for none
 * @param acks asked for, {@code live-response} among them where an answer is wanted
 */
record LiveSignal(ControlFrame.Kind kind, String topic, String action, String thingId, JsonPointer path, MessagePlace place, DittoHeaders headers, String correlationId, Subject who,
                  JsonValue value, String fields, Set<String> acks) {
    private static final Set<String> OURS = Set.of("correlation-id", "ditto-originator", "requested-acks", "ditto-message-direction", "ditto-message-subject", "ditto-message-thing-id", "ditto-message-feature-id");

    boolean changes() {
        return kind != ControlFrame.Kind.LIVE_COMMANDS || !action.equals("retrieve");
    }

    String namespace() {
        return thingId.substring(0, thingId.indexOf(':'));
    }

    SignalNames names(Instant now) {
        return new SignalNames(topic, "live", action, pathText(), thingId, now);
    }

    private String pathText() {
        return path.isEmpty() ? "/" : path.toString();
    }

    /** The part of the thing that it speaks of, as a filter sees it. */
    JsonObject partial() {
        JsonObject thing = JsonFactory.newObjectBuilder().set("thingId", thingId).build();
        if (value == null || kind == ControlFrame.Kind.MESSAGES) {
            return thing;
        }
        if (!path.isEmpty()) {
            return thing.setValue(path, value);
        }
        return value.isObject() && !value.isNull() ? thing.setAll(value.asObject()) : thing;
    }

    /** What a listener is sent. @param declared acknowledgements that it may be asked for @param extra null for none */
    String text(Set<String> declared, JsonObject extra) {
        JsonObjectBuilder envelope = JsonFactory.newObjectBuilder().set("topic", topic).set("headers", headers(declared)).set("path", pathText());
        if (value != null) {
            envelope.set("value", value);
        }
        if (fields != null) {
            envelope.set("fields", fields);
        }
        if (extra != null && !extra.isEmpty()) {
            envelope.set("extra", extra);
        }
        return envelope.build().toString();
    }

    private JsonObject headers(Set<String> declared) {
        JsonObjectBuilder all = JsonFactory.newObjectBuilder();
        headers.toJson().forEach(field -> {
            if (!OURS.contains(field.getKeyName().toLowerCase(Locale.ROOT))) {
                all.set(field);
            }
        });
        JsonArrayBuilder asked = JsonFactory.newArrayBuilder();
        acks.stream().filter(label -> label.equals(AckWish.LIVE_RESPONSE) || declared.contains(label)).forEach(asked::add);
        all.set("correlation-id", correlationId).set("ditto-originator", who.dittoSubject()).set("requested-acks", asked.build());
        if (place != null) {
            all.set("ditto-message-direction", place.to() ? "TO" : "FROM").set("ditto-message-subject", place.subject()).set("ditto-message-thing-id", thingId);
            if (place.feature() != null) {
                all.set("ditto-message-feature-id", place.feature());
            }
        }
        return all.build();
    }
}
