package io.gemello.series.gateway.data;

import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Reading;
import io.gemello.api.series.SeriesStore;
import io.gemello.api.series.SeriesWindow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/** What one query reads, within a bound. One thread. */
public final class Scan {
    private static final int PAGE = 10_000;
    /** Where the first row is wanted, few are read at a time. */
    private static final int FEW = 100;
    /** How far back the last row is looked for at first; then eight times as far, and so on. */
    private static final long FIRST_LOOK = 3_600 * TimeWindows.SECOND;
    private static final int FARTHER = 8;

    private final SeriesStore store;
    private final Allowance allowance;
    private final WindowsAhead ahead;

    /** @param most readings that this query may read */
    public Scan(SeriesStore store, long most) {
        this.store = store;
        allowance = new Allowance(most);
        ahead = new WindowsAhead(store);
    }

    /**
     * The rows of several series by time; of those with the same time, in the order of the list.
     *
     * @param from inclusive
     * @param to exclusive
     */
    public Iterator<Row> rows(List<OneSeries> series, long from, long to) {
        if (series.size() == 1) {
            return rows(series.get(0), 0, from, to, PAGE);
        }
        PriorityQueue<SeriesRows> heads = new PriorityQueue<>(Math.max(1, series.size()), Comparator.comparingLong(SeriesRows::time).thenComparingInt(SeriesRows::place));
        for (int i = 0; i < series.size(); i++) {
            SeriesRows rows = rows(series.get(i), i, from, to, PAGE);
            if (rows.hasNext()) {
                heads.add(rows);
            }
        }
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !heads.isEmpty();
            }

            @Override
            public Row next() {
                SeriesRows first = heads.remove();
                Row row = first.next();
                if (first.hasNext()) {
                    heads.add(first);
                }
                return row;
            }
        };
    }

    private SeriesRows rows(OneSeries series, int place, long from, long to, int page) {
        return series.told() != null ? SeriesRows.told(series, place, from, to) : new SeriesRows(series, series.points().stream().map(point -> new Pages(store, allowance, point, from, to, page)).toList(), place);
    }

    /** The first row that is wanted. @param from inclusive @param to exclusive */
    public Optional<Row> first(OneSeries series, long from, long to, Predicate<Row> wanted) {
        for (Iterator<Row> rows = rows(series, 0, from, to, FEW); rows.hasNext();) {
            Row row = rows.next();
            if (wanted.test(row)) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    /** The last row that is wanted, looked for from the end. */
    public Optional<Row> last(OneSeries series, long from, long to, Predicate<Row> wanted) {
        Row newest = newest(series);
        if (newest == null || newest.time() >= from && newest.time() < to && wanted.test(newest)) {
            return Optional.ofNullable(newest);
        }
        long length = FIRST_LOOK;
        for (long end = newest.time() < to ? newest.time() : to; end > from;) {
            long begin = end < Long.MIN_VALUE + length ? from : Math.max(from, end - length);
            Row last = null;
            for (Iterator<Row> rows = rows(series, 0, begin, end, PAGE); rows.hasNext();) {
                Row row = rows.next();
                last = wanted.test(row) ? row : last;
            }
            if (last != null) {
                return Optional.of(last);
            }
            end = begin;
            length = length > Long.MAX_VALUE / FARTHER ? length : length * FARTHER;
        }
        return Optional.empty();
    }

    /** Tells whose {@link #windows} will be asked for, in this order, so that they can be fetched together. */
    public void expect(List<Point> points) {
        ahead.expect(points);
    }

    /**
     * The windows of a point's values, as the store calculates them: it leaves bad readings out, so where there are any and they are wanted, those
     * windows are made of its readings instead.
     *
     * @param from inclusive
     * @param to exclusive
     * @param everyNanos windows begin at multiples of it
     * @param usableOnly whether bad readings do not count
     * @return empty where that would be no easier than to read everything
     */
    public Optional<List<SeriesWindow>> windows(Point point, long from, long to, long everyNanos, boolean usableOnly) {
        try {
            List<SeriesWindow> windows = ahead.of(point, from, to, everyNanos);
            allowance.spend(windows.size());
            return usableOnly ? Optional.of(windows) : new WindowMending(from, to, everyNanos, (begin, end) -> new Pages(store, allowance, point, begin, end, PAGE)).of(windows);
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        }
    }

    /** The last row of all; null for none. */
    private Row newest(OneSeries series) {
        if (series.told() != null) {
            return new Row(series, series.told().time(), List.of());
        }
        List<Reading> latest = new ArrayList<>();
        try {
            for (Point point : series.points()) {
                store.latest(point).ifPresent(latest::add);
            }
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        }
        long time = latest.stream().mapToLong(Reading::epochNanos).max().orElse(0);
        latest.removeIf(reading -> reading.epochNanos() < time);
        return latest.isEmpty() ? null : new Row(series, time, latest);
    }
}
