package io.gemello.series.gateway.influxql;

import io.gemello.series.gateway.data.OneSeries;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** Answers one SHOW. Conditions on time are passed over: series are known by their points, not by when they had readings. */
final class ShowRun {
    private static final Map<OneSeries.Kind, String> TYPES = Map.of(OneSeries.Kind.NUMBER, "float", OneSeries.Kind.WHOLE, "integer", OneSeries.Kind.TEXT, "string");
    private final Show show;
    private final List<OneSeries> visible;
    private final List<String> databases;

    ShowRun(Show show, List<OneSeries> visible, List<String> databases) {
        this.show = show;
        this.visible = visible;
        this.databases = databases;
    }

    List<Table> run() {
        return switch (show.kind()) {
            case DATABASES -> List.of(table("databases", List.of("name"), databases.stream().map(name -> new Object[] {name})));
            case RETENTION_POLICIES -> List.of(table(null, List.of("name", "duration", "shardGroupDuration", "replicaN", "default"), Stream.<Object[]>of(new Object[] {"autogen", "0s", "168h0m0s", 1L, true})));
            case MEASUREMENTS -> nonEmpty(List.of(table("measurements", List.of("name"), cut(byMeasurement().keySet().stream().map(name -> new Object[] {name})))));
            case SERIES -> nonEmpty(List.of(table(null, List.of("key"), cut(wanted().map(ShowRun::key).sorted().map(key -> new Object[] {key})))));
            case TAG_KEYS -> each(List.of("tagKey"), series -> tags(series).map(tag -> new Object[] {tag}));
            case FIELD_KEYS -> each(List.of("fieldKey", "fieldType"), ShowRun::fields);
            case TAG_VALUES -> each(List.of("key", "value"), series -> tags(series)
                .flatMap(tag -> new TreeSet<>(series.stream().map(one -> one.tags().get(tag)).filter(Objects::nonNull).toList()).stream().map(value -> new Object[] {tag, value})));
        };
    }

    private Stream<String> tags(List<OneSeries> series) {
        return Columns.Names.of(series).tags().stream().filter(this::wantedKey);
    }

    private static Stream<Object[]> fields(List<OneSeries> series) {
        Map<String, String> types = new TreeMap<>();
        series.forEach(one -> one.fields().values().forEach(field -> types.put(field.name(), TYPES.get(field.kind()))));
        return types.entrySet().stream().map(field -> new Object[] {field.getKey(), field.getValue()});
    }

    private boolean wantedKey(String tag) {
        return Filter.holds(show.keys(), tag);
    }

    private Stream<OneSeries> wanted() {
        Expr where = show.where() == null ? null : TimeRange.of(show.where(), 0, ZoneOffset.UTC).rest();
        return visible.stream().filter(series -> show.sources().isEmpty() || show.sources().stream().anyMatch(source -> source.matches(series.measurement())))
            .filter(series -> Filter.mayHold(where, series));
    }

    private Map<String, List<OneSeries>> byMeasurement() {
        Map<String, List<OneSeries>> all = new TreeMap<>();
        wanted().forEach(series -> all.computeIfAbsent(series.measurement(), name -> new ArrayList<>()).add(series));
        return all;
    }

    private List<Table> each(List<String> columns, Function<List<OneSeries>, Stream<Object[]>> rows) {
        List<Table> tables = new ArrayList<>();
        byMeasurement().forEach((name, series) -> tables.add(table(name, columns, cut(rows.apply(series)))));
        return nonEmpty(tables);
    }

    private Stream<Object[]> cut(Stream<Object[]> rows) {
        Stream<Object[]> rest = rows.skip(show.offset());
        return show.limit() > 0 ? rest.limit(show.limit()) : rest;
    }

    private static Table table(String name, List<String> columns, Stream<Object[]> rows) {
        return new Table(name, Map.of(), columns, rows.toList());
    }

    private static List<Table> nonEmpty(List<Table> tables) {
        return tables.stream().filter(table -> !table.rows().isEmpty()).toList();
    }

    private static String key(OneSeries series) {
        StringBuilder key = new StringBuilder(escaped(series.measurement()));
        series.tags().forEach((tag, value) -> key.append(',').append(escaped(tag)).append('=').append(escaped(value).replace("=", "\\=")));
        return key.toString();
    }

    private static String escaped(String text) {
        return text.replace(",", "\\,").replace(" ", "\\ ");
    }
}
