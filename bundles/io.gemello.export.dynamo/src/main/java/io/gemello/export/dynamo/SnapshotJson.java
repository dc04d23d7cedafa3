package io.gemello.export.dynamo;

import io.gemello.api.access.AssetGuard.Reader;
import io.gemello.api.bim.ColourScheme;
import io.gemello.api.bim.ElementOverride;
import io.gemello.api.bim.ElementParameter;
import io.gemello.api.bim.Overrides;
import io.gemello.api.bim.SharedParameter;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.reading.Quality;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code snapshot.json}: what the graphs read. */
final class SnapshotJson {
    private static final long NANOS = 1_000_000_000L;
    private static final String ALERT = "alert";

    private SnapshotJson() {}

    /**
     * @param since the version the caller has; -1 for none, which gives everything
     * @param reader who gets it; a colour speaks of every asset that the element shows
     */
    static Map<String, Object> of(Snapshot snapshot, long since, Reader reader) {
        Overrides all = snapshot.all();
        Map<String, SharedParameter> parameters = LiveParameters.of(all, reader);
        boolean state = LiveParameters.hasAlertState(parameters.values(), all.site());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", 1);
        json.put("site", all.site());
        json.put("etag", snapshot.etag());
        json.put("full", since < 0);
        json.put("time", time(all.epochNanos()));
        json.put("modelRevision", all.model() == null ? null : all.model().revision());
        json.put("schemes", all.schemes().stream().map(SnapshotJson::scheme).toList());
        json.put("parameters", parameters.values().stream().map(SnapshotJson::parameter).toList());
        List<Map<String, Object>> elements = new ArrayList<>();
        for (int i = 0; i < all.elements().size(); i++) {
            ElementOverride element = all.elements().get(i);
            if (snapshot.changed().get(i) > since && seen(element, reader)) {
                elements.add(element(element, reader, state ? LiveParameters.alertState(all.site()) : null));
            }
        }
        json.put("elements", elements);
        return json;
    }

    private static boolean seen(ElementOverride element, Reader reader) {
        return element.assets().stream().allMatch(reader.assets()) || element.parameters().stream().anyMatch(value -> reader.points().test(value.asset(), value.point()));
    }

    private static Map<String, Object> scheme(ColourScheme scheme) {
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
            legend.add(one);
        }
        json.put("legend", legend);
        return json;
    }

    private static Map<String, Object> parameter(SharedParameter parameter) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("guid", parameter.guid().toString());
        json.put("name", parameter.name());
        json.put("datatype", parameter.datatype());
        json.put("unit", parameter.unit());
        json.put("revitUnit", RevitUnits.of(parameter.unit()));
        return json;
    }

    /** @param alertState null where it is not to be told */
    private static Map<String, Object> element(ElementOverride element, Reader reader, SharedParameter alertState) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ifcGuid", element.ifcGuid());
        json.put("uniqueId", element.revitUniqueId());
        json.put("tag", element.tag());
        json.put("name", element.name());
        List<Map<String, Object>> values = new ArrayList<>();
        element.parameters().stream().filter(value -> reader.points().test(value.asset(), value.point())).forEach(value -> values.add(value(value)));
        Map<String, Object> colours = new LinkedHashMap<>();
        if (element.assets().stream().allMatch(reader.assets())) {
            element.shades().keySet().stream().sorted().forEach(scheme -> colours.put(scheme, colour(element.shades().get(scheme).key(), element.shades().get(scheme).rgb())));
            if (alertState != null && element.shades().containsKey(ALERT)) {
                Map<String, Object> state = new LinkedHashMap<>();
                state.put("guid", alertState.guid().toString());
                state.put("value", element.shades().get(ALERT).key());
                values.add(state);
            }
        }
        json.put("values", values);
        json.put("colours", colours);
        return json;
    }

    private static Map<String, Object> colour(String key, String rgb) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", key);
        json.put("rgb", rgb);
        return json;
    }

    /** {@code value} is null for what is not known now: what is stale or bad must not look as if it were live. */
    private static Map<String, Object> value(ElementParameter value) {
        boolean known = value.state() == PointState.State.LIVE && Quality.level(value.quality()) != Quality.BAD;
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("guid", value.parameter().guid().toString());
        json.put("value", !known ? null : value.parameter().datatype().equals(SharedParameter.TEXT) ? value.text() : Double.isFinite(value.value()) ? (Object) value.value() : null);
        json.put("state", value.state().word());
        json.put("quality", Quality.word(value.quality()));
        json.put("time", time(value.epochNanos()));
        return json;
    }

    /** Null for 0, which is never. */
    private static String time(long nanos) {
        return nanos == 0 ? null : Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS)).toString();
    }
}
