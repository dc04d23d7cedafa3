package io.gemello.series.gateway.flux;

import io.gemello.api.series.SeriesWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One row of each table, chosen or calculated. */
enum Reduce {
    FIRST(true), LAST(true), MIN(true), MAX(true), MEAN(false), SUM(false), COUNT(false);

    private final boolean chooses;

    Reduce(boolean chooses) {
        this.chooses = chooses;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    FluxTable of(FluxTable table, String column, Arguments call) {
        int at = table.index(column);
        if (at < 0) {
            throw call.problem("column \"" + column + "\" does not exist");
        }
        if (chooses) {
            Object[] chosen = null;
            for (Object[] row : table.rows()) {
                chosen = row[at] != null && (chosen == null || better(row[at], chosen[at], call)) ? row : chosen;
            }
            return table.with(chosen == null ? List.of() : List.<Object[]>of(chosen));
        }
        return calculated(table, at, call);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private boolean better(Object value, Object than, Arguments call) {
        if (this == FIRST || this == LAST) {
            return this == LAST;
        }
        if (!(value instanceof Number) && !(value instanceof Time) && !(value instanceof String)) {
            throw call.problem("unsupported column type " + Type.word(value));
        }
        int order = ((Comparable) value).compareTo(than);
        return this == MIN ? order < 0 : order > 0;
    }

    boolean chooses() {
        return chooses;
    }

    /** Of so many windows of numbers; null where it has no value. */
    Object of(List<SeriesWindow> windows) {
        if (windows.isEmpty()) {
            return this == COUNT ? (Object) 0L : null;
        }
        long count = windows.stream().mapToLong(SeriesWindow::count).sum();
        double sum = windows.stream().mapToDouble(SeriesWindow::sum).sum();
        return switch (this) {
            case FIRST -> (Object) windows.get(0).first();
            case LAST -> windows.get(windows.size() - 1).last();
            case MIN -> windows.stream().mapToDouble(SeriesWindow::min).min().getAsDouble();
            case MAX -> windows.stream().mapToDouble(SeriesWindow::max).max().getAsDouble();
            case MEAN -> sum / count;
            case SUM -> sum;
            case COUNT -> (Object) count;
        };
    }

    private FluxTable calculated(FluxTable table, int at, Arguments call) {
        Type type = table.columns().get(at).type();
        if (this != COUNT && type != Type.LONG && type != Type.DOUBLE) {
            throw call.problem("unsupported aggregate column type " + type.word());
        }
        long count = 0;
        long whole = 0;
        double sum = 0;
        for (Object[] row : table.rows()) {
            count += row[at] == null ? 0 : 1;
            whole += row[at] instanceof Long value ? value : 0;
            sum += row[at] instanceof Number value ? value.doubleValue() : 0;
        }
        Object value = this == COUNT ? (Object) count : count == 0 ? null : this == MEAN ? (Object) (sum / count) : type == Type.LONG ? (Object) whole : (Object) sum;
        return row(table, new Column(table.columns().get(at).name(), this == COUNT ? Type.LONG : this == MEAN ? Type.DOUBLE : type), value);
    }

    /** The group key and what was calculated. */
    static FluxTable row(FluxTable table, Column column, Object value) {
        List<Column> columns = new ArrayList<>(table.columns().stream().filter(one -> table.key().containsKey(one.name())).toList());
        List<Object> row = new ArrayList<>(columns.stream().map(one -> table.key().get(one.name())).toList());
        columns.add(column);
        row.add(value);
        return new FluxTable(List.copyOf(columns), table.key(), List.<Object[]>of(row.toArray()));
    }
}
