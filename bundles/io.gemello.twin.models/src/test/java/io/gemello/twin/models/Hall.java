package io.gemello.twin.models;

import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointDetail;
import io.gemello.api.catalogue.Site;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A site of namespace {@code org.hall} whose assets and points a test writes down. */
final class Hall implements Catalogue {
    private final Site site;
    private final Map<String, Asset> assets = new LinkedHashMap<>();
    private final Map<String, Point> points = new LinkedHashMap<>();
    private final Map<String, PointDetail> details = new LinkedHashMap<>();

    Hall(Path folder, Map<String, String> properties) {
        site = new Site("hall", "org.hall", ZoneOffset.UTC, folder, properties);
    }

    Hall() {
        this(Path.of("/"), Map.of());
    }

    Hall asset(String id, String type, String locatedIn, Map<String, String> attributes) {
        assets.put(id, new Asset(id, type, id, locatedIn, null, List.of(), null, attributes, false));
        return this;
    }

    Hall point(String asset, String feature, String quantity, String unit) {
        return point(asset, feature, quantity, unit, "hall", Map.of());
    }

    Hall point(String asset, String feature, String quantity, String unit, String adapter, Map<String, Double> states) {
        String id = asset + "." + feature;
        points.put(id, new Point(points.size(), id, asset, feature, quantity, unit, false));
        details.put(id, new PointDetail(adapter, "hall/" + asset + "#$." + feature, null, Double.NaN, Double.NaN, null, false, null, null, null, states));
        return this;
    }

    @Override
    public Site site() {
        return site;
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
