package io.gemello.control;

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
import java.util.Set;

/** A site with a fan that may be told its speed, a valve that may not, and three probes. */
record Plant(Path folder, Set<String> absent) implements Catalogue {
    Plant(Path folder) {
        this(folder, Set.of());
    }

    static final Point SPEED = new Point(0, "fan-speed", "fan", "speed", "speed", "%", false);
    static final Point VALVE = new Point(1, "fan-valve", "fan", "valve", "position", "%", false);

    /** Its silence is never noticed. */
    static final Point HUM = new Point(2, "fan-hum", "fan", "hum", "frequency", "Hz", false);

    static Point probe(int number) {
        return new Point(10 + number, "probe-" + number, "room", "probe-" + number, "temperature", "Cel", false);
    }

    @Override
    public Site site() {
        return new Site("plant", "org.plant", ZoneOffset.UTC, folder, Map.of());
    }

    @Override
    public Map<String, Asset> assets() {
        Map<String, Asset> assets = new LinkedHashMap<>();
        for (String id : List.of("fan", "room")) {
            assets.put(id, new Asset(id, id, id, null, null, id.equals("fan") ? List.of("room") : List.of(), null, Map.of(), false));
        }
        return assets;
    }

    @Override
    public Map<String, Point> points() {
        Map<String, Point> points = new LinkedHashMap<>();
        for (Point point : List.of(SPEED, VALVE, HUM, probe(1), probe(2), probe(3))) {
            points.put(point.id(), point);
        }
        points.keySet().removeAll(absent);
        return points;
    }

    @Override
    public PointDetail detail(String pointId) {
        return new PointDetail("hall", pointId, null, Double.NaN, Double.NaN, pointId.equals(HUM.id()) ? null : Duration.ofSeconds(30), pointId.equals("fan-speed"), null, null, null, Map.of());
    }

    @Override
    public long revision() {
        return 1;
    }
}
