package io.gemello.twin;

import io.gemello.api.adapter.Sample;
import io.gemello.api.http.HttpProblem;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;

/**
 * Parts a client's change of a site thing into what is the clients' and what is the points': a new {@code value} of a
 * point becomes a sample of adapter {@code ditto}; the other properties of telemetry cannot be written. A body that
 * carries them as they were read (a thing that is read, changed and put back) is taken without them.
 */
final class PointWrites {
    private static final JsonKey FEATURES = JsonKey.of("features");
    private static final JsonKey PROPERTIES = JsonKey.of("properties");
    private static final JsonKey VALUE = JsonKey.of("value");

    private final DittoAdapter adapter;

    PointWrites(DittoAdapter adapter) {
        this.adapter = adapter;
    }

    /**
     * @param rest what is left for the thing; null when nothing is, and for a deletion
     * @param samples for the points; empty for none
     */
    record Split(JsonValue rest, List<Sample> samples) {
        boolean onlySamples() {
            return rest == null && !samples.isEmpty();
        }
    }

    /** @param ahead the thing that the command meets; null for none @throws HttpProblem 409 where the site or an adapter has the say */
    Split split(ThingCommand command, ThingState ahead) {
        List<Sample> samples = new ArrayList<>(0);
        if (ahead == null || ahead.site() == null) {
            return new Split(command.value(), samples);
        }
        ThingPath path = command.path();
        if (AlertsFeature.NAME.equals(path.feature()) && ahead.site().indexOf(path.feature()) < 0) {
            throw alerts(ahead);
        }
        if (command.op() == ThingCommand.Op.DELETE || command.op() == ThingCommand.Op.MERGE && command.value().isNull()) {
            refuseDeletion(path, ahead);
            return new Split(command.value(), samples);
        }
        int index = path.feature() == null ? -1 : ahead.site().indexOf(path.feature());
        JsonValue rest = switch (path.kind()) {
            case THING -> within(command.value(), FEATURES, features -> features(command.op(), features, ahead, samples));
            case FEATURES -> features(command.op(), command.value(), ahead, samples);
            case FEATURE -> index < 0 ? command.value() : feature(command.value(), index, ahead, samples);
            case PROPERTIES -> index < 0 ? command.value() : properties(command.value(), index, ahead, samples);
            case PROPERTY -> index < 0 || !telemetry(path) ? command.value() : property(command, index, ahead, samples);
            default -> command.value();
        };
        return new Split(rest, samples);
    }

    private static boolean telemetry(ThingPath path) {
        return path.inner().getRoot().filter(key -> Telemetry.PROPERTIES.contains(key.toString())).isPresent();
    }

    private static void refuseDeletion(ThingPath path, ThingState thing) {
        if (path.whole()) {
            throw new HttpProblem(409, "gemello:twin.site-thing", "The thing " + thing.id() + " comes from the site's files.",
                "Take its asset out of assets.csv and apply the site: the thing is then marked retired. Things of the site are never deleted.");
        }
        boolean point = path.feature() != null && thing.site().indexOf(path.feature()) >= 0;
        if (point && (path.kind() == ThingPath.Kind.FEATURE || path.kind() == ThingPath.Kind.PROPERTY && telemetry(path))) {
            throw owned(thing, path.feature());
        }
    }

    private JsonValue property(ThingCommand command, int index, ThingState thing, List<Sample> samples) {
        ThingPath path = command.path();
        if (path.inner().getLevelCount() > 1 || !path.inner().getRoot().filter(VALUE::equals).isPresent()) {
            throw owned(thing, path.feature());
        }
        samples.add(adapter.sample(thing.site().points().get(index), command.value(), null, Sample.NO_TIME));
        return null;
    }

    private interface Part {
        JsonValue of(JsonValue value);
    }

    /** Replaces one field of an object by its part, if it is there. */
    private static JsonValue within(JsonValue value, JsonKey name, Part part) {
        if (!value.isObject() || value.isNull() || !value.asObject().contains(name.asPointer())) {
            return value;
        }
        JsonObject object = value.asObject();
        JsonObjectBuilder replaced = JsonFactory.newObjectBuilder();
        for (JsonField field : object) {
            replaced.set(field.getKey(), field.getKey().equals(name) ? part.of(field.getValue()) : field.getValue());
        }
        return replaced.build();
    }

    private JsonValue features(ThingCommand.Op op, JsonValue features, ThingState thing, List<Sample> samples) {
        boolean alerts = thing.site().indexOf(AlertsFeature.NAME) < 0 && features.isObject() && !features.isNull();
        JsonValue rest = alerts ? withoutAlerts(op, features.asObject(), thing) : features;
        for (int i = 0; i < thing.site().points().size(); i++) {
            int index = i;
            rest = within(rest, JsonKey.of(thing.site().points().get(i).feature()), feature -> feature(feature, index, thing, samples));
        }
        return rest;
    }

