package io.gemello.alert;

import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the few points that a selector may fit: tens of thousands of rules over as many points must not be tried each with each. */
final class PointIndex {
    private final List<Point> all = new ArrayList<>();
    /** By what a selector may name and its text. */
    private final Map<String, Map<String, List<Point>>> by = new HashMap<>();

    /** Of the points that are not retired. */
    PointIndex(Catalogue catalogue) {
        for (Point point : catalogue.points().values()) {
            if (!point.retired()) {
                Asset asset = catalogue.assets().get(point.asset());
                all.add(point);
                put("point", point.id(), point);
                put("asset", point.asset(), point);
                put("feature", point.feature(), point);
                put("quantity", point.quantity(), point);
                put("type", asset == null || asset.type() == null ? "" : asset.type(), point);
            }
        }
    }

    private void put(String name, String text, Point point) {
        by.computeIfAbsent(name, key -> new HashMap<>()).computeIfAbsent(text, key -> new ArrayList<>()).add(point);
    }

    /** Points among which are all that fit, in the site's order. */
    List<Point> candidates(Selector selector) {
        List<Point> fewest = all;
        for (Map.Entry<String, String> named : selector.exact().entrySet()) {
            List<Point> some = by.getOrDefault(named.getKey(), Map.of()).getOrDefault(named.getValue(), List.of());
            fewest = some.size() < fewest.size() ? some : fewest;
        }
        return fewest;
    }
}
