package io.gemello.bim;

import io.gemello.api.alert.Alert;
import io.gemello.api.alert.AlertState;
import io.gemello.api.alert.Priority;
import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointDetail;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.catalogue.Site;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import io.gemello.bim.ifc.IfcGuid;
import io.gemello.bim.mapping.Mapper;
import io.gemello.bim.mapping.MappingRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A site that a test puts together, a row at a time. */
final class Hall implements Catalogue {
    private final Map<String, Asset> assets = new LinkedHashMap<>();
    private final Map<String, Point> points = new LinkedHashMap<>();
    private final Map<String, PointDetail> details = new LinkedHashMap<>();
    private final Path folder;

    Hall(Path folder) {
        this.folder = folder;
    }

    /** Racks with an element each, and in each rack an inlet in Cel and a door that is closed or open. */
    static Hall racks(int count) {
        Hall hall = new Hall(Path.of("/nowhere"));
        for (int i = 0; i < count; i++) {
            hall.asset("rack-" + i, guid(i)).point("inlet-" + i, "rack-" + i, "inlet", "Cel", null, null, null).door("door-" + i, "rack-" + i);
        }
        return hall;
    }

    static String guid(int number) {
        return IfcGuid.of(new UUID(0, number + 1));
    }

    Hall asset(String id, String guid) {
        assets.put(id, new Asset(id, "rack", id, null, null, List.of(), guid, Map.of(), false));
        return this;
    }

    Hall point(String id, String asset, String feature, String unit, String element, String parameter, String aggregate) {
        return point(new Point(points.size(), id, asset, feature, "temperature", unit, false), element, parameter, aggregate, Map.of());
    }

    private Hall door(String id, String asset) {
        Map<String, Double> states = new LinkedHashMap<>();
        states.put("closed", 0.0);
        states.put("open", 1.0);
        return point(new Point(points.size(), id, asset, "door", "state", "1", false), null, null, null, states);
    }

    private Hall point(Point point, String element, String parameter, String aggregate, Map<String, Double> states) {
        points.put(point.id(), point);
        details.put(point.id(), new PointDetail("hall", point.id(), null, 0, 50, Duration.ofSeconds(60), false, element, parameter, aggregate, states));
        return this;
    }

    Reading reading(String point, double value, long second) {
        return new Reading(points.get(point), second * 1_000_000_000L, value, Quality.GOOD);
    }

    PointState state(String point, PointState.State state) {
        return new PointState(points.get(point), state, 0, null);
    }

    /** Without a model and without rules. */
    LivePlan plan() {
        return plan(null, List.of());
    }

    LivePlan plan(SiteModel model, List<MappingRule> rules) {
        try {
            return PlanDraft.plan(this, model, Mapper.map(this, model == null ? null : model.ifc(), rules, Map.of()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    List<PointState> live() {
        return points.keySet().stream().map(id -> state(id, PointState.State.LIVE)).toList();
    }

    Alert alert(String rule, String point, AlertState state, Priority priority) {
        return new Alert(rule + "@" + point, rule, points.get(point), state, true, "hi", priority, "too warm", 30, 1, 1, 0);
    }

    @Override
    public Site site() {
        return new Site("test", "org.test", ZoneOffset.UTC, folder, Map.of());
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
