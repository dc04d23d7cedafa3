package io.gemello.twin.models;

import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointDetail;
import io.gemello.api.catalogue.Site;
import java.util.HashMap;
import java.util.Map;

/** What the site's files say of things and their features. Immutable. */
final class SiteFacts {
    /** @param detail null where the site says no more */
    record Fed(Point point, PointDetail detail) {}

    /** Before a site is applied. */
    static final SiteFacts NONE = new SiteFacts(null);
    private final Site site;
    private final Map<String, Map<String, Fed>> points = new HashMap<>();
    private final Map<String, Asset> assets = new HashMap<>();

    private SiteFacts(Site site) {
        this.site = site;
    }

    static SiteFacts of(Catalogue catalogue) {
        SiteFacts facts = new SiteFacts(catalogue.site());
        catalogue.assets().values().forEach(asset -> facts.assets.put(catalogue.site().thingId(asset.id()), asset));
        for (Point point : catalogue.points().values()) {
            if (!point.retired()) {
                facts.points.computeIfAbsent(catalogue.site().thingId(point.asset()), thing -> new HashMap<>()).put(point.feature(), new Fed(point, catalogue.detail(point.id())));
            }
        }
        return facts;
    }

    /** Null before one is applied. */
    Site site() {
        return site;
    }

    /** By feature; empty for things that the site feeds nothing. */
    Map<String, Fed> points(String thingId) {
        return points.getOrDefault(thingId, Map.of());
    }

    /** Whether an attribute is a cell of {@code assets.csv}, where all is text. */
    boolean cell(String thingId, String attribute, String text) {
        Asset asset = assets.get(thingId);
        return asset != null && text.equals(asset.attributes().get(attribute));
    }
}
