package io.gemello.series.gateway.data;

import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Reading;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A series as InfluxDB's clients see it. A point's own is its quantity with the tags {@code asset}, {@code point}, {@code site} and the fields {@code value}
 * and {@code quality}; what somebody wrote is found under the name that he wrote it with, its fields being points.
 */
public final class OneSeries {
    public static final String VALUE = "value";
    public static final String QUALITY = "quality";

    private final String measurement;
    private final NavigableMap<String, String> tags;
    private final NavigableMap<String, Field> fields;
    private final List<Point> points;
    private final Told told;

    /** What a field's values are. */
    public enum Kind { NUMBER, WHOLE, TEXT }

    /** @param point whose value it is, or whose quality where it is whole; null for a field of a {@link #told} series */
    public record Field(String name, Point point, Kind kind) {
        /** Whether a store can calculate with it. */
        public boolean stored() {
            return point != null && kind == Kind.NUMBER;
        }

        /** Double, Long, or null where there is none: a value that is no number is none. @param reading of the point; null for none */
        Object of(Reading reading) {
            return reading == null ? null : kind == Kind.WHOLE ? (Object) (long) reading.quality() : Double.isFinite(reading.value()) ? (Object) reading.value() : null;
        }
    }

    public OneSeries(String measurement, Map<String, String> tags, List<Field> fields) {
        this(measurement, tags, fields, null);
    }

    private OneSeries(String measurement, Map<String, String> tags, List<Field> fields, Told told) {
        this.measurement = measurement;
        this.tags = new TreeMap<>(tags);
        this.fields = new TreeMap<>(fields.stream().collect(Collectors.toMap(Field::name, field -> field, (first, second) -> first)));
        this.told = told;
        points = this.fields.values().stream().map(Field::point).filter(Objects::nonNull).distinct().toList();
    }

    /** A row that no store holds. */
    record Told(long time, Map<String, Object> values) {}

    /** A series of one row that stands in no store. @param values Double, Long or String; null for none */
    public static OneSeries told(String measurement, Map<String, String> tags, long time, Map<String, Object> values) {
        List<Field> fields = values.entrySet().stream().map(one -> new Field(one.getKey(), null, one.getValue() instanceof String ? Kind.TEXT : one.getValue() instanceof Long ? Kind.WHOLE : Kind.NUMBER)).toList();
        return new OneSeries(measurement, tags, fields, new Told(time, values));
    }

    /** Null for what a store holds. */
    Told told() {
        return told;
    }

    public String measurement() {
        return measurement;
    }

    /** Empty for a tag that it does not have, as InfluxDB has it. */
    public String tag(String name) {
        return tags.getOrDefault(name, "");
    }

    /** By name. */
    public NavigableMap<String, String> tags() {
        return tags;
    }

    /** By name. */
    public NavigableMap<String, Field> fields() {
        return fields;
    }

    /** Whose readings make its rows. */
    List<Point> points() {
        return points;
    }
}
