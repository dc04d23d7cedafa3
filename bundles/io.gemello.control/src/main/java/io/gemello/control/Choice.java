package io.gemello.control;

import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.control.LoopFault;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Which points something is for: {@code {"type": "rack", "feature": "inlet-*"}}. All that is named must fit; {@code *} stands for anything. */
record Choice(Map<String, String> wanted) {
    /** @param name where it stands, for messages */
    static Choice of(String name, Object given) {
        Map<String, String> wanted = new TreeMap<>();
        Words.map(name, given).forEach((what, value) -> {
            if (!List.of("type", "asset", "feature", "quantity", "point").contains(what)) {
                throw new LoopFault(name + "." + what, "is nothing to choose points by; there are type, asset, feature, quantity and point");
            }
            if (!(value instanceof String text)) {
                throw new LoopFault(name + "." + what, "must be a text in quotation marks");
            }
            wanted.put(what, text);
        });
        if (wanted.isEmpty()) {
            throw new LoopFault(name, "chooses nothing; name type, asset, feature, quantity or point");
        }
        return new Choice(Map.copyOf(wanted));
    }

    /** In the order of the site; retired points are left out. */
    List<Point> of(Catalogue site) {
        return site.points().values().stream().filter(point -> !point.retired() && fits(point, site.assets().get(point.asset()))).toList();
    }

    private boolean fits(Point point, Asset asset) {
        return wanted.entrySet().stream().allMatch(want -> {
            String is = switch (want.getKey()) {
                case "point" -> point.id();
                case "feature" -> point.feature();
                case "quantity" -> point.quantity();
                case "asset" -> point.asset();
                default -> asset == null ? null : asset.type();
            };
            return is != null && Pattern.matches(Pattern.quote(want.getValue()).replace("*", "\\E.*\\Q"), is);
        });
    }
}
