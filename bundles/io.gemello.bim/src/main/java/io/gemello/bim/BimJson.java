package io.gemello.bim;

import io.gemello.api.alert.Alert;
import io.gemello.api.bim.ColourScheme;
import io.gemello.api.bim.ElementOverride;
import io.gemello.api.bim.ElementParameter;
import io.gemello.api.bim.Shade;
import io.gemello.api.reading.Quality;
import io.gemello.bim.LivePlan.Element;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parameters and colours as every surface shows them. */
final class BimJson {
    private static final long NANOS = 1_000_000_000L;

    private BimJson() {}

    static Map<String, Object> parameter(Element element, ElementParameter value) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ifcGuid", element.guid());
        json.put("revitUniqueId", element.uniqueId());
        json.put("tag", element.tag());
        json.putAll(parameter(value));
        return json;
    }

    static Map<String, Object> parameter(ElementParameter value) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("parameter", value.parameter().name());
        json.put("guid", value.parameter().guid().toString());
        json.put("datatype", value.parameter().datatype());
        json.put("unit", value.parameter().unit());
        json.put("value", value.text() != null ? value.text() : Double.isFinite(value.value()) ? value.value() : null);
        json.put("quality", Quality.word(value.quality()));
        json.put("reasons", Quality.reasons(value.quality()));
        json.put("time", time(value.epochNanos()));
        json.put("state", value.state().word());
        json.put("alert", value.alert());
        json.put("aggregate", value.aggregate());
        json.put("point", value.point());
        json.put("asset", value.asset());
        return json;
    }

    static Map<String, Object> shade(ElementOverride element, Shade shade) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ifcGuid", element.ifcGuid());
        json.put("revitUniqueId", element.revitUniqueId());
        json.put("tag", element.tag());
        json.put("assets", element.assets());
        json.put("key", shade.key());
        json.put("rgb", shade.rgb());
        json.put("reason", shade.reason());
        return json;
    }

    static Map<String, Object> scheme(ColourScheme scheme) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", scheme.name());
        json.put("title", scheme.title());
        json.put("unit", scheme.unit());
        List<Map<String, Object>> legend = new ArrayList<>();
        for (ColourScheme.Key key : scheme.legend()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("key", key.key());
            one.put("label", key.label());
            one.put("rgb", key.rgb());
            one.put("value", Double.isFinite(key.value()) ? key.value() : null);
            legend.add(one);
        }
        json.put("legend", legend);
        return json;
    }

    static Map<String, Object> alert(Alert alert) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", alert.id());
        json.put("state", alert.state().word());
        json.put("priority", alert.priority().word());
        json.put("level", alert.level().isEmpty() ? null : alert.level());
        json.put("message", alert.message());
        json.put("point", alert.point().id());
        json.put("asset", alert.point().asset());
        json.put("since", time(alert.since()));
        return json;
    }

    /** Null for 0, which is never. */
    static String time(long nanos) {
        return nanos == 0 ? null : Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS)).toString();
    }
}
