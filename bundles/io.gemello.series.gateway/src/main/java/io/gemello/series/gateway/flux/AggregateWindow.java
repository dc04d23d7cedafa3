package io.gemello.series.gateway.flux;

import io.gemello.api.series.SeriesWindow;
import io.gemello.series.gateway.data.TooMuch;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** {@code aggregateWindow}: a function over each window of each table, and what comes of it in one table again. */
final class AggregateWindow {
    private final Arguments call;
    private final Windowing windows;
    private final Callable function;
    private final String column;
    private final String source;
    private final String destination;
    private final boolean empty;
    private final int mostRows;
    private long made;

    /** @param zone usual one of the script */
    AggregateWindow(Arguments call, ZoneId zone, int mostRows) {
        this.call = call;
        this.mostRows = mostRows;
        Lapse every = lapse("every");
        if (!every.equals(call.lapse("period", every))) {
            throw FluxProblem.outside(call.at(), "a period other than every");
        }
        Object location = call.any("location");
        windows = new Windowing(every, call.lapse("offset", new Lapse(0, 0)), location == null ? zone : Zones.of(location, call));
        call.needed("fn");
        function = call.function("fn", null);
        column = call.text("column", Column.VALUE);
        source = call.text("timeSrc", Column.STOP);
        destination = call.text("timeDst", Column.TIME);
        empty = call.truth("createEmpty", true);
        call.tables();
        call.done();
    }

    private Lapse lapse(String name) {
        call.needed(name);
        Lapse lapse = call.lapse(name, null);
        if (!lapse.positive()) {
            throw call.problem(name + " must be longer than nothing, and either months or less than a month's unit");
        }
        return lapse;
    }

    List<FluxTable> of(Tables tables) {
        Optional<List<Source.Windows>> stored = tables instanceof Source source && stored() ? source.windows(windows.step()) : Optional.empty();
        List<FluxTable> made = stored.isPresent() ? stored.get().stream().filter(one -> !one.windows().isEmpty()).map(one -> together(one.empty(), calculated(one))).toList()
            : tables.tables().stream().map(table -> together(table, called(table))).toList();
        return made.stream().filter(table -> !table.rows().isEmpty()).toList();
    }

    /** Whether a store's windows tell enough: not which row was chosen. */
    private boolean stored() {
        return function instanceof Reduction && column.equals(Column.VALUE) && destination.equals(Column.TIME) && (source.equals(Column.START) || source.equals(Column.STOP));
    }

    private Source.Bounds bounds(FluxTable table) {
        if (!(table.key().get(Column.START) instanceof Time from) || !(table.key().get(Column.STOP) instanceof Time to)) {
            throw call.problem("the tables have no " + Column.START + " and " + Column.STOP + " in their group key: call it behind range()");
        }
        return new Source.Bounds(from.nanos(), to.nanos());
    }

    /** What the function makes of each window. */
    private List<FluxTable> called(FluxTable table) {
        List<FluxTable> cut = cut(table, bounds(table));
        Object result = function.call(new Arguments("fn", call.at(), new LinkedHashMap<>(Map.of("column", column)), (Tables) () -> cut));
        if (!(result instanceof Tables stream)) {
            throw call.wrong("fn", "a function that gives a stream", result);
        }
        return stream.tables();
    }

    /** The same, where the store has calculated. */
    private List<FluxTable> calculated(Source.Windows stored) {
        Reduce how = ((Reduction) function).how();
        Source.Bounds all = bounds(stored.empty());
        NavigableMap<Long, List<SeriesWindow>> found = new TreeMap<>();
        starts(all).forEach(start -> found.put(start, new ArrayList<>()));
        stored.windows().forEach(one -> found.computeIfAbsent(windows.start(Math.max(one.start(), all.from())), start -> new ArrayList<>()).add(one));
        List<FluxTable> made = new ArrayList<>();
        found.forEach((start, those) -> {
            FluxTable table = window(stored.empty(), start, all, List.of());
            Object value = how.of(those);
            if (!how.chooses()) {
                made.add(Reduce.row(table, new Column(Column.VALUE, how == Reduce.COUNT ? Type.LONG : Type.DOUBLE), value));
            } else if (value != null) {
                made.add(table.with(List.<Object[]>of(table.columns().stream().map(one -> one.name().equals(Column.VALUE) ? value : table.key().get(one.name())).toArray())));
            }
        });
        return made;
    }

