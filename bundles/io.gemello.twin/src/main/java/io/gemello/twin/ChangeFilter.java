package io.gemello.twin;

import java.util.Set;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;

/**
 * Which changes a stream is told, and what of them. Streams with equal filters share the text of an event.
 *
 * @param things ids; null for all
 * @param namespaces null for all
 * @param path the part of the thing that is told, bare; the whole thing's path for things
 * @param fields null for all but the special ones
 */
record ChangeFilter(Set<String> things, Set<String> namespaces, ThingPath path, FieldChoice fields) {
    boolean wants(ThingState thing) {
        return (things == null || things.contains(thing.id())) && (namespaces == null || namespaces.contains(thing.namespace()));
    }

    /** The event's data; null when there is nothing to tell. */
    String text(ThingChange change) {
        if (path.whole()) {
            JsonObject shown = fields == null ? change.partial() : fields.from(change.partialWithSpecialFields());
            return shown.isEmpty() ? null : shown.toString();
        }
        JsonValue part = change.partial().getValue(path.pointer()).orElse(null);
        if (part != null && fields != null && part.isObject() && !part.isNull()) {
            part = fields.from(part.asObject());
        }
        return part == null ? null : part.toString();
    }
}
