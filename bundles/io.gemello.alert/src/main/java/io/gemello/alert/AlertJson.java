package io.gemello.alert;

import io.gemello.api.alert.Alert;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Alerts and their history as every surface shows them. */
final class AlertJson {
    private static final long NANOS = 1_000_000_000L;

    private AlertJson() {}

    static Map<String, Object> of(Alert alert) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", alert.id());
        json.put("rule", alert.rule());
        json.put("point", alert.point().id());
        json.put("asset", alert.point().asset());
        json.put("feature", alert.point().feature());
        json.put("state", alert.state().word());
        json.put("condition", alert.condition());
        json.put("level", alert.level().isEmpty() ? null : alert.level());
        json.put("priority", alert.priority().word());
        json.put("message", alert.message());
        json.put("value", number(alert.value()));
        json.put("since", time(alert.since()));
        json.put("raised", time(alert.raised()));
        json.put("until", time(alert.until()));
        return json;
    }

    static Map<String, Object> of(Transition transition) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("number", transition.number());
        json.put("alert", transition.alert());
        json.put("rule", transition.rule());
        json.put("point", transition.point());
        json.put("asset", transition.asset());
        json.put("event", transition.event().word());
        json.put("from", transition.from().word());
        json.put("to", transition.to().word());
        json.put("level", transition.level().isEmpty() ? null : transition.level());
        json.put("priority", transition.priority().word());
        json.put("message", transition.message());
        json.put("value", number(transition.value()));
        json.put("time", time(transition.at()));
        json.put("processed", time(transition.processed()));
        json.put("actor", transition.actor());
        json.put("reason", transition.reason());
        return json;
    }

    private static Object number(double value) {
        return Double.isFinite(value) ? value : null;
    }

    /** Null for 0, which is never. */
    private static Instant time(long nanos) {
        return nanos == 0 ? null : Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }
}
