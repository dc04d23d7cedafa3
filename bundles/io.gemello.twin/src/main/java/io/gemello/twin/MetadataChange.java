package io.gemello.twin;

import io.gemello.api.http.Request;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.ditto.base.model.headers.metadata.MetadataHeader;
import org.eclipse.ditto.base.model.headers.metadata.MetadataHeaders;
import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.things.model.signals.commands.exceptions.MetadataHeadersConflictException;

/**
 * What a change does to the thing's metadata beside.
 *
 * @param put empty for nothing
 * @param delete null for nothing
 */
record MetadataChange(MetadataHeaders put, MetadataPaths delete) {
    static final MetadataChange NONE = new MetadataChange(MetadataHeaders.newInstance(), null);
    private static final JsonKey ANY = JsonKey.of("*");

    /** @throws MetadataHeadersConflictException 400 @throws org.eclipse.ditto.base.model.exceptions.DittoHeaderInvalidException 400 */
    static MetadataChange of(Request request) {
        refuseConflict(request);
        String put = RequestOption.of(request, "put-metadata").orElse(null);
        String delete = RequestOption.of(request, "delete-metadata").orElse(null);
        return put == null && delete == null ? NONE
            : new MetadataChange(put == null ? NONE.put : MetadataHeaders.parseMetadataHeaders(put), delete == null ? null : MetadataPaths.of(delete));
    }

    /** @throws MetadataHeadersConflictException 400 */
    static void refuseConflict(Request request) {
        if (Stream.of("put-metadata", "get-metadata", "delete-metadata").filter(name -> RequestOption.of(request, name).isPresent()).count() > 1) {
            throw MetadataHeadersConflictException.newBuilder().build();
        }
    }

    boolean any() {
        return !put.isEmpty() || delete != null;
    }

    /** @param metadata of the whole thing before @param place that was written @param written there */
    JsonObject applied(JsonObject metadata, JsonPointer place, JsonValue written) {
        JsonObject[] now = {metadata};
        if (delete != null) {
            JsonObject there = place.isEmpty() ? metadata
                : metadata.getValue(place).filter(v -> v.isObject() && !v.isNull()).map(JsonValue::asObject).orElseGet(JsonObject::empty);
            delete.find(there, (path, value) -> now[0] = now[0].remove(place.append(path)));
        }
        for (MetadataHeader header : put) {
            JsonPointer key = header.getKey().appliesToAllLeaves() ? header.getKey().getPath().nextLevel() : header.getKey().getPath();
            Consumer<JsonPointer> set = at -> now[0] = put(now[0], place.append(at), header.getValue());
            if (header.getKey().appliesToAllLeaves()) {
                leaves(written, JsonPointer.empty(), leaf -> set.accept(leaf.append(key)));
            } else {
                spelledOut(key, written, JsonPointer.empty(), set);
            }
        }
        return now[0];
    }

    /** A value where objects are needed gives way. */
    private static JsonObject put(JsonObject into, JsonPointer at, JsonValue value) {
        JsonKey key = at.getRoot().orElseThrow();
        JsonObjectBuilder with = into.toBuilder();
        if (at.getLevelCount() == 1) {
            return with.set(key, value).build();
        }
        JsonObject below = into.getValue(key.asPointer()).filter(v -> v.isObject() && !v.isNull()).map(JsonValue::asObject).orElseGet(JsonObject::empty);
        return with.set(key, put(below, at.nextLevel(), value)).build();
    }

    /** An array is a leaf; the ids of a thing are none. */
    private static void leaves(JsonValue value, JsonPointer at, Consumer<JsonPointer> to) {
        if (!value.isObject() || value.isNull()) {
            to.accept(at);
            return;
        }
        for (JsonField field : value.asObject()) {
            if (!at.isEmpty() || !field.getKeyName().equals("thingId") && !field.getKeyName().equals("policyId")) {
                leaves(field.getValue(), at.addLeaf(field.getKey()), to);
            }
        }
    }

    private static void spelledOut(JsonPointer key, JsonValue written, JsonPointer at, Consumer<JsonPointer> to) {
        JsonKey next = key.getRoot().orElse(null);
        if (next == null) {
            to.accept(at);
        } else if (!next.equals(ANY)) {
            JsonValue below = written != null && written.isObject() && !written.isNull() ? written.asObject().getValue(next.asPointer()).orElse(null) : null;
            spelledOut(key.nextLevel(), below, at.addLeaf(next), to);
        } else if (written != null && written.isObject() && !written.isNull()) {
            written.asObject().forEach(field -> spelledOut(key.nextLevel(), field.getValue(), at.addLeaf(field.getKey()), to));
        }
    }
}
