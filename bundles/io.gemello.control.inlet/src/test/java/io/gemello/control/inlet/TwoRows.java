package io.gemello.control.inlet;

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

/** Two units, each feeding a row with one rack. */
final class TwoRows implements Catalogue {
    Point inlet(int row) {
        return new Point(row, "rack-" + row + "-inlet", "rack-" + row, "inlet", "temperature", "Cel", false);
    }

    Point fan(int row) {
        return new Point(10 + row, "unit-" + row + "-fan", "unit-" + row, "fan", "speed", "%", false);
    }

    @Override
    public Site site() {
        return new Site("rows", "org.rows", ZoneOffset.UTC, Path.of("/nowhere"), Map.of());
    }

    @Override
    public Map<String, Asset> assets() {
        Map<String, Asset> assets = new LinkedHashMap<>();
        for (int row = 0; row < 2; row++) {
            assets.put("unit-" + row, new Asset("unit-" + row, "cooling unit", "", null, null, List.of("row-" + row), null, Map.of(), false));
            assets.put("row-" + row, new Asset("row-" + row, "row", "", null, null, List.of(), null, Map.of(), false));
            assets.put("rack-" + row, new Asset("rack-" + row, "rack", "", null, "row-" + row, List.of(), null, Map.of(), false));
        }
        return assets;
    }

    @Override
    public Map<String, Point> points() {
        return Map.of();
    }

    @Override
    public PointDetail detail(String pointId) {
        return null;
    }

    @Override
    public long revision() {
        return 1;
    }
}
