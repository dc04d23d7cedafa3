package io.gemello.series.gateway.influxql;

import io.gemello.api.catalogue.Point;
import io.gemello.series.gateway.data.OneSeries;
import io.gemello.series.gateway.data.Row;
import io.gemello.series.gateway.data.Scan;
import io.gemello.series.gateway.data.TooMuch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Answers one SELECT. */
final class SelectRun {
    private final Select select;
    private final List<OneSeries> visible;
    private final Scan scan;
    private final long now;
    private final int mostRows;
    private final TimeRange range;
    private final List<String> groups;
    private final Columns columns;

    /** @param visible what the asker may see @param mostRows in the answer */
    SelectRun(Select select, List<OneSeries> visible, Scan scan, long now, int mostRows) {
        this.select = select;
        this.visible = visible;
        this.scan = scan;
        this.now = now;
        this.mostRows = mostRows;
        range = TimeRange.of(select.where(), now, select.zone());
        Columns.Names there = Columns.Names.of(visible.stream().filter(series -> from(series.measurement())).toList());
        groups = groups(select.groups(), there.tags());
        columns = new Columns(select.columns(), Set.copyOf(groups), there);
        if (select.window() != null && columns.calls().isEmpty()) {
            throw QueryProblem.parsing("GROUP BY requires at least one aggregate function");
        }
    }

    private static List<String> groups(List<Expr> wanted, Set<String> there) {
        Set<String> tags = new LinkedHashSet<>();
        for (Expr one : wanted) {
            if (one instanceof Expr.Name name) {
                tags.add(name.name());
            } else {
                there.stream().filter(tag -> !(one instanceof Expr.Regex regex) || regex.pattern().matcher(tag).find()).forEach(tags::add);
            }
        }
        return List.copyOf(new TreeSet<>(tags));
    }

    List<Table> run() {
        List<Table> tables = new ArrayList<>();
        NavigableMap<Group, List<OneSeries>> grouped = limited(grouped());
        NavigableMap<Group, List<OneSeries>> inOrder = select.descending() ? grouped.descendingMap() : grouped;
        scan.expect(inOrder.values().stream().flatMap(List::stream).flatMap(this::calculated).toList());
        for (Map.Entry<Group, List<OneSeries>> one : inOrder.entrySet()) {
            List<Object[]> rows = columns.calls().isEmpty() ? new RawRows().of(one.getValue()) : new CalculatedRows(select, columns, range, scan, now, mostRows).of(one.getValue());
            if (!rows.isEmpty()) {
                tables.add(new Table(one.getKey().measurement(), one.getKey().tags(groups), columns.names(), rows));
            }
        }
        return tables;
    }

    /** Points of the series whose values go into functions. */
    private Stream<Point> calculated(OneSeries series) {
        return columns.calls().stream().map(call -> series.fields().get(Columns.field(call))).filter(field -> field != null && field.stored()).map(OneSeries.Field::point);
    }

    /** Of each measurement so many groups, counted before it is known whether they have rows. */
    private NavigableMap<Group, List<OneSeries>> limited(NavigableMap<Group, List<OneSeries>> grouped) {
        NavigableMap<Group, List<OneSeries>> kept = new TreeMap<>();
        String measurement = null;
        long place = 0;
        for (Map.Entry<Group, List<OneSeries>> one : grouped.entrySet()) {
            place = one.getKey().measurement().equals(measurement) ? place + 1 : 0;
            measurement = one.getKey().measurement();
            if (place >= select.seriesOffset() && (select.seriesLimit() == 0 || place < select.seriesOffset() + select.seriesLimit())) {
                kept.put(one.getKey(), one.getValue());
            }
        }
        return kept;
    }

    private record Group(String measurement, List<String> values) implements Comparable<Group> {
        @Override
        public int compareTo(Group other) {
            int order = measurement.compareTo(other.measurement);
            for (int i = 0; order == 0 && i < values.size(); i++) {
                order = values.get(i).compareTo(other.values.get(i));
            }
            return order;
        }

        Map<String, String> tags(List<String> names) {
            Map<String, String> tags = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                tags.put(names.get(i), values.get(i));
            }
            return tags;
        }
    }

    private NavigableMap<Group, List<OneSeries>> grouped() {
        NavigableMap<Group, List<OneSeries>> grouped = new TreeMap<>();
        for (OneSeries series : visible) {
            if (from(series.measurement()) && Filter.mayHold(range.rest(), series)) {
                grouped.computeIfAbsent(new Group(series.measurement(), groups.stream().map(series::tag).toList()), group -> new ArrayList<>()).add(series);
            }
        }
        return grouped;
    }

    private boolean from(String measurement) {
        return select.sources().stream().anyMatch(source -> source.matches(measurement));
    }

    private Iterator<Row> rowsOf(List<OneSeries> series) {
        return scan.rows(series, range.min(), range.max() + 1);
    }

    /** Rows as they are stored. */
    private final class RawRows {
        List<Object[]> of(List<OneSeries> series) {
            long most = select.limit() > 0 ? select.limit() : Long.MAX_VALUE - select.offset();
            long kept = select.offset() + most;
            ArrayDeque<Object[]> rows = new ArrayDeque<>();
            long passed = 0;
            for (Iterator<Row> all = rowsOf(series); all.hasNext() && (select.descending() || passed < kept);) {
                Row row = all.next();
                if (!Filter.holds(range.rest(), row) || columns.fields().stream().allMatch(field -> row.field(field) == null)) {
                    continue;
                }
                if (select.descending() || passed >= select.offset()) {
                    rows.add(shown(row));
                }
                passed++;
                if (select.descending() && rows.size() > kept) {
                    rows.remove();
                }
                checkRows(rows.size());
            }
            List<Object[]> list = new ArrayList<>(rows);
            if (select.descending()) {
                Collections.reverse(list);
                list = list.subList((int) Math.min(select.offset(), list.size()), list.size());
            }
            return list;
        }

        private Object[] shown(Row row) {
            Object[] shown = new Object[columns.expressions().size() + 1];
            shown[0] = row.time();
            for (int i = 1; i < shown.length; i++) {
                shown[i] = CalculatedRows.plain(columns.expressions().get(i - 1), row);
            }
            return shown;
        }
    }

    private void checkRows(int rows) {
        if (rows > mostRows) {
            throw new TooMuch("the answer has more than " + mostRows + " rows; ask for a shorter time, or use LIMIT, or raise max.rows in etc/io.gemello.series.gateway.cfg");
        }
    }
}
