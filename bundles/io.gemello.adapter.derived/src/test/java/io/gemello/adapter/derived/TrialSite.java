package io.gemello.adapter.derived;

import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointDetail;
import io.gemello.api.catalogue.Site;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A site that a test builds row by row. */
final class TrialSite implements Catalogue {
    static final String ADAPTER = "derived";
    private final Map<String, Asset> assets = new LinkedHashMap<>();
    private final Map<String, Point> points = new LinkedHashMap<>();
    private final Map<String, PointDetail> details = new LinkedHashMap<>();

    TrialSite asset(String id, String type, String locatedIn, String partOf) {
        assets.put(id, new Asset(id, type, id, locatedIn, partOf, List.of(), null, Map.of(), false));
        return this;
    }

    /** A measured point {@code ASSET-FEATURE}, stale after half a minute. */
    TrialSite point(String asset, String feature, String unit) {
        return add(asset + "-" + feature, asset, feature, unit, "hall", asset + "/" + feature, Double.NaN, Double.NaN);
    }

    TrialSite derived(String id, String asset, String unit, String formula) {
        return derived(id, asset, unit, formula, Double.NaN, Double.NaN);
    }

    TrialSite derived(String id, String asset, String unit, String formula, double min, double max) {
        return add(id, asset, id, unit, ADAPTER, formula, min, max);
    }

    private TrialSite add(String id, String asset, String feature, String unit, String adapter, String address, double min, double max) {
        assets.computeIfAbsent(asset, missing -> new Asset(asset, "thing", asset, null, null, List.of(), null, Map.of(), false));
        points.put(id, new Point(points.size(), id, asset, feature, "quantity", unit, false));
        details.put(id, new PointDetail(adapter, address, null, min, max, Duration.ofSeconds(30), false, null, null, null, Map.of()));
        return this;
    }

    Point get(String id) {
        return points.get(id);
    }

    @Override
    public Site site() {
        return new Site("trial", "org.trial", ZoneOffset.UTC, Path.of("/nowhere"), Map.of());
    }

    @Override
    public Map<String, Asset> assets() {
        return assets;
    }

    @Override
    public Map<String, Point> points() {
        return points;
    }

    @Override
    public PointDetail detail(String pointId) {
        return details.get(pointId);
    }

    @Override
    public long revision() {
        return 1;
    }
}
