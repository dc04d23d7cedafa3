package io.gemello.twin;

import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Reading;
import io.gemello.api.series.SeriesPage;
import io.gemello.api.series.SeriesStore;
import io.gemello.api.series.SeriesWindow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A store in memory, with pages of two readings so that paging is seen. */
final class FakeSeries implements SeriesStore {
    private static final int PAGE = 2;
    private final List<Reading> readings = new ArrayList<>();

    void add(Reading reading) {
        readings.add(reading);
        readings.sort(Comparator.comparingLong(Reading::epochNanos));
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public SeriesPage range(Point point, long from, long to, int limit) {
        List<Reading> all = readings.stream().filter(r -> r.point().equals(point) && r.epochNanos() >= from && r.epochNanos() < to).toList();
        int page = Math.min(PAGE, limit);
        return all.size() <= page ? new SeriesPage(all, OptionalLong.empty()) : new SeriesPage(all.subList(0, page), OptionalLong.of(all.get(page).epochNanos()));
    }

    @Override
    public List<SeriesWindow> aggregate(Point point, long from, long to, long everyNanos) {
        TreeMap<Long, SeriesWindow> windows = new TreeMap<>();
        for (Reading r : readings) {
            if (r.point().equals(point) && r.epochNanos() >= from && r.epochNanos() < to && Double.isFinite(r.value())) {
                long start = Math.floorDiv(r.epochNanos(), everyNanos) * everyNanos;
                windows.merge(start, new SeriesWindow(start, 1, r.value(), r.value(), r.value(), r.value(), r.value(), r.quality()), FakeSeries::together);
            }
        }
        return List.copyOf(windows.values());
    }

    private static SeriesWindow together(SeriesWindow a, SeriesWindow b) {
        return new SeriesWindow(a.start(), a.count() + b.count(), a.sum() + b.sum(), Math.min(a.min(), b.min()), Math.max(a.max(), b.max()), a.first(), b.last(), Math.max(a.worstQuality(), b.worstQuality()));
    }

    @Override
    public Optional<Reading> latest(Point point) {
        return readings.stream().filter(r -> r.point().equals(point)).reduce((first, second) -> second);
    }
}
