package io.gemello.series.gateway;

import io.gemello.api.access.Access;
import io.gemello.api.access.Subject;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointDetail;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.catalogue.PointStates;
import io.gemello.api.reading.Reading;
import io.gemello.api.series.SeriesPage;
import io.gemello.api.series.SeriesStore;
import io.gemello.api.series.SeriesWindow;
import io.gemello.testkit.FakeCatalogue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.DoubleStream;

/** A site whose readings lie in memory, as the gateway sees it; everybody but a stranger may read it. */
final class StoredSite implements SeriesStore, PointStates, Access {
    /** How often somebody asked for windows, and for readings. */
    int aggregates;
    int pages;
    /** How often somebody asked for windows of several points at once. */
    int together;
    /** Points that have imported history only: no reading of theirs was ever the latest. */
    final Set<String> imported = new HashSet<>();
    private static final int LARGEST_PAGE = 100;
    final Map<String, Point> points = new LinkedHashMap<>();
    private final Map<String, PointDetail> details = new LinkedHashMap<>();
    private final Map<String, NavigableMap<Long, Reading>> stored = new TreeMap<>();

    Point point(String id, String asset, String quantity) {
        return points.computeIfAbsent(id, name -> new Point(points.size(), name, asset, "f", quantity, "1", false));
    }

    /** A point that is fed by what is written under this address. */
    Point written(String id, String asset, String quantity, String address) {
        details.put(id, new PointDetail("influx", address, null, Double.NaN, Double.NaN, null, false, null, null, null, Map.of()));
        return point(id, asset, quantity);
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
        return FakeCatalogue.of("hall", 1, points, details);
    }

    @Override
    public String name() {
        return "memory";
    }

    /** In small pages, so that going on is tried too. */
    @Override
    public SeriesPage range(Point point, long from, long to, int limit) {
        pages++;
        List<Reading> all = new ArrayList<>(stored.getOrDefault(point.id(), new TreeMap<>()).subMap(from, true, to, false).values());
        int most = Math.min(limit, LARGEST_PAGE);
        return all.size() <= most ? new SeriesPage(all, OptionalLong.empty()) : new SeriesPage(all.subList(0, most), OptionalLong.of(all.get(most).epochNanos()));
    }

    @Override
    public List<SeriesWindow> aggregate(Point point, long from, long to, long everyNanos) {
        aggregates++;
        List<SeriesWindow> windows = new ArrayList<>();
        NavigableMap<Long, List<Reading>> cut = new TreeMap<>();
        stored.getOrDefault(point.id(), new TreeMap<>()).subMap(from, true, to, false).forEach((time, reading) -> cut.computeIfAbsent(Math.floorDiv(time, everyNanos) * everyNanos, start -> new ArrayList<>()).add(reading));
        cut.forEach((start, readings) -> {
            double[] usable = readings.stream().filter(reading -> (reading.quality() & 3) < 2 && Double.isFinite(reading.value())).mapToDouble(Reading::value).toArray();
            if (usable.length > 0) {
                DoubleSummaryStatistics all = DoubleStream.of(usable).summaryStatistics();
                int worst = readings.stream().mapToInt(reading -> reading.quality() & 3).max().getAsInt() | readings.stream().mapToInt(reading -> reading.quality() & ~3).reduce(0, (one, other) -> one | other);
                windows.add(new SeriesWindow(start, usable.length, all.getSum(), all.getMin(), all.getMax(), usable[0], usable[usable.length - 1], worst));
            }
        });
        return windows;
    }

    @Override
    public Optional<Reading> latest(Point point) {
        return Optional.ofNullable(stored.get(point.id())).map(series -> series.lastEntry().getValue());
    }

    @Override
    public void aggregate(Collection<Point> some, long from, long to, long everyNanos, BiConsumer<Point, SeriesWindow> into) throws IOException {
        together++;
        SeriesStore.super.aggregate(some, from, to, everyNanos, into);
    }

    @Override
    public boolean knows(Point point) {
        return stored.containsKey(point.id());
    }

    @Override
    public List<PointState> all() {
        return points.keySet().stream().map(this::of).toList();
    }

    @Override
    public PointState of(String pointId) {
        Point point = points.get(pointId);
        return point == null ? null : new PointState(point, PointState.State.LIVE, 0, imported.contains(pointId) ? null : latest(point).orElse(null));
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
