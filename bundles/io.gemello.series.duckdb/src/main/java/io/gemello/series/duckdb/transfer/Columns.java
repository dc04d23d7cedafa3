package io.gemello.series.duckdb.transfer;

import java.time.DateTimeException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the columns of a table mean. Long: {@code time, point, value} and perhaps {@code unit}, in any order, others are left alone. Wide: a time, and a
 * column for each point, whose heading is the point's id. Empty cells are no values.
 */
final class Columns {
    private static final Set<String> TIME = Set.of("time", "_time", "timestamp", "datetime", "date", "ts");
    private static final Set<String> VALUE = Set.of("value", "_value");

    private final List<String> header;
    private final int time;
    private final int point;
    private final int value;
    private final int unit;
    private final Times times;
    private final Deque<Row> ready = new ArrayDeque<>();

    /** @throws IllegalArgumentException says what the header lacks */
    Columns(List<String> header, Times times) {
        this.header = header.stream().map(String::strip).toList();
        this.times = times;
        time = find(TIME);
        point = find(Set.of("point"));
        value = find(VALUE);
        unit = find(Set.of("unit"));
        if (time < 0) {
            throw new IllegalArgumentException("no column holds the time: name one of them time; the header is " + String.join(", ", header));
        }
        if (point >= 0 != value >= 0) {
            throw new IllegalArgumentException("columns point and value belong together; a file with a column for each point has neither; the header is " + String.join(", ", header));
        }
    }

    private int find(Set<String> names) {
        for (int i = 0; i < header.size(); i++) {
            if (names.contains(header.get(i).toLowerCase(Locale.ROOT))) {
                return i;
            }
        }
        return -1;
    }

    /** A value of the lines that were given; null when it takes another line. */
    Row poll() {
        return ready.poll();
    }

    void line(long number, Object... cells) throws RowSource.BadRow {
        if (Arrays.stream(cells).allMatch(Columns::isEmpty)) {
            return;
        }
        if (time >= cells.length || isEmpty(cells[time])) {
            throw new RowSource.BadRow(number, "the time is missing");
        }
        long at;
        try {
            at = cells[time] instanceof Long nanos ? nanos : times.nanos(cells[time].toString());
        } catch (DateTimeException no) {
            throw new RowSource.BadRow(number, no.getMessage());
        }
        if (point >= 0) {
            if (point >= cells.length || isEmpty(cells[point])) {
                throw new RowSource.BadRow(number, "the point is missing");
            }
            add(number, cells[point].toString(), at, value < cells.length ? cells[value] : null, unit >= 0 && unit < cells.length && !isEmpty(cells[unit]) ? cells[unit].toString() : null);
        } else {
            for (int i = 0; i < Math.min(cells.length, header.size()); i++) {
                if (i != time && !header.get(i).isEmpty()) {
                    add(number, header.get(i), at, cells[i], null);
                }
            }
        }
    }

    private void add(long number, String name, long at, Object given, String itsUnit) {
        if (!isEmpty(given)) {
            ready.add(new Row(number, name, at, given instanceof Number || given instanceof Boolean ? given : given.toString().strip(), itsUnit));
        }
    }

    private static boolean isEmpty(Object cell) {
        return cell == null || cell.toString().isBlank();
    }
}
