package io.gemello.twin;

import io.gemello.api.access.Subject;
import org.eclipse.ditto.json.JsonValue;

/**
 * What a client wants to be changed, whatever way it came.
 *
 * @param value null exactly for {@link Op#DELETE}
 * @param metadata what becomes of the thing's metadata beside
 * @param cause who wants it
 */
record ThingCommand(Op op, String thingId, ThingPath path, JsonValue value, Preconditions conditions, MetadataChange metadata, ThingChange.Cause cause) {
    enum Op {
        /** As {@link #PUT} of a whole thing, but only where there is none. */
        CREATE,
        PUT, MERGE, DELETE
    }

    Subject who() {
        return cause.who();
    }

    /** The same but for its value: what is left when values of points went their own way. */
    ThingCommand with(JsonValue rest) {
        return new ThingCommand(op, thingId, path, rest, conditions, metadata, cause);
    }

    /**
     * What became of it.
     *
     * @param created true where there was nothing before
     * @param value what stands there now; null after a deletion
     * @param etag of what was written; null after a deletion
     * @param revision of the thing then; 0 where the change goes by way of a point and shows in the thing later
     */
    record Outcome(boolean created, JsonValue value, String etag, long revision) {}
}
