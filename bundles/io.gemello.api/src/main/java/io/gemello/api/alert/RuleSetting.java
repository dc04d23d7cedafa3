package io.gemello.api.alert;

import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointDetail;
import java.util.Map;
import java.util.function.Function;

/**
 * What a rule says for one point.
 *
 * @param point the point it watches
 * @param detail what the site says of it
 * @param options the kind's own options, exceptions applied, as in the file: String, Number, Boolean, List, Map
 * @param feature gives the point of the same asset with that feature, or null
 * @param byId gives any point of the site by its id, or null
 */
public record RuleSetting(Point point, PointDetail detail, Map<String, Object> options, Function<String, Point> feature, Function<String, Point> byId) {
    public RuleSetting {
        options = Map.copyOf(options);
    }
}
