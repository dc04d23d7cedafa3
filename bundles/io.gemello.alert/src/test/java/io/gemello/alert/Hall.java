package io.gemello.alert;

import io.gemello.api.alert.AlertRule;
import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointDetail;
import io.gemello.api.catalogue.Site;
import io.gemello.api.catalogue.SiteFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A site of racks, each with inlet and supply in Cel and a power in kW; every point is stale after 60 s. */
record Hall(Path folder, int racks) implements Catalogue {
    static final Map<String, AlertRule> KINDS = OwnKinds.ALL.stream().collect(Collectors.toMap(AlertRule::kind, kind -> kind));

    Hall(int racks) {
        this(Path.of("/nowhere"), racks);
    }

    static RuleFiles.Read parse(String json) {
        return RuleFiles.parse(Map.of("hall.json", new SiteFile(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8))));
    }

    /** @param json with single quotation marks */
    RuleBook book(String json) {
        return RuleBinding.bind(parse(json), this, KINDS);
    }

    Point inlet(int rack) {
        return points().get("inlet-" + rack);
    }

    @Override
    public Site site() {
        return new Site("test", "org.test", ZoneOffset.UTC, folder, Map.of());
    }

    @Override
    public Map<String, Asset> assets() {
        Map<String, Asset> assets = new LinkedHashMap<>();
        for (int rack = 0; rack < racks; rack++) {
            assets.put("rack-" + rack, new Asset("rack-" + rack, "rack", "Rack " + rack, null, null, List.of(), null, Map.of(), false));
        }
        return assets;
    }

    @Override
    public Map<String, Point> points() {
        Map<String, Point> points = new LinkedHashMap<>();
        for (int rack = 0; rack < racks; rack++) {
            points.put("inlet-" + rack, new Point(rack * 3, "inlet-" + rack, "rack-" + rack, "inlet", "temperature", "Cel", false));
            points.put("supply-" + rack, new Point(rack * 3 + 1, "supply-" + rack, "rack-" + rack, "supply", "temperature", "Cel", false));
            points.put("power-" + rack, new Point(rack * 3 + 2, "power-" + rack, "rack-" + rack, "power", "power", "kW", false));
        }
        return points;
    }

    @Override
    public PointDetail detail(String pointId) {
        return new PointDetail("hall", pointId, null, Double.NaN, Double.NaN, Duration.ofSeconds(60), false, null, null, null, Map.of());
    }

    @Override
    public long revision() {
        return 1;
    }
}
