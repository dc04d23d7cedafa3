package io.gemello.twin;

import io.gemello.twin.policy.Sight;
import io.gemello.twin.protocol.SignalNames;
import io.gemello.twin.rql.Dialect;
import io.gemello.twin.rql.Rql;
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
 * @param rql over what changed and the extra fields; null for all
 * @param extra what is told of the thing beside what changed; null for nothing
 * @param socket null for an event stream, which is told parts of things; else whole events of the Ditto protocol
 */
record ChangeFilter(Set<String> things, Set<String> namespaces, ThingPath path, FieldChoice fields, Rql rql, FieldChoice extra, SocketEvents socket) {
    boolean wants(ThingState thing) {
        return (things == null || things.contains(thing.id())) && (namespaces == null || namespaces.contains(thing.namespace()));
    }

    /** The event's data; null when there is nothing to tell to somebody who sees so much of the thing. */
    String text(ThingChange whole, Sight sight) {
        ThingChange change = whole.seenBy(sight);
        return change == null ? null : seen(change, sight);
    }

    private String seen(ThingChange change, Sight sight) {
        JsonObject beside = extra == null || change.action() == ThingChange.Action.DELETED ? null : extra.from(sight.of(change.after().jsonWithSpecialFields()));
        JsonObject partial = beside == null ? change.partial() : DeepMerge.over(beside, change.partial());
        if (rql != null && !fits(change, partial)) {
            return null;
        }
        if (socket != null) {
            return socket.text(change, beside);
        }
        if (path.whole()) {
            JsonObject shown = fields == null ? partial : fields.from(change.withSpecialFields(partial));
            return shown.isEmpty() ? null : shown.toString();
        }
        JsonValue part = partial.getValue(path.pointer()).orElse(null);
        if (part != null && fields != null && part.isObject() && !part.isNull()) {
            part = fields.from(part.asObject());
        }
        return part == null ? null : part.toString();
    }

    private boolean fits(ThingChange change, JsonObject partial) {
        JsonObject thing = change.withSpecialFields(partial);
        SignalNames names = new SignalNames(change.topic(), "twin", change.action().word(), change.path().isEmpty() ? "/" : change.path().toString(), change.thingId(), Times.instant(change.time()));
        return rql.test(field -> field.pointer() == null ? names.of(field) : field.in(thing), Dialect.STATE);
    }

}
