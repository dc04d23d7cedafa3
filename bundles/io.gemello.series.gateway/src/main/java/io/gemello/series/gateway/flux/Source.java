package io.gemello.series.gateway.flux;

import io.gemello.api.series.SeriesWindow;
import io.gemello.series.gateway.data.OneSeries;
import io.gemello.series.gateway.data.Row;
import io.gemello.series.gateway.data.TimeWindows;
import io.gemello.series.gateway.data.TooMuch;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code from |> range |> filter} asks for: read when more is done with it, and no more of it than that needs. */
final class Source implements Tables {
    /** Shorter windows hold too few readings to let the store calculate them. */
    private static final long SHORTEST = 60 * TimeWindows.SECOND;
    private static final Map<OneSeries.Kind, Type> TYPES = Map.of(OneSeries.Kind.NUMBER, Type.DOUBLE, OneSeries.Kind.WHOLE, Type.LONG, OneSeries.Kind.TEXT, Type.STRING);
    private static final long HOUR = 60 * SHORTEST;
    private static final long DAY = 24 * HOUR;
    private static final long MONTHS = 60 * DAY;

    private final Question question;
    private final Span at;
    private final Bounds bounds;
    private final List<Condition> conditions;
    private List<FluxTable> made;

    /** @param from inclusive @param to exclusive */
    record Bounds(long from, long to) {}

    /** Of a row; {@link Operators#UNKNOWN} where it depends on what is not known yet. */
    interface Condition {
        Object holds(Fields row);
    }

    Source(Question question, Span at) {
        this(question, at, null, List.of());
    }

    private Source(Question question, Span at, Bounds bounds, List<Condition> conditions) {
        this.question = question;
        this.at = at;
        this.bounds = bounds;
        this.conditions = conditions;
    }

    Source bounded(Bounds now) {
        return new Source(question, at, now, conditions);
    }

    boolean bounded() {
        return bounds != null;
    }

    Source filtered(Condition condition) {
        List<Condition> more = new ArrayList<>(conditions);
        more.add(condition);
        return new Source(question, at, bounds, List.copyOf(more));
    }

    /** One field of one series. @param conditions that its rows must fulfil one by one */
    private record Wanted(OneSeries.Field field, FluxTable empty, List<Condition> conditions) {
        boolean fits(Object[] row) {
            return conditions.isEmpty() || conditions.stream().allMatch(condition -> condition.holds(empty.fields(row)) == Boolean.TRUE);
        }
    }

    @Override
    public List<FluxTable> tables() {
        if (made == null) {
            made = read();
        }
        return made;
    }

    private List<FluxTable> read() {
        Bounds all = checked();
        List<FluxTable> tables = new ArrayList<>();
        long rows = 0;
        for (OneSeries series : question.visible()) {
            List<Wanted> wanted = wanted(series);
            wanted.forEach(one -> tables.add(one.empty()));
            for (Iterator<Row> found = wanted.isEmpty() ? List.<Row>of().iterator() : question.scan().rows(List.of(series), all.from(), all.to()); found.hasNext();) {
                Row row = found.next();
                for (Wanted one : wanted) {
                    Object[] cells = cells(one, row);
                    if (cells != null) {
                        one.empty().rows().add(cells);
                        rows++;
                    }
                }
                if (rows > question.mostRows()) {
                    throw new TooMuch("the script holds more than " + question.mostRows() + " rows; ask for a shorter time or fewer series, use aggregateWindow(), or raise max.rows in etc/io.gemello.series.gateway.cfg");
                }
            }
        }
        tables.removeIf(table -> table.rows().isEmpty());
        return tables;
    }

    /** Null where the row has no such field, or does not fit. */
    private static Object[] cells(Wanted one, Row row) {
        Object value = row.field(one.field().name());
        if (value == null) {
            return null;
        }
        Object[] cells = new Object[one.empty().columns().size()];
        for (int i = 0; i < cells.length; i++) {
            String column = one.empty().columns().get(i).name();
            cells[i] = column.equals(Column.TIME) ? new Time(row.time()) : column.equals(Column.VALUE) ? value : one.empty().key().get(column);
        }
        return one.fits(cells) ? cells : null;
    }

