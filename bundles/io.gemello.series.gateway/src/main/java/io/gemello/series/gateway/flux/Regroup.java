package io.gemello.series.gateway.flux;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Puts rows into tables by other keys. */
final class Regroup {
    private Regroup() {}

    /** @param keyed which columns make the key */
    static List<FluxTable> by(List<FluxTable> tables, Predicate<String> keyed, Arguments call) {
        Map<Map<String, Object>, Growing> groups = new LinkedHashMap<>();
        for (FluxTable table : tables) {
            List<Column> keys = table.columns().stream().filter(column -> keyed.test(column.name())).toList();
            for (Object[] row : table.rows()) {
                Map<String, Object> key = new LinkedHashMap<>();
                keys.forEach(column -> key.put(column.name(), row[table.index(column.name())]));
                groups.computeIfAbsent(key, Growing::new).add(table, row, call);
            }
        }
        return sorted(groups);
    }

    /** Tables that have got the same key become one. */
    static List<FluxTable> same(List<FluxTable> tables, Arguments call) {
        Map<Map<String, Object>, Growing> groups = new LinkedHashMap<>();
        for (FluxTable table : tables) {
            Growing group = groups.computeIfAbsent(table.key(), Growing::new);
            group.columns(table, call);
            table.rows().forEach(row -> group.add(table, row, call));
        }
        return groups.values().stream().map(Growing::table).toList();
    }

    private static List<FluxTable> sorted(Map<Map<String, Object>, Growing> groups) {
        return groups.values().stream().map(Growing::table).sorted((one, other) -> {
            for (String name : one.key().keySet()) {
                int order = Sorting.compare(one.key().get(name), other.key().get(name));
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        }).toList();
    }

    /** A table to which rows of others come. */
    private static final class Growing {
        private final Map<String, Object> key;
        private final Map<String, Column> columns = new LinkedHashMap<>();
        private final List<Object[]> rows = new ArrayList<>();
        private FluxTable before;
        private int[] places;

        Growing(Map<String, Object> key) {
            this.key = key;
        }

        void columns(FluxTable from, Arguments call) {
            if (from == before) {
                return;
            }
            for (Column column : from.columns()) {
                Column there = columns.putIfAbsent(column.name(), column);
                if (there != null && there.type() != column.type()) {
                    throw call.problem("schema collision detected: column \"" + column.name() + "\" is both of type " + there.type().word() + " and " + column.type().word());
                }
            }
            before = from;
            places = columns.keySet().stream().mapToInt(from::index).toArray();
        }

        void add(FluxTable from, Object[] row, Arguments call) {
            columns(from, call);
            Object[] cells = new Object[places.length];
            for (int i = 0; i < cells.length; i++) {
                cells[i] = places[i] < 0 ? null : row[places[i]];
            }
            rows.add(cells);
        }

        FluxTable table() {
            List<Object[]> wide = rows.stream().map(row -> row.length == columns.size() ? row : java.util.Arrays.copyOf(row, columns.size())).toList();
            return new FluxTable(List.copyOf(columns.values()), key, wide);
        }
    }
}
