package io.gemello.series.gateway.data;

import io.gemello.api.catalogue.Point;
import io.gemello.api.series.SeriesStore;
import io.gemello.api.series.SeriesWindow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Windows of points that are asked for one after another, fetched for many of them at once: a store answers that far faster than point by point. One thread. */
final class WindowsAhead {
    private static final int MOST_POINTS = 500;
    private static final int MOST_WINDOWS = 100_000;

    private final SeriesStore store;
    private final Map<Point, List<SeriesWindow>> fetched = new HashMap<>();
    private final Map<Point, Integer> places = new HashMap<>();
    private List<Point> expected = List.of();
    /** Before this place of the expected everything was fetched once. */
    private int next;
    private Asked asked;

    private record Asked(long from, long to, long everyNanos) {}

    WindowsAhead(SeriesStore store) {
        this.store = store;
    }

    /** @param points in the order in which they will be asked for */
    void expect(List<Point> points) {
        expected = points.stream().distinct().toList();
        places.clear();
        for (int i = 0; i < expected.size(); i++) {
            places.put(expected.get(i), i);
        }
        fetched.clear();
        next = 0;
    }

    List<SeriesWindow> of(Point point, long from, long to, long everyNanos) throws IOException {
        Asked now = new Asked(from, to, everyNanos);
        if (!now.equals(asked)) {
            fetched.clear();
            asked = now;
        }
        List<SeriesWindow> ready = fetched.remove(point);
        int place = places.getOrDefault(point, -1);
        if (ready != null) {
            return ready;
        }
        if (place < next) {
            return store.aggregate(point, from, to, everyNanos);
        }
        double windows = Math.max(1, ((double) to - from) / everyNanos);
        next = Math.min(expected.size(), place + (int) Math.max(1, Math.min(MOST_POINTS, MOST_WINDOWS / windows)));
        List<Point> some = expected.subList(place, next);
        some.forEach(one -> fetched.put(one, new ArrayList<>()));
        store.aggregate(some, from, to, everyNanos, (one, window) -> fetched.get(one).add(window));
        return fetched.remove(point);
    }
}
