package io.gemello.twin;

import io.gemello.api.access.Subject;
import io.gemello.api.http.EventSink;
import io.gemello.twin.policy.Sight;
import java.util.BitSet;
import java.util.Locale;
import java.util.Set;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;

/**
 * Something that happened to a thing and is durable.
 *
 * @param path what was written; empty for the whole thing
 * @param value what was written there; null for a deletion and, with {@code points}, made from them when asked
 * @param points for a merge of telemetry the points that changed, else null
 * @param after the state then; after a deletion the last one before it
 * @param cause who did it and the correlation id he gave; null for the site
 */
record ThingChange(Action action, JsonPointer path, JsonValue value, BitSet points, ThingState after, long revision, long time, Cause cause) {
    enum Action {
        CREATED, MODIFIED, MERGED, DELETED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param correlationId given by him, or made for him
     * @param origin the sink of the socket that it came by, which is not told of it; null for HTTP
     * @param acks labels of the acknowledgements that he waits for from those who are told
     */
    record Cause(Subject who, String correlationId, EventSink origin, Set<String> acks) {}

    static ThingChange telemetry(ThingState after, BitSet points) {
        return new ThingChange(Action.MERGED, JsonPointer.empty(), null, points, after, after.revision(), after.modified(), null);
    }

    /** The change as somebody hears of it who sees so much of the thing; null where it is none of his business. */
    ThingChange seenBy(Sight sight) {
        if (sight.everything()) {
            return this;
        }
        ThingState shown = after.shownTo(sight);
        JsonValue written = written(shown);
        JsonValue seen = sight.of(path, written);
        boolean told = written == null || path.isEmpty() ? sight.some(path) : seen != null;
        boolean hidden = points != null && shown != after && shown.telemetry().alerts() == null && withoutAlerts().isEmpty();
        boolean empty = hidden || path.isEmpty() && seen != null && seen.asObject().getKeys().stream().allMatch(key -> key.toString().equals("thingId"));
        return told && !(empty && action != Action.CREATED) ? new ThingChange(action, path, seen, null, shown, revision, time, cause) : null;
    }

    /** What was written, without alerts that are not shown. */
    private JsonValue written(ThingState shown) {
        if (shown == after) {
            return written();
        }
        if (points != null) {
            return shown.telemetryOf(shown.telemetry().alerts() == null ? withoutAlerts() : points);
        }
        // The site's word of a whole thing has them too; a client's never has.
        JsonPointer alerts = JsonPointer.of("/features").addLeaf(JsonKey.of(AlertsFeature.NAME));
        if (value == null || !path.isEmpty() || !value.asObject().contains(alerts)) {
            return value;
        }
        return shown.telemetry().alerts() == null ? value.asObject().remove(alerts) : value.asObject().setValue(alerts, shown.telemetry().alerts().json());
    }

    /** Null would say that they are over. */
    private BitSet withoutAlerts() {
        BitSet some = (BitSet) points.clone();
        some.clear(after.site().points().size());
        return some;
    }

    String thingId() {
        return after.id();
    }

    /** What was written, as JSON; null for a deletion. */
    JsonValue written() {
        return points == null ? value : after.telemetryOf(points);
    }

    /** The thing as far as it changed. */
    JsonObject partial() {
        JsonObjectBuilder thing = JsonFactory.newObjectBuilder().set("thingId", thingId());
        JsonValue written = written();
        if (written != null && path.isEmpty()) {
            written.asObject().forEach(thing::set);
        } else if (written != null) {
            return thing.build().setValue(path, written);
        }
        return thing.build();
    }

    /** With the fields that are shown only when asked for. */
    JsonObject withSpecialFields(JsonObject partial) {
        return partial.toBuilder().set("_namespace", after.namespace()).set("_revision", revision)
            .set("_created", Times.instant(after.created()).toString()).set("_modified", Times.instant(time).toString())
            .set("_context", context()).build();
    }

    String topic() {
        int colon = thingId().indexOf(':');
        return thingId().substring(0, colon) + "/" + thingId().substring(colon + 1) + "/things/twin/events/" + action.word();
    }

    private JsonObject context() {
        JsonObjectBuilder headers = JsonFactory.newObjectBuilder();
        if (cause != null) {
            headers.set("correlation-id", cause.correlationId()).set("ditto-originator", cause.who().dittoSubject());
        }
        JsonObjectBuilder context = JsonFactory.newObjectBuilder()
            .set("topic", topic())
            .set("path", path.isEmpty() ? "/" : path.toString());
        JsonValue written = written();
        if (written != null) {
            context.set("value", written);
        }
        return context.set("headers", headers.set("content-type", "application/json").build()).build();
    }
}
