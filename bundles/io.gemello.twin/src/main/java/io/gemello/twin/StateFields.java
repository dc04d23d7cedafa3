package io.gemello.twin;

import io.gemello.twin.rql.FieldValues;
import io.gemello.twin.rql.RqlField;
import io.gemello.twin.search.Documents;
import java.util.Collection;
import java.util.function.Function;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonObject;

/** The fields of one state as a search sees them: telemetry straight from its arrays, JSON made once and only where it must be. For one thread. */
final class StateFields implements Function<RqlField, FieldValues> {
    private static final int PROPERTY_LEVELS = 4;
    /** The one attribute of the site that is an object. */
    private static final String BIM = "bim";

    private final ThingState state;
    private JsonObject durable;
    private JsonObject whole;

    StateFields(ThingState state) {
        this.state = state;
    }

    /** All things as they are now. */
    static Documents<ThingCell> of(Things things) {
        return new Documents<>() {
            @Override
            public Collection<ThingCell> all() {
                return things.cells();
            }

            @Override
            public String id(ThingCell cell) {
                return cell.id;
            }

            @Override
            public Function<RqlField, FieldValues> fields(ThingCell cell) {
                ThingState now = cell.now;
                return now == null ? null : new StateFields(now);
            }
        };
    }

    /** Whether a merge of telemetry and alerts may change a field. */
    static boolean ofTelemetry(RqlField field) {
        if (!field.name().startsWith("features/")) {
            return field.name().equals("_revision") || field.name().equals("_modified");
        }
        return field.everyFeature() || field.name().startsWith("features/" + AlertsFeature.NAME) || Telemetry.PROPERTIES.contains(key(field, PROPERTY_LEVELS - 1));
    }

    private static String key(RqlField field, int level) {
        return field.pointer().get(level).map(JsonKey::toString).orElse("");
    }

    @Override
    public FieldValues apply(RqlField field) {
        if (field.pointer() == null) {
            return null;
        }
        return switch (field.name()) {
            case "thingId" -> FieldValues.of((Object) state.id());
            case "_namespace" -> FieldValues.of((Object) state.namespace());
            case "_revision" -> FieldValues.of((Object) state.revision());
            case "_created" -> FieldValues.of((Object) Times.instant(state.created()).toString());
            case "_modified" -> FieldValues.of((Object) Times.instant(state.modified()).toString());
            default -> inside(field);
        };
    }

    private FieldValues inside(RqlField field) {
        if (field.name().startsWith("_metadata/")) {
            return field.in(state.jsonWithSpecialFields());
        }
        if (field.name().startsWith("attributes/") && field.pointer().getLevelCount() == 2 && state.site() != null && state.client().isEmpty() && !BIM.equals(key(field, 1))) {
            return FieldValues.of(state.site().attributeLeaf(key(field, 1)));
        }
        if (!field.name().startsWith("features/")) {
            durable = durable == null ? state.client().over(state.site()) : durable;
            return field.in(durable);
        }
        int point = state.site() == null || field.pointer().getLevelCount() != PROPERTY_LEVELS || !"properties".equals(key(field, 2)) ? -1 : state.site().indexOf(key(field, 1));
        String property = key(field, PROPERTY_LEVELS - 1);
        if (point >= 0 && Telemetry.PROPERTIES.contains(property)) {
            return state.telemetry().field(point, state.site().points().get(point), property);
        }
        whole = whole == null ? state.json() : whole;
        return field.in(whole);
    }
}
