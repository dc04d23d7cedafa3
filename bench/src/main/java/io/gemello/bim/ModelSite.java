package io.gemello.bim;

import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointDetail;
import io.gemello.testkit.FakeCatalogue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A site with an asset and a point for each of some elements. */
final class ModelSite {
    private ModelSite() {}

    static Catalogue of(List<String> guids) {
        Map<String, Asset> assets = new LinkedHashMap<>();
        Map<String, Point> points = new LinkedHashMap<>();
        Map<String, PointDetail> details = new LinkedHashMap<>();
        for (String guid : guids) {
            int number = assets.size();
            assets.put("a" + number, new Asset("a" + number, "rack", "Rack " + number, null, null, List.of(), guid, Map.of(), false));
            points.put("p" + number, new Point(number, "p" + number, "a" + number, "inlet", "temperature", "Cel", false));
            details.put("p" + number, new PointDetail("bench", "p" + number, null, 0, 50, Duration.ofSeconds(60), false, null, null, null, Map.of()));
        }
        return FakeCatalogue.of("bench", 1, assets, points, details);
    }
}
