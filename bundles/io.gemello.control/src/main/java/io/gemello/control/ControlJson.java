package io.gemello.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Control as REST shows it. */
final class ControlJson {
    private ControlJson() {}

    static Map<String, Object> of(ControlView.Loop loop) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("loop", loop.loop().name());
        json.put("kind", loop.loop().origin().text().kind());
        json.put("priority", loop.loop().priority());
        json.put("state", loop.state());
        json.put("lease", loop.lease() == null ? null : of(loop.lease()));
        json.put("inputs", Map.of("usable", loop.usable(), "needed", loop.loop().least(), "all", loop.loop().inputs().size()));
        json.put("failure", loop.failure());
        json.put("ended", loop.ended());
        json.put("actuators", loop.loop().driven().stream().map(Driven::point).toList());
        json.put("decisions", loop.decisions().stream().map(ControlJson::of).toList());
        return json;
    }

    /** A loop whose kind no bundle brings. */
    static Map<String, Object> waiting(String name, String kind) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("loop", name);
        json.put("kind", kind);
        json.put("state", "waiting");
        json.put("failure", "no bundle brings loops of kind '" + kind + "'");
        json.put("decisions", List.of());
        return json;
    }

    static Map<String, Object> of(Lease lease) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("by", lease.by());
        json.put("until", lease.until());
        json.put("comment", lease.comment());
        return json;
    }

    private static Map<String, Object> of(Decision decision) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("point", decision.point());
        json.put("asked", number(decision.asked()));
        json.put("reason", decision.reason());
        json.put("outcome", decision.outcome());
        return json;
    }

    static Map<String, Object> of(ControlView.Driving driving) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("point", driving.driven().point());
        json.put("topic", driving.driven().topic());
        json.put("unit", driving.driven().actuator().point().unit());
        json.put("min", driving.driven().actuator().min());
        json.put("max", driving.driven().actuator().max());
        json.put("safe", driving.driven().actuator().safe());
        json.put("perSecond", driving.driven().actuator().ratePerSecond());
        json.put("deadband", driving.driven().actuator().deadband());
        json.put("expirySeconds", driving.driven().actuator().expiry().toSeconds());
        json.put("state", driving.toSafe() ? "to safe value" : driving.holder().isEmpty() ? "free" : "held");
        json.put("holder", driving.holder().isEmpty() ? null : driving.holder());
        json.put("written", number(driving.written()));
        json.put("present", number(driving.present()));
        json.put("follows", driving.follows());
        json.put("trouble", driving.trouble());
        return json;
    }

    private static Object number(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
