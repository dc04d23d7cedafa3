package io.gemello.twin;

import io.gemello.api.access.Access;
import io.gemello.api.alert.Alert;
import io.gemello.api.alert.AlertState;
import io.gemello.api.alert.Priority;
import io.gemello.twin.policy.Sight;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.eclipse.ditto.json.JsonArrayBuilder;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonPointer;

/**
 * The feature {@value #NAME} of a site's thing: what stands against its asset. There is none where all is normal. Immutable.
 *
 * @param standing the asset's alerts that are not normal, the most urgent first; never empty
 */
record AlertsFeature(List<Alert> standing) {
    static final String NAME = "alerts";
    /** A thing stays of a size that clients can take: beyond it alerts are only counted. */
    private static final int MOST_LISTED = 100;
    private static final Comparator<Alert> ORDER = Comparator.comparing(AlertsFeature::silenced).thenComparing(Alert::priority, Comparator.reverseOrder())
        .thenComparing(Alert::state).thenComparing(Alert::id);

    /** Null for none. */
    static AlertsFeature of(Collection<Alert> alerts) {
        return alerts.isEmpty() ? null : new AlertsFeature(alerts.stream().sorted(ORDER).toList());
    }

    /** Those of points whose values may be seen: an alert tells of the value. Null for none. */
    AlertsFeature shownTo(Sight sight) {
        List<Alert> shown = standing.stream().filter(alert -> sight.all(JsonPointer.of(Access.point(alert.point().feature())))).toList();
        return shown.isEmpty() ? null : shown.size() == standing.size() ? this : new AlertsFeature(shown);
    }

    private static boolean silenced(Alert alert) {
        return alert.state() == AlertState.SHELVED || alert.state() == AlertState.OUT_OF_SERVICE;
    }

    JsonObject json() {
        Map<AlertState, Integer> states = new EnumMap<>(AlertState.class);
        Map<Priority, Integer> priorities = new EnumMap<>(Priority.class);
        for (Alert alert : standing) {
            states.merge(alert.state(), 1, Integer::sum);
            if (!silenced(alert)) {
                priorities.merge(alert.priority(), 1, Integer::sum);
            }
        }
        JsonObjectBuilder byState = JsonFactory.newObjectBuilder();
        states.forEach((state, count) -> byState.set(JsonKey.of(state.word()), count));
        JsonObjectBuilder byPriority = JsonFactory.newObjectBuilder();
        priorities.forEach((priority, count) -> byPriority.set(JsonKey.of(priority.word()), count));
        JsonArrayBuilder list = JsonFactory.newArrayBuilder();
        standing.stream().limit(MOST_LISTED).map(AlertsFeature::json).forEach(list::add);
        Alert first = standing.get(0);
        JsonObjectBuilder properties = JsonFactory.newObjectBuilder().set("count", standing.size()).set("states", byState.build()).set("priorities", byPriority.build())
            .set("state", standing.stream().map(Alert::state).min(Comparator.naturalOrder()).orElseThrow().word());
        if (!silenced(first)) {
            properties.set("priority", first.priority().word());
        }
        return JsonFactory.newObjectBuilder().set("properties", properties.set("list", list.build()).build()).build();
    }

    private static JsonObject json(Alert alert) {
        JsonObjectBuilder json = JsonFactory.newObjectBuilder().set("id", alert.id()).set("rule", alert.rule()).set("point", alert.point().id()).set("state", alert.state().word())
            .set("level", alert.level()).set("priority", alert.priority().word()).set("condition", alert.condition());
        if (Double.isFinite(alert.value())) {
            json.set("value", alert.value());
        }
        return json.set("since", Times.nanos(alert.since())).set("message", alert.message()).build();
    }
}
