package io.gemello.twin;

import java.util.Map;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;

/**
 * What clients wrote of a thing, kept as text: a tenth of the memory of Ditto's objects, parsed only when somebody asks.
 *
 * @param own {@code policyId}, {@code definition}, {@code attributes}, {@code features} and {@code _metadata}, as far as they are the clients'
 * @param displaced places of the site's that clients filled otherwise or emptied, with the value that the site gave them then; null for none
 */
record ClientPart(String own, String displaced) {
    static final ClientPart EMPTY = new ClientPart("{}", null);
    private static final String METADATA = "_metadata";
    private static final String POLICY_ID = "policyId";
    private static final String POLICY_FIRST = "{\"" + POLICY_ID + "\":\"";

    boolean isEmpty() {
        return own.equals(EMPTY.own) && displaced == null;
    }

    /** Null for none of the clients' own. Asked for each thing of a search, so without parsing where it stands first, as it does in things of clients. */
    String policyId() {
        if (own.startsWith(POLICY_FIRST)) {
            int end = own.indexOf('"', POLICY_FIRST.length());
            String id = own.substring(POLICY_FIRST.length(), end);
            if (id.indexOf('\\') < 0) {
                return id;
            }
        }
        return own.contains(POLICY_ID) ? JsonFactory.newObject(own).getValue(POLICY_ID).map(JsonValue::asString).orElse(null) : null;
    }

    /** Whether clients noted anything about parts of the thing, or wrote the word. */
    boolean noted() {
        return own.contains(METADATA);
    }

    /** The whole text of a thing that has no site and no notes. */
    String textOf(String thingId) {
        return "{\"thingId\":" + JsonFactory.newValue(thingId) + (own.length() == EMPTY.own.length() ? "" : ",") + own.substring(1);
    }

    /** What clients noted about parts of the thing, in the thing's own structure. */
    JsonObject metadata() {
        return noted() ? JsonFactory.newObject(own).getValue(METADATA).map(JsonValue::asObject).orElseGet(JsonObject::empty) : JsonObject.empty();
    }

    /** The thing without telemetry and metadata: the site's layer below, the clients' above. Fields stand in Ditto's order. @param site null for a thing of clients alone */
    JsonObject over(SiteThing site) {
        JsonObject mine = noted() ? JsonFactory.newObject(own).remove(METADATA) : JsonFactory.newObject(own);
        if (site == null) {
            return mine;
        }
        JsonObject holes = displaced == null ? JsonFactory.newObject() : JsonFactory.newObject(displaced);
        JsonObjectBuilder both = JsonFactory.newObjectBuilder();
        site.leaves().forEach((place, value) -> {
            if (!holes.contains(flat(place).asPointer())) {
                both.set(place, value);
            }
        });
        JsonObject layered = DeepMerge.over(both.build(), mine);
        JsonObjectBuilder ordered = JsonFactory.newObjectBuilder();
        for (String field : new String[] {"policyId", "definition", "attributes", "features"}) {
            layered.getValue(field).ifPresent(value -> ordered.set(field, value));
        }
        return ordered.build();
    }

    /** Splits a whole thing (without telemetry) into what the site says anyway and what is the clients'. */
    static ClientPart of(JsonObject thing, JsonObject metadata, SiteThing site) {
        JsonObject whole = metadata.isEmpty() ? thing : thing.setValue(METADATA, metadata);
        if (site == null) {
            return new ClientPart(whole.toString(), null);
        }
        JsonObject own = whole;
        JsonObjectBuilder holes = JsonFactory.newObjectBuilder();
        for (Map.Entry<JsonPointer, JsonValue> leaf : site.leaves().entrySet()) {
            if (whole.getValue(leaf.getKey()).filter(leaf.getValue()::equals).isPresent()) {
                own = without(own, leaf.getKey());
            } else {
                holes.set(flat(leaf.getKey()), leaf.getValue());
            }
        }
        JsonObject displaced = holes.build();
        return new ClientPart(own.toString(), displaced.isEmpty() ? null : displaced.toString());
    }

    /** As the site is now: where it says something new of a displaced place, the site wins. */
    ClientPart under(SiteThing site) {
        if (isEmpty()) {
            return this;
        }
        Map<JsonPointer, JsonValue> leaves = site.leaves();
        JsonObject then = displaced == null ? JsonFactory.newObject() : JsonFactory.newObject(displaced);
        JsonObject own = JsonFactory.newObject(this.own);
        JsonObjectBuilder holes = JsonFactory.newObjectBuilder();
        for (Map.Entry<JsonPointer, JsonValue> leaf : leaves.entrySet()) {
            JsonKey place = flat(leaf.getKey());
            if (then.getValue(place.asPointer()).filter(leaf.getValue()::equals).isPresent()) {
                holes.set(place, leaf.getValue());
            } else if (then.contains(place.asPointer())) {
                own = own.remove(leaf.getKey());
            }
        }
        JsonObject displaced = holes.build();
        return new ClientPart(PointWrites.withoutTelemetry(own, site).toString(), displaced.isEmpty() ? null : displaced.toString());
    }

    /** The part of a clients' thing that the site takes over: at the site's places the site wins. */
    ClientPart adoptedBy(SiteThing site) {
        JsonObject mine = JsonFactory.newObject(own);
        for (JsonPointer place : site.leaves().keySet()) {
            mine = mine.contains(place) ? without(mine, place) : mine;
        }
        return new ClientPart(PointWrites.withoutTelemetry(mine, site).toString(), null);
    }

    /** The part when the site's layer is gone: the thing stays under the site's policy. */
    ClientPart alone(String thingId) {
        JsonObject mine = JsonFactory.newObject(own);
        return new ClientPart(mine.contains(POLICY_ID) ? own
            : JsonFactory.newObjectBuilder().set(POLICY_ID, SiteThing.policyId(thingId)).setAll(mine).build().toString(), null);
    }

    /** A place as one key. */
    private static JsonKey flat(JsonPointer place) {
        StringBuilder key = new StringBuilder();
        place.forEach(level -> key.append(key.isEmpty() ? "" : "|").append(level));
        return JsonKey.of(key);
    }

    /** Takes a place away, and the objects above it that are empty then. */
    private static JsonObject without(JsonObject from, JsonPointer place) {
        JsonObject less = from.remove(place);
        JsonPointer parent = place.cutLeaf();
        boolean hollow = !parent.isEmpty() && less.getValue(parent).filter(v -> v.isObject() && v.asObject().isEmpty()).isPresent();
        return hollow ? without(less, parent) : less;
    }
}
