package io.gemello.bim;

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

/** A site with an asset and a point for each of some elements. */
final class ModelSite implements Catalogue {
    private final Map<String, Asset> assets = new LinkedHashMap<>();
    private final Map<String, Point> points = new LinkedHashMap<>();
    private final Map<String, PointDetail> details = new LinkedHashMap<>();

    ModelSite(List<String> guids) {
        for (String guid : guids) {
            int number = assets.size();
            assets.put("a" + number, new Asset("a" + number, "rack", "Rack " + number, null, null, List.of(), guid, Map.of(), false));
            points.put("p" + number, new Point(number, "p" + number, "a" + number, "inlet", "temperature", "Cel", false));
            details.put("p" + number, new PointDetail("bench", "p" + number, null, 0, 50, Duration.ofSeconds(60), false, null, null, null, Map.of()));
        }
    }

    @Override
    public Site site() {
        return new Site("bench", "org.bench", ZoneOffset.UTC, Path.of("/"), Map.of());
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
