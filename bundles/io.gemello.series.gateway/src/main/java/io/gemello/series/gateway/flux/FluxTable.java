package io.gemello.series.gateway.flux;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A table of a stream.
 *
 * @param key the group key: columns that have the same value in every row; known even where there is none
 * @param rows with a value, or null, for each column
 */
record FluxTable(List<Column> columns, Map<String, Object> key, List<Object[]> rows) {
    /** @return -1 where there is none */
    int index(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        return -1;
    }

    FluxTable with(List<Object[]> others) {
        return new FluxTable(columns, key, others);
    }

    /** A row as a function sees it. */
    Fields fields(Object[] row) {
        return new Fields() {
            @Override
            public Object get(String name) {
                int at = index(name);
                return at < 0 ? null : row[at];
            }

            @Override
            public Map<String, Object> all() {
                Map<String, Object> all = new LinkedHashMap<>();
                for (int i = 0; i < row.length; i++) {
                    all.put(columns.get(i).name(), row[i]);
                }
                return all;
            }
        };
    }

    /** Only these columns, also in the key. */
    FluxTable only(Predicate<String> kept) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (kept.test(columns.get(i).name())) {
                places.add(i);
            }
        }
        Map<String, Object> restOfKey = new LinkedHashMap<>(key);
        restOfKey.keySet().removeIf(kept.negate());
        return new FluxTable(places.stream().map(columns::get).toList(), restOfKey, rows.stream().map(row -> places.stream().map(place -> row[place]).toArray()).toList());
    }
}