    /** One row of each table, by reading as little as that needs. */
    List<FluxTable> reduced(Reduce how, Arguments call) {
        if (how == Reduce.FIRST || how == Reduce.LAST) {
            return ends(how == Reduce.LAST);
        }
        Bounds all = checked();
        Optional<List<Windows>> windows = how.chooses() ? Optional.empty() : windows(step(all));
        return windows.isPresent() ? windows.get().stream().filter(one -> !one.windows().isEmpty())
            .map(one -> Reduce.row(one.empty(), new Column(Column.VALUE, how == Reduce.COUNT ? Type.LONG : Type.DOUBLE), how.of(one.windows()))).toList()
            : tables().stream().map(table -> how.of(table, Column.VALUE, call)).toList();
    }

    private static long step(Bounds all) {
        double length = (double) all.to() - all.from();
        return length <= DAY ? SHORTEST : length <= MONTHS ? HOUR : DAY;
    }

    private List<FluxTable> ends(boolean last) {
        Bounds all = checked();
        List<FluxTable> tables = new ArrayList<>();
        for (OneSeries series : question.visible()) {
            for (Wanted one : wanted(series)) {
                Optional<Row> end = last ? question.scan().last(series, all.from(), all.to(), row -> cells(one, row) != null) : question.scan().first(series, all.from(), all.to(), row -> cells(one, row) != null);
                end.ifPresent(row -> tables.add(one.empty().with(List.<Object[]>of(cells(one, row)))));
            }
        }
        return tables;
    }

    /** What the store has calculated for one table. */
    record Windows(FluxTable empty, List<SeriesWindow> windows) {}

    /** @param step windows begin at multiples of it; nanoseconds @return empty where the readings must be read */
    Optional<List<Windows>> windows(long step) {
        Bounds all = checked();
        List<Wanted> fields = step < SHORTEST ? List.of() : question.visible().stream().flatMap(series -> wanted(series).stream()).toList();
        if (step < SHORTEST || fields.stream().anyMatch(one -> !one.field().stored() || !one.conditions().isEmpty())) {
            return Optional.empty();
        }
        question.scan().expect(fields.stream().map(one -> one.field().point()).toList());
        List<Windows> found = new ArrayList<>();
        for (Wanted one : fields) {
            Optional<List<SeriesWindow>> windows = question.scan().windows(one.field().point(), all.from(), all.to(), step, false);
            if (windows.isEmpty()) {
                return Optional.empty();
            }
            found.add(new Windows(one.empty(), windows.get()));
        }
        return Optional.of(found);
    }

    private Bounds checked() {
        if (bounds == null) {
            throw FluxProblem.running(at, "cannot submit unbounded read; try bounding 'from' with a call to 'range'");
        }
        return bounds;
    }

    private List<Wanted> wanted(OneSeries series) {
        List<Wanted> wanted = new ArrayList<>();
        for (OneSeries.Field field : series.fields().values()) {
            FluxTable empty = empty(series, field);
            Map<String, Object> known = new LinkedHashMap<>(empty.key());
            known.put(Column.TIME, Operators.UNKNOWN);
            known.put(Column.VALUE, Operators.UNKNOWN);
            List<Condition> open = new ArrayList<>();
            boolean possible = true;
            for (Condition condition : conditions) {
                Object holds = decided(condition, Fields.of(known));
                possible &= holds == Operators.UNKNOWN || holds == Boolean.TRUE;
                if (holds == Operators.UNKNOWN) {
                    open.add(condition);
                }
            }
            if (possible) {
                wanted.add(new Wanted(field, empty, open));
            }
        }
        return wanted;
    }

    /** What fails for want of a row is asked again with each row. */
    private static Object decided(Condition condition, Fields known) {
        try {
            return condition.holds(known);
        } catch (FluxProblem perhaps) {
            return Operators.UNKNOWN;
        }
    }

    private FluxTable empty(OneSeries series, OneSeries.Field field) {
        List<Column> columns = new ArrayList<>(List.of(new Column(Column.START, Type.TIME), new Column(Column.STOP, Type.TIME), new Column(Column.TIME, Type.TIME),
            new Column(Column.VALUE, TYPES.get(field.kind())), new Column(Column.FIELD, Type.STRING), new Column(Column.MEASUREMENT, Type.STRING)));
        Map<String, Object> key = new LinkedHashMap<>();
        key.put(Column.START, new Time(bounds.from()));
        key.put(Column.STOP, new Time(bounds.to()));
        key.put(Column.FIELD, field.name());
        key.put(Column.MEASUREMENT, series.measurement());
        series.tags().forEach((tag, value) -> {
            columns.add(new Column(tag, Type.STRING));
            key.put(tag, value);
        });
        return new FluxTable(List.copyOf(columns), key, new ArrayList<>());
    }
}
