package io.gemello.series.gateway;

import io.gemello.api.access.Access;
import io.gemello.api.access.Subject;
import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointDetail;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.catalogue.PointStates;
import io.gemello.api.catalogue.Site;
import io.gemello.api.reading.Reading;
import io.gemello.api.series.SeriesPage;
import io.gemello.api.series.SeriesStore;
import io.gemello.api.series.SeriesWindow;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A site whose readings lie in memory, as the gateway sees it; everybody but a stranger may read it. */
final class StoredSite implements SeriesStore, PointStates, Access {
    private static final int LARGEST_PAGE = 100;
    final Map<String, Point> points = new LinkedHashMap<>();
    private final Map<String, NavigableMap<Long, Reading>> stored = new TreeMap<>();

    Point point(String id, String asset, String quantity) {
        return points.computeIfAbsent(id, name -> new Point(points.size(), name, asset, "f", quantity, "1", false));
    }

    void store(Reading reading) {
        stored.computeIfAbsent(reading.point().id(), id -> new TreeMap<>()).put(reading.epochNanos(), reading);
    }

    /** Everything as line protocol, in the shape of the store towards InfluxDB. */
    String lines() {
        StringBuilder lines = new StringBuilder();
        stored.values().forEach(series -> series.values().forEach(one -> lines.append(one.point().quantity()).append(",asset=").append(one.point().asset()).append(",point=").append(one.point().id())
            .append(",site=hall ").append(Double.isFinite(one.value()) ? "value=" + one.value() + "," : "").append("quality=").append(one.quality()).append("i ").append(one.epochNanos()).append('\n')));
        return lines.toString();
    }

    Catalogue catalogue() {
        return new Catalogue() {
            @Override
            public Site site() {
                return new Site("hall", "org.hall", ZoneOffset.UTC, Path.of("/"), Map.of());
            }

            @Override
            public Map<String, Asset> assets() {
                return Map.of();
            }

            @Override
            public Map<String, Point> points() {
                return points;
            }

            @Override
            public PointDetail detail(String pointId) {
                return null;
            }

            @Override
            public long revision() {
                return 1;
            }
        };
    }

    @Override
    public String name() {
        return "memory";
    }

    /** In small pages, so that going on is tried too. */
    @Override
    public SeriesPage range(Point point, long from, long to, int limit) {
        List<Reading> all = new ArrayList<>(stored.getOrDefault(point.id(), new TreeMap<>()).subMap(from, true, to, false).values());
        int most = Math.min(limit, LARGEST_PAGE);
        return all.size() <= most ? new SeriesPage(all, OptionalLong.empty()) : new SeriesPage(all.subList(0, most), OptionalLong.of(all.get(most).epochNanos()));
    }

    @Override
    public List<SeriesWindow> aggregate(Point point, long from, long to, long everyNanos) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Reading> latest(Point point) {
        return Optional.ofNullable(stored.get(point.id())).map(series -> series.lastEntry().getValue());
    }

    @Override
    public List<PointState> all() {
        return points.keySet().stream().map(this::of).toList();
    }

    @Override
    public PointState of(String pointId) {
        Point point = points.get(pointId);
        return point == null ? null : new PointState(point, PointState.State.LIVE, 0, latest(point).orElse(null));
    }

    @Override
    public boolean mayRead(Subject who, String thingId) {
        return !who.name().equals("stranger");
    }

    @Override
    public boolean mayWrite(Subject who, String thingId) {
        return false;
    }
}
