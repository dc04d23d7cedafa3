package io.gemello.series.gateway.influxql;

import io.gemello.api.series.SeriesWindow;
import io.gemello.series.gateway.data.OneSeries;
import io.gemello.series.gateway.data.Row;
import io.gemello.series.gateway.data.Scan;
import io.gemello.series.gateway.data.TimeWindows;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Lets the store calculate what it can: it has minutes and hours ready where readings would have to be read one by one. */
final class StoreCells {
    private static final Set<Function> MERGEABLE = Set.of(Function.COUNT, Function.SUM, Function.MEAN, Function.MIN, Function.MAX, Function.SPREAD, Function.FIRST, Function.LAST);
    /** Where clocks are changed, all of them are by a multiple of this. */
    private static final long QUARTER = 900 * TimeWindows.SECOND;
    /** Shorter windows hold too few readings to be worth it. */
    private static final long SHORTEST = 60 * TimeWindows.SECOND;
    private static final long HOUR = 60 * SHORTEST;
    private static final long DAY = 24 * HOUR;
    private static final long MONTHS = 60 * DAY;

    private final Select select;
    private final Columns columns;
    private final TimeRange range;
    private final Scan scan;
    /** Inclusive. */
    private final long last;

    StoreCells(Select select, Columns columns, TimeRange range, Scan scan, long last) {
        this.select = select;
        this.columns = columns;
        this.range = range;
        this.scan = scan;
        this.last = last;
    }

    /** The one row of each series that {@code first} or {@code last} alone wants; empty where it is not they. */
    Optional<List<Row>> ends(List<OneSeries> group) {
        if (select.window() != null || columns.calls().size() != 1) {
            return Optional.empty();
        }
        Expr.Call call = columns.calls().get(0);
        Function function = Function.of(call.function());
        if (function != Function.FIRST && function != Function.LAST) {
            return Optional.empty();
        }
        List<Row> rows = new ArrayList<>();
        for (OneSeries series : group) {
            (function == Function.LAST ? scan.last(series, range.min(), range.max() + 1, row -> wanted(row, call)) : scan.first(series, range.min(), range.max() + 1, row -> wanted(row, call))).ifPresent(rows::add);
        }
        return Optional.of(rows);
    }

    private boolean wanted(Row row, Expr.Call call) {
        return row.field(Columns.field(call)) != null && Filter.holds(range.rest(), row);
    }

    /** @param fresh makes the cells of a window @return false where the readings must be read; the cells are then as they were */
    boolean fill(List<OneSeries> group, TimeWindows windows, NavigableMap<Long, Cell[]> cells, Supplier<Cell[]> fresh) {
        long step = step();
        if (step < SHORTEST || !mergeable(group)) {
            return false;
        }
        List<Found> found = new ArrayList<>();
        for (OneSeries series : group) {
            Optional<Boolean> usableOnly = Filter.usableOnly(range.rest(), series);
            if (usableOnly.isEmpty()) {
                return false;
            }
            for (int i = 0; i < columns.calls().size(); i++) {
                OneSeries.Field field = series.fields().get(Columns.field(columns.calls().get(i)));
                if (field == null) {
                    continue;
                }
                Optional<List<SeriesWindow>> those = !field.stored() ? Optional.empty() : found(found, field, step, usableOnly.get());
                if (those.isEmpty()) {
                    return false;
                }
                found.add(new Found(i, field, those.get()));
            }
        }
        for (Found one : found) {
            for (SeriesWindow window : one.windows()) {
                cells.computeIfAbsent(windows == null ? 0 : windows.start(Math.max(window.start(), range.min())), start -> fresh.get())[one.call()].add(window);
            }
        }
        return true;
    }

    /** What one call gets of one series. */
    private record Found(int call, OneSeries.Field field, List<SeriesWindow> windows) {}

    /** Several functions of the same field share its windows. */
    private Optional<List<SeriesWindow>> found(List<Found> already, OneSeries.Field field, long step, boolean usableOnly) {
        for (Found one : already) {
            if (one.field() == field) {
                return Optional.of(one.windows());
            }
        }
        return scan.windows(field.point(), range.min(), last + 1, step, usableOnly);
    }

    /** What all windows are made of. */
    private long step() {
        if (select.window() == null) {
            double length = (double) last - range.min();
            return length <= DAY ? SHORTEST : length <= MONTHS ? HOUR : DAY;
        }
        long step = divisor(select.window().everyNanos(), select.window().offsetNanos());
        return select.zone().equals(ZoneOffset.UTC) ? step : divisor(step, QUARTER);
    }

    private static long divisor(long one, long other) {
        return other == 0 ? one : divisor(other, one % other);
    }

    private boolean mergeable(List<OneSeries> group) {
        boolean ordered = columns.calls().stream().map(call -> Function.of(call.function())).anyMatch(function -> function == Function.FIRST || function == Function.LAST);
        boolean chosen = columns.calls().size() == 1 && Function.of(columns.calls().get(0).function()).selector() && (select.window() == null || columns.plain());
        return !chosen && (!ordered || group.size() == 1) && columns.calls().stream().allMatch(call -> MERGEABLE.contains(Function.of(call.function())));
    }
}
