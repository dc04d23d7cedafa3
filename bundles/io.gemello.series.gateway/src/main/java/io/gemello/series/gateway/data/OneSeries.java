package io.gemello.series.gateway.data;

import io.gemello.api.catalogue.Point;
import java.util.List;
import java.util.Map;

/** A point's series: measurement = quantity, tags {@code asset}, {@code point}, {@code site}. */
public record OneSeries(String site, Point point) {
    /** In order. */
    public static final List<String> TAGS = List.of("asset", "point", "site");
    public static final String VALUE = "value";
    public static final String QUALITY = "quality";
    /** In order. */
    public static final List<String> FIELDS = List.of(QUALITY, VALUE);

    public String measurement() {
        return point.quantity();
    }

    /** Empty for a tag that it does not have, as InfluxDB has it. */
    public String tag(String name) {
        return switch (name) {
            case "asset" -> point.asset();
            case "point" -> point.id();
            case "site" -> site;
            default -> "";
        };
    }

    public Map<String, String> tags() {
        return Map.of("asset", point.asset(), "point", point.id(), "site", site);
    }
}
