package io.gemello.bim.mapping;

import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Point;
import java.util.HashMap;
import java.util.Map;

/** What is mapped on elements: an asset or a point, with the words that rules may use. @param point null for an asset @param words by name, e.g. {@code asset}, {@code type}, {@code attribute:room} */
record Mapped(Asset asset, Point point, Map<String, String> words) {
    static final String ASSET = "asset";
    static final String POINT = "point";

    /** @param asset null where the site does not have it @param point null for an asset */
    static Mapped of(Asset asset, Point point) {
        Map<String, String> words = new HashMap<>();
        if (asset != null) {
            words.put("asset", asset.id());
            words.put("type", asset.type());
            words.put("name", asset.name());
            asset.attributes().forEach((name, value) -> words.put("attribute:" + name, value));
        }
        if (point != null) {
            words.put("asset", point.asset());
            words.put("point", point.id());
            words.put("feature", point.feature());
            words.put("quantity", point.quantity());
        }
        return new Mapped(asset, point, Map.copyOf(words));
    }

    String kind() {
        return point == null ? ASSET : POINT;
    }

    String id() {
        return point == null ? asset.id() : point.id();
    }
}
