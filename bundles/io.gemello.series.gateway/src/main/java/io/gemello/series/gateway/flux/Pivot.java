package io.gemello.series.gateway.flux;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code pivot}: values that stand under one another come to stand beside one another, e.g. the fields of a time. */
final class Pivot {
    private final Arguments call;
    private final List<String> rowKey;
    private final List<String> columnKey;
    private final String valueColumn;

    Pivot(Arguments call) {
        this.call = call;
        rowKey = needed("rowKey");
        columnKey = needed("columnKey");
        call.needed("valueColumn");
        valueColumn = call.text("valueColumn", null);
        call.tables();
        call.done();
    }

    private List<String> needed(String name) {
        call.needed(name);
        return call.texts(name);
    }

    List<FluxTable> of(List<FluxTable> tables) {
        Map<Map<String, Object>, Wide> groups = new LinkedHashMap<>();
        for (FluxTable table : tables) {
            Map<String, Object> key = new LinkedHashMap<>(table.key());
            key.keySet().removeAll(columnKey);
            key.remove(valueColumn);
            groups.computeIfAbsent(key, Wide::new).add(table);
        }
        return groups.values().stream().map(Wide::table).toList();
    }

    /** A table as it becomes. */
    private final class Wide {
        private final Map<String, Object> key;
        private final Map<String, Column> fixed = new LinkedHashMap<>();
        private final Map<String, Column> wide = new LinkedHashMap<>();
        private final Map<List<Object>, Map<String, Object>> rows = new LinkedHashMap<>();

        Wide(Map<String, Object> key) {
            this.key = key;
        }

        void add(FluxTable table) {
            int value = place(table, valueColumn);
            int[] labels = columnKey.stream().mapToInt(name -> place(table, name)).toArray();
            rowKey.forEach(name -> place(table, name));
            table.columns().stream().filter(column -> key.containsKey(column.name()) || rowKey.contains(column.name())).forEach(column -> fixed.putIfAbsent(column.name(), column));
            for (Object[] row : table.rows()) {
                String label = Arrays.stream(labels).mapToObj(at -> row[at] == null ? "" : AnnotatedCsv.text(row[at])).collect(Collectors.joining("_"));
                Column column = wide.computeIfAbsent(label, name -> new Column(name, table.columns().get(value).type()));
                if (column.type() != table.columns().get(value).type()) {
                    throw call.problem("schema collision detected: column \"" + label + "\" is both of type " + column.type().word() + " and " + table.columns().get(value).type().word());
                }
                List<Object> place = new ArrayList<>();
                rowKey.forEach(name -> place.add(row[table.index(name)]));
                rows.computeIfAbsent(place, there -> begun(table, row)).put(label, row[value]);
            }
        }

        private int place(FluxTable table, String column) {
            int at = table.index(column);
            if (at < 0) {
                throw call.problem("column \"" + column + "\" does not exist");
            }
            return at;
        }

        private Map<String, Object> begun(FluxTable table, Object[] row) {
            Map<String, Object> cells = new LinkedHashMap<>();
            fixed.keySet().forEach(name -> cells.put(name, table.index(name) < 0 ? null : row[table.index(name)]));
            return cells;
        }

        FluxTable table() {
            List<Column> columns = new ArrayList<>(fixed.values());
            wide.values().stream().filter(column -> !fixed.containsKey(column.name())).forEach(columns::add);
            List<Object[]> cells = rows.values().stream().map(row -> columns.stream().map(column -> row.get(column.name())).toArray()).toList();
            return Sorting.of(new FluxTable(List.copyOf(columns), key, cells), rowKey, false);
        }
    }
}
