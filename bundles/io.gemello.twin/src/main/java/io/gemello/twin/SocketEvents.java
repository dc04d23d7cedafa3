package io.gemello.twin;

import java.util.Set;
import org.eclipse.ditto.json.JsonArrayBuilder;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonValue;

/**
 * Changes as events of the Ditto protocol.
 *
 * @param acks labels of acknowledgements that the socket declared to give: it is asked for no others
 */
record SocketEvents(Set<String> acks) {
    /** @param extra null for none */
    String text(ThingChange change, JsonObject extra) {
        JsonObjectBuilder event = JsonFactory.newObjectBuilder().set("topic", change.topic()).set("headers", headers(change))
            .set("path", change.path().isEmpty() ? "/" : change.path().toString());
        JsonValue written = change.written();
        if (written != null) {
            event.set("value", written);
        }
        if (extra != null && !extra.isEmpty()) {
            event.set("extra", extra);
        }
        return event.set("revision", change.revision()).set("timestamp", Times.instant(change.time()).toString()).build().toString();
    }

    private JsonObject headers(ThingChange change) {
        JsonObjectBuilder headers = JsonFactory.newObjectBuilder();
        JsonArrayBuilder asked = JsonFactory.newArrayBuilder();
        if (change.cause() != null) {
            headers.set("correlation-id", change.cause().correlationId()).set("ditto-originator", change.cause().who().dittoSubject());
            change.cause().acks().stream().filter(acks::contains).forEach(asked::add);
        }
        return headers.set("response-required", false).set("requested-acks", asked.build()).set("entity-revision", change.revision())
            .set("content-type", change.action() == ThingChange.Action.MERGED ? "application/merge-patch+json" : "application/json").build();
    }
}
