package io.gemello.series.gateway.flux;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code map}: each row becomes what a function makes of it. */
final class Mapping {
    private final Arguments call;
    private final Callable function;

    Mapping(Arguments call) {
        this.call = call;
        call.needed("fn");
        function = call.function("fn", null);
        call.tables();
        call.done();
    }

    List<FluxTable> of(List<FluxTable> tables) {
        List<FluxTable> made = new ArrayList<>();
        for (FluxTable table : tables) {
            FluxTable mapped = of(table);
            made.addAll(Regroup.by(List.of(mapped), table.key()::containsKey, call));
        }
        return Regroup.same(made, call);
    }

    private FluxTable of(FluxTable table) {
        List<Map<String, Object>> rows = new ArrayList<>();
        Map<String, Type> types = new LinkedHashMap<>();
        for (Object[] row : table.rows()) {
            Object made = function.call(new Arguments("fn", call.at(), new HashMap<>(Map.of("r", table.fields(row))), null));
            if (!(made instanceof Fields fields)) {
                throw call.wrong("fn", "a function that gives a record", made);
            }
            fields.all().forEach((name, value) -> {
                Type type = type(table, name, value);
                if (type != null) {
                    types.merge(name, type, (one, other) -> one(name, one, other));
                } else if (!types.containsKey(name)) {
                    types.put(name, null);
                }
            });
            rows.add(fields.all());
        }
        List<Column> columns = types.entrySet().stream().map(type -> new Column(type.getKey(), type.getValue() == null ? Type.STRING : type.getValue())).toList();
        return new FluxTable(columns, Map.of(), rows.stream().map(row -> columns.stream().map(column -> row.get(column.name())).toArray()).toList());
    }

    /** What is missing is of the column's type, where there was such a column; null where that is not known. */
    private Type type(FluxTable table, String name, Object value) {
        if (value == null) {
            return table.index(name) < 0 ? null : table.columns().get(table.index(name)).type();
        }
        Type type = Type.of(value);
        if (type == null) {
            throw call.problem("the column \"" + name + "\" cannot hold a " + Type.word(value));
        }
        return type;
    }

    private Type one(String name, Type one, Type other) {
        if (one != other) {
            throw call.problem("column \"" + name + "\" is both of type " + one.word() + " and " + other.word());
        }
        return one;
    }
}
