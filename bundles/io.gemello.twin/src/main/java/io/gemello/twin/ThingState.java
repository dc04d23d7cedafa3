package io.gemello.twin;

import io.gemello.api.catalogue.Point;
import io.gemello.twin.policy.Sight;
import java.util.BitSet;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonValue;

/**
 * A thing as it is published: immutable, read by any thread. Its JSON is made only when somebody asks, never for a reading.
 *
 * @param revision raised by every change; a merge of telemetry counts once
 * @param created site time, UTC nanoseconds
 * @param modified site time, UTC nanoseconds
 * @param site null for a thing of clients alone
 * @param client never null; {@link ClientPart#EMPTY} for a thing that no client wrote to
 * @param telemetry null exactly where {@code site} is
 */
record ThingState(String id, long revision, long created, long modified, SiteThing site, ClientPart client, Telemetry telemetry) {
    private static final JsonKey FEATURES = JsonKey.of("features");
    private static final JsonKey PROPERTIES = JsonKey.of("properties");

    ThingState with(ClientPart part, long newRevision, long now) {
        return new ThingState(id, newRevision, created, now, site, part, telemetry);
    }

    ThingState with(Telemetry merged, long newRevision, long now) {
        return new ThingState(id, newRevision, created, now, site, client, merged);
    }

    /** For somebody who sees only so much of the thing: without the alerts that tell of points that he may not see. What else he may not see is up to the sight. */
    ThingState shownTo(Sight sight) {
        if (sight.everything() || telemetry == null || telemetry.alerts() == null) {
            return this;
        }
        AlertsFeature shown = telemetry.alerts().shownTo(sight);
        return shown == telemetry.alerts() ? this : with(telemetry.with(shown), revision, modified);
    }

    /** Null where there is none. */
    String policyId() {
        String own = client.policyId();
        return own != null || site == null ? own : site.policyId();
    }

    String namespace() {
        return id.substring(0, id.indexOf(':'));
    }

    /** The whole thing as Ditto shows it, special fields left out. */
    JsonObject json() {
        JsonObjectBuilder thing = JsonFactory.newObjectBuilder().set("thingId", id);
        JsonObject durable = client.over(site);
        durable.forEach(thing::set);
        if (site != null) {
            JsonObject features = durable.getValue(FEATURES.asPointer()).map(v -> v.asObject()).orElseGet(JsonFactory::newObject);
            JsonObject all = withTelemetry(features, null);
            if (!all.isEmpty() || durable.contains(FEATURES.asPointer())) {
                thing.set(FEATURES, all);
            }
        }
        return thing.build();
    }

    /** {@link #json} as text; that of a thing of clients needs no parsing. */
    String text() {
        return site == null && !client.noted() ? client.textOf(id) : json().toString();
    }

    /** What stands at a place; null for nothing. */
    JsonValue at(ThingPath path) {
        return path.whole() ? json() : json().getValue(path.pointer()).orElse(null);
    }

    /** {@link #json} and the fields that are shown only when asked for. */
    JsonObject jsonWithSpecialFields() {
        return json().toBuilder().set("_namespace", namespace()).set("_revision", revision)
            .set("_created", Times.instant(created).toString()).set("_modified", Times.instant(modified).toString())
            .set("_metadata", client.metadata(), field -> !field.getValue().asObject().isEmpty()).build();
    }

    /** Only the features of these points, and the alerts at the place behind them, with their telemetry alone: what a merge of telemetry changed. */
    JsonObject telemetryOf(BitSet points) {
        return JsonFactory.newObjectBuilder().set(FEATURES, withTelemetry(JsonFactory.newObject(), points)).build();
    }

    /** Alerts that are over are null in what a merge changed: that takes the feature away. */
    private void alerts(BitSet only, JsonObjectBuilder to) {
        boolean changed = only != null && only.get(site.points().size());
        if (telemetry.alerts() != null && (only == null || changed)) {
            to.set(AlertsFeature.NAME, telemetry.alerts().json());
        } else if (changed) {
            to.set(AlertsFeature.NAME, JsonFactory.nullLiteral());
        }
    }

    /** @param only null for all points */
    private JsonObject withTelemetry(JsonObject features, BitSet only) {
        JsonObjectBuilder all = JsonFactory.newObjectBuilder();
        for (int i = 0; i < site.points().size(); i++) {
            if (only == null || only.get(i)) {
                Point point = site.points().get(i);
                JsonKey key = JsonKey.of(point.feature());
                JsonObject mine = features.getValue(key.asPointer()).map(v -> v.asObject()).orElseGet(JsonFactory::newObject);
                JsonObjectBuilder properties = JsonFactory.newObjectBuilder();
                telemetry.properties(i, point, properties);
                mine.getValue(PROPERTIES.asPointer()).filter(v -> !v.isNull()).ifPresent(more -> more.asObject().forEach(properties::set));
                JsonObjectBuilder feature = JsonFactory.newObjectBuilder();
                mine.getValue("definition").ifPresent(value -> feature.set("definition", value));
                feature.set(PROPERTIES, properties.build());
                mine.getValue("desiredProperties").ifPresent(value -> feature.set("desiredProperties", value));
                all.set(key, feature.build());
            }
        }
        features.forEach(field -> {
            if (!site.fills(field.getKeyName())) {
                all.set(field);
            }
        });
        if (site.indexOf(AlertsFeature.NAME) < 0) {
            alerts(only, all);
        }
        return all.build();
    }
}