    private FluxTable together(FluxTable table, List<FluxTable> results) {
        List<Object[]> rows = new ArrayList<>();
        List<Column> columns = null;
        for (FluxTable one : results) {
            columns = columns != null ? columns : columns(one);
            for (Object[] row : one.rows()) {
                rows.add(row(one, row, columns, table.key()));
            }
        }
        return new FluxTable(columns == null ? List.of() : columns, table.key(), rows);
    }

    /** All of them, where also those without rows are wanted. */
    private List<Long> starts(Source.Bounds all) {
        List<Long> starts = new ArrayList<>();
        for (long start = windows.start(all.from()); empty && start < all.to(); start = windows.next(start)) {
            starts.add(start);
            if (++made > mostRows) {
                throw new TooMuch("the answer has more than " + mostRows + " windows; ask for a shorter time or longer windows, or raise max.rows in etc/io.gemello.series.gateway.cfg");
            }
        }
        return starts;
    }

    /** The windows' tables, each with its window's times. */
    private List<FluxTable> cut(FluxTable table, Source.Bounds all) {
        int time = table.index(Column.TIME);
        if (time < 0) {
            throw call.problem("column \"" + Column.TIME + "\" does not exist");
        }
        NavigableMap<Long, List<Object[]>> rows = new TreeMap<>();
        starts(all).forEach(start -> rows.put(start, new ArrayList<>()));
        for (Object[] row : table.rows()) {
            if (row[time] instanceof Time at) {
                rows.computeIfAbsent(windows.start(at.nanos()), start -> new ArrayList<>()).add(row);
            }
        }
        List<FluxTable> cut = new ArrayList<>();
        rows.forEach((start, those) -> cut.add(window(table, start, all, those)));
        return cut;
    }

    private FluxTable window(FluxTable table, long from, Source.Bounds all, List<Object[]> rows) {
        Time start = new Time(Math.max(from, all.from()));
        Time stop = new Time(Math.min(windows.next(from), all.to()));
        Map<String, Object> key = new LinkedHashMap<>(table.key());
        key.put(Column.START, start);
        key.put(Column.STOP, stop);
        int first = table.index(Column.START);
        int last = table.index(Column.STOP);
        return new FluxTable(table.columns(), key, rows.stream().map(row -> {
            Object[] cells = row.clone();
            cells[first] = start;
            cells[last] = stop;
            return cells;
        }).toList());
    }

    private List<Column> columns(FluxTable one) {
        List<Column> columns = new ArrayList<>(one.columns());
        if (one.index(destination) < 0) {
            columns.add(Math.max(0, one.index(column)), new Column(destination, Type.TIME));
        }
        return List.copyOf(columns);
    }

    private Object[] row(FluxTable one, Object[] row, List<Column> columns, Map<String, Object> key) {
        int at = one.index(source);
        if (at < 0 || row[at] != null && !(row[at] instanceof Time)) {
            throw call.problem("timeSrc: the column \"" + source + "\" is none of times");
        }
        Object[] cells = new Object[columns.size()];
        for (int i = 0; i < cells.length; i++) {
            String name = columns.get(i).name();
            int there = one.index(name);
            cells[i] = name.equals(destination) ? row[at] : name.equals(Column.START) || name.equals(Column.STOP) ? key.get(name) : there < 0 ? null : row[there];
        }
        return cells;
    }
}
