package io.gemello.series.gateway.data;

import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Reading;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
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

    /** @param quality whether it is the point's quality, else its value */
    public record Field(String name, Point point, boolean quality) {
        /** Double, Long, or null where there is none: a value that is no number is none. @param reading of the point; null for none */
        Object of(Reading reading) {
            return reading == null ? null : quality ? (Object) (long) reading.quality() : Double.isFinite(reading.value()) ? (Object) reading.value() : null;
        }
    }

    public OneSeries(String measurement, Map<String, String> tags, List<Field> fields) {
        this.measurement = measurement;
        this.tags = new TreeMap<>(tags);
        this.fields = new TreeMap<>(fields.stream().collect(Collectors.toMap(Field::name, field -> field, (first, second) -> first)));
        points = this.fields.values().stream().map(Field::point).distinct().toList();
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