    /** As they were read they may come back, and are left out; anything else about them would be lost without a word. */
    private static JsonObject withoutAlerts(ThingCommand.Op op, JsonObject features, ThingState thing) {
        JsonValue given = features.getValue(AlertsFeature.NAME).orElse(null);
        JsonValue standing = thing.telemetry().alerts() == null ? JsonFactory.nullLiteral() : thing.telemetry().alerts().json();
        if (given != null && !given.equals(standing) && (op != ThingCommand.Op.MERGE || MinimalPatch.of(given, standing) != null)) {
            throw alerts(thing);
        }
        return features.remove(AlertsFeature.NAME);
    }

    private static HttpProblem alerts(ThingState thing) {
        return new HttpProblem(409, "gemello:twin.alerts", "The feature " + AlertsFeature.NAME + " of the thing " + thing.id() + " shows its alerts and cannot be changed.",
            "Leave it out, or as it stands now. Acknowledge or shelve alerts at /api/gemello/alerts/{id}.");
    }

    private JsonValue feature(JsonValue feature, int index, ThingState thing, List<Sample> samples) {
        if (feature.isNull()) {
            throw owned(thing, thing.site().points().get(index).feature());
        }
        return within(feature, PROPERTIES, properties -> properties(properties, index, thing, samples));
    }

    private JsonValue properties(JsonValue properties, int index, ThingState thing, List<Sample> samples) {
        if (!properties.isObject() || properties.isNull()) {
            return properties;
        }
        JsonObject given = properties.asObject();
        JsonValue value = given.getValue(VALUE.asPointer()).orElse(null);
        if (value != null && !standsAlready(value, thing.telemetry(), index)) {
            String time = given.getValue("time").filter(JsonValue::isString).map(JsonValue::asString)
                .filter(text -> !text.equals(thing.telemetry().time(index))).orElse(null);
            String unit = given.getValue("unit").filter(JsonValue::isString).map(JsonValue::asString)
                .filter(text -> !text.equals(thing.site().points().get(index).unit())).orElse(null);
            samples.add(adapter.sample(thing.site().points().get(index), value, unit, DittoAdapter.time(time)));
        }
        return given.filter(field -> !Telemetry.PROPERTIES.contains(field.getKeyName()));
    }

    private static boolean standsAlready(JsonValue value, Telemetry telemetry, int index) {
        if (value.isNull()) {
            return true;
        }
        return telemetry.seen(index) && value.isNumber() && value.asDouble() == telemetry.value(index);
    }

    private static HttpProblem owned(ThingState thing, String feature) {
        int index = thing.site().indexOf(feature);
        return new HttpProblem(409, "gemello:twin.point", "The feature " + feature + " of the thing " + thing.id() + " shows the point "
            + thing.site().points().get(index).id() + ".",
            "Its properties " + String.join(", ", Telemetry.PROPERTIES) + " follow the point; all other properties are free to be written.");
    }

    /** The thing with an empty feature for every point that has none of the clients', so that clients can write into it. */
    static JsonObject withPoints(JsonObject thing, SiteThing site) {
        JsonObject with = thing;
        for (int i = 0; site != null && i < site.points().size(); i++) {
            JsonPointer properties = FEATURES.asPointer().addLeaf(JsonKey.of(site.points().get(i).feature())).addLeaf(PROPERTIES);
            if (!with.contains(properties)) {
                with = with.setValue(properties, JsonFactory.newObject());
            }
        }
        return with;
    }

    /** The thing without what points say, and without features that are empty then. */
    static JsonObject withoutTelemetry(JsonObject thing, SiteThing site) {
        JsonObject features = thing.getValue(FEATURES.asPointer()).filter(v -> !v.isNull()).map(JsonValue::asObject).orElse(null);
        if (features == null) {
            return thing;
        }
        JsonObjectBuilder kept = JsonFactory.newObjectBuilder();
        for (JsonField field : features) {
            boolean alerts = field.getKeyName().equals(AlertsFeature.NAME) && site.indexOf(AlertsFeature.NAME) < 0;
            JsonValue feature = alerts ? null : site.indexOf(field.getKeyName()) < 0 ? field.getValue() : ofClients(field.getValue().asObject());
            if (feature != null) {
                kept.set(field.getKey(), feature);
            }
        }
        JsonObject some = kept.build();
        return some.isEmpty() ? thing.remove(FEATURES.asPointer()) : thing.setValue(FEATURES.asPointer(), some);
    }

    private static JsonValue ofClients(JsonObject feature) {
        JsonObjectBuilder kept = JsonFactory.newObjectBuilder();
        for (JsonField field : feature) {
            if (!field.getKey().equals(PROPERTIES)) {
                kept.set(field);
            } else if (!field.getValue().isNull()) {
                JsonObject own = field.getValue().asObject().filter(property -> !Telemetry.PROPERTIES.contains(property.getKeyName()));
                if (!own.isEmpty()) {
                    kept.set(PROPERTIES, own);
                }
            }
        }
        JsonObject some = kept.build();
        return some.isEmpty() ? null : some;
    }
}
