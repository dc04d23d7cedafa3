package io.gemello.series.gateway.flux;

import java.util.Comparator;
import java.util.List;

/** Orders rows; what is missing comes first. */
final class Sorting {
    private Sorting() {}

    @SuppressWarnings({"unchecked", "rawtypes"})
    static int compare(Object one, Object other) {
        if (one == null || other == null) {
            return one == other ? 0 : one == null ? -1 : 1;
        }
        return one.getClass() == other.getClass() && one instanceof Comparable comparable ? comparable.compareTo(other) : 0;
    }

    static FluxTable of(FluxTable table, List<String> columns, boolean descending) {
        Comparator<Object[]> order = (one, other) -> 0;
        for (String column : columns) {
            int at = table.index(column);
            order = at < 0 ? order : order.thenComparing(row -> row[at], Sorting::compare);
        }
        return table.with(table.rows().stream().sorted(descending ? order.reversed() : order).toList());
    }
}
