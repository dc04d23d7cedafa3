package io.gemello.series.gateway.influxql;

import io.gemello.series.gateway.data.OneSeries;
import io.gemello.series.gateway.data.Row;
import io.gemello.series.gateway.data.Scan;
import io.gemello.series.gateway.data.TimeWindows;
import io.gemello.series.gateway.data.TooMuch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The rows of one group under functions: one row for each window, or one for all. */
final class CalculatedRows {
    private final Select select;
    private final Columns columns;
    private final TimeRange range;
    private final Scan scan;
    private final long now;
    private final int mostRows;
    private final List<Expr.Call> calls;
    private final TimeWindows windows;

    CalculatedRows(Select select, Columns columns, TimeRange range, Scan scan, long now, int mostRows) {
        this.scan = scan;
        this.select = select;
        this.columns = columns;
        this.range = range;
        this.now = now;
        this.mostRows = mostRows;
        calls = columns.calls();
        windows = select.window() == null ? null : new TimeWindows(select.window().everyNanos(), select.window().offsetNanos(), select.zone());
    }

    /** @param group series that are shown together */
    List<Object[]> of(List<OneSeries> group) {
        NavigableMap<Long, Cell[]> cells = new TreeMap<>();
        StoreCells store = new StoreCells(select, columns, range, scan, windows == null ? range.max() : last());
        Optional<List<Row>> ends = store.ends(group);
        if (ends.isPresent()) {
            ends.get().stream().sorted(Comparator.comparingLong(Row::time)).forEach(row -> add(cells, row));
        } else if (!store.fill(group, windows, cells, this::fresh)) {
            read(group, cells);
        }
        return answer(cells);
    }

    private void read(List<OneSeries> group, NavigableMap<Long, Cell[]> cells) {
        for (Iterator<Row> rows = scan.rows(group, range.min(), range.max() + 1); rows.hasNext();) {
            Row row = rows.next();
            if (windows != null && row.time() > last()) {
                break;
            }
            if (Filter.holds(range.rest(), row)) {
                add(cells, row);
            }
        }
    }

    private List<Object[]> answer(NavigableMap<Long, Cell[]> cells) {
        if (cells.isEmpty()) {
            return List.of();
        }
        if (cells.size() > mostRows) {
            throw tooMany();
        }
        List<Object[]> shown = windows == null ? List.<Object[]>of(shown(0, cells.firstEntry().getValue(), values(cells.firstEntry().getValue()))) : windowed(cells);
        int from = (int) Math.min(select.offset(), shown.size());
        return shown.subList(from, select.limit() == 0 ? shown.size() : (int) Math.min(from + select.limit(), shown.size()));
    }

    /** Windows end now where the query does not say when. */
    private long last() {
        return range.max() == TimeRange.LAST ? now : range.max();
    }

    private void add(NavigableMap<Long, Cell[]> cells, Row row) {
        Cell[] those = null;
        for (int i = 0; i < calls.size(); i++) {
            if (row.field(Columns.field(calls.get(i))) instanceof Number value) {
                those = those != null ? those : cells.computeIfAbsent(windows == null ? 0 : windows.start(row.time()), start -> fresh());
                those[i].add(value, row);
            }
        }
        if (cells.size() > mostRows) {
            throw tooMany();
        }
    }

    private Cell[] fresh() {
        return calls.stream().map(call -> new Cell(Function.of(call.function()))).toArray(Cell[]::new);
    }

    private TooMuch tooMany() {
        return new TooMuch("the answer has more than " + mostRows + " windows; ask for a shorter time or longer windows, or raise max.rows in etc/io.gemello.series.gateway.cfg");
    }

    private List<Object[]> windowed(NavigableMap<Long, Cell[]> cells) {
        List<Long> starts = new ArrayList<>();
        if (select.fill().kind() == Select.Fill.Kind.NONE) {
            starts.addAll(cells.keySet());
        } else {
            for (long start = range.min() == TimeRange.FIRST ? cells.firstKey() : windows.start(range.min()); start <= last(); start = windows.next(start)) {
                starts.add(start);
                if (starts.size() > mostRows) {
                    throw tooMany();
                }
            }
        }
        if (select.descending()) {
            // Before gaps are filled: previous is what was shown before.
            Collections.reverse(starts);
        }
        Object[][] values = new Object[calls.size()][];
        for (int i = 0; i < values.length; i++) {
            int call = i;
            Object[] found = starts.stream().map(start -> cells.containsKey(start) ? cells.get(start)[call].result() : null).toArray();
            values[i] = FillGaps.filled(found, starts, select.fill(), Function.of(calls.get(i).function()) == Function.COUNT);
        }
        List<Object[]> shown = new ArrayList<>(starts.size());
        for (int row = 0; row < starts.size(); row++) {
            Object[] one = new Object[calls.size()];
            for (int i = 0; i < one.length; i++) {
                one[i] = values[i][row];
            }
            shown.add(shown(starts.get(row), cells.get(starts.get(row)), one));
        }
        FillGaps.besides(shown, starts.stream().map(cells::containsKey).toList(), columns.expressions(), select.fill());
        return shown;
    }

    private Object[] values(Cell[] cells) {
        Object[] values = new Object[cells.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = cells[i].result();
        }
        return values;
    }

    /** @param cells null in an empty window @param values of the functions, gaps filled */
    private Object[] shown(long start, Cell[] cells, Object[] values) {
        Row chosen = calls.size() == 1 && cells != null ? cells[0].chosen() : null;
        Object[] shown = new Object[columns.expressions().size() + 1];
        shown[0] = windows != null ? start : chosen != null ? chosen.time() : range.min() == TimeRange.FIRST ? 0L : range.min();
        for (int i = 1; i < shown.length; i++) {
            shown[i] = value(columns.expressions().get(i - 1), values, chosen);
        }
        return shown;
    }

    private Object value(Expr expression, Object[] values, Row chosen) {
        if (expression instanceof Expr.Call call) {
            return values[calls.indexOf(call)];
        }
        if (expression instanceof Expr.Binary both) {
            return Arithmetic.of(both.operator(), value(both.left(), values, chosen), value(both.right(), values, chosen));
        }
        return plain(expression, chosen);
    }

    /** What needs no function. @param row null where there is none */
    static Object plain(Expr expression, Row row) {
        if (expression instanceof Expr.Whole whole) {
            return whole.value();
        }
        if (expression instanceof Expr.Decimal decimal) {
            return decimal.value();
        }
        if (expression instanceof Expr.Binary both) {
            return Arithmetic.of(both.operator(), plain(both.left(), row), plain(both.right(), row));
        }
        String name = ((Expr.Name) expression).name();
        if (row == null) {
            return null;
        }
        return row.series().tags().containsKey(name) ? row.series().tag(name) : row.field(name);
    }
}
