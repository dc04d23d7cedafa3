package io.gemello.series.gateway.flux;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The functions that a script has without importing anything. */
final class Functions {
    private final Question question;
    private final Supplier<Time> now;
    private final Supplier<Object> location;
    private final Results results;

    /** @param now what {@code now()} says @param location of the script's windows */
    Functions(Question question, Supplier<Time> now, Supplier<Object> location, Results results) {
        this.question = question;
        this.now = now;
        this.location = location;
        this.results = results;
    }

    Map<String, Object> all() {
        Map<String, Object> all = new HashMap<>(Map.of("true", true, "false", false, "location", Zones.UTC));
        all.putAll(Conversions.all());
        add(all, "from", this::from);
        add(all, "buckets", this::buckets);
        add(all, "now", call -> {
            call.done();
            return now.get();
        });
        add(all, "range", this::range);
        add(all, "filter", this::filter);
        for (Reduce one : Reduce.values()) {
            add(all, one.word(), new Reduction(one));
        }
        add(all, "aggregateWindow", call -> {
            Tables tables = call.tables();
            AggregateWindow windows = new AggregateWindow(call, zone(call), question.mostRows());
            return new Lazy(() -> windows.of(tables));
        });
        add(all, "pivot", call -> {
            Tables tables = call.tables();
            Pivot pivot = new Pivot(call);
            return new Lazy(() -> pivot.of(tables.tables()));
        });
        add(all, "map", call -> {
            Tables tables = call.tables();
            Mapping mapping = new Mapping(call);
            return new Lazy(() -> mapping.of(tables.tables()));
        });
        add(all, "group", Functions::group);
        add(all, "sort", Functions::sort);
        add(all, "limit", Functions::limit);
        add(all, "keep", call -> columns(call, true));
        add(all, "drop", call -> columns(call, false));
        add(all, "yield", this::yielded);
        return all;
    }

    private static void add(Map<String, Object> all, String name, Callable function) {
        all.put(name, function);
    }

    private ZoneId zone(Arguments call) {
        Object zone = location.get();
        return zone == Zones.UTC ? ZoneOffset.UTC : Zones.of(zone, call);
    }

    private Object from(Arguments call) {
        String bucket = call.text("bucket", null);
        String id = call.text("bucketID", null);
        call.done();
        if (bucket == null && id == null) {
            throw FluxProblem.compiling(call.at(), "missing required argument bucket (in a call of from)");
        }
        boolean known = bucket != null ? question.knows().test(bucket) : question.buckets().stream().anyMatch(one -> one.id().equals(id));
        if (!known) {
            throw FluxProblem.running(call.at(), "could not find bucket \"" + (bucket != null ? bucket : id) + "\"; this Gemello has " + question.buckets().stream().map(Question.Bucket::name).toList());
        }
        return new Source(question, call.at());
    }

    private Object buckets(Arguments call) {
        call.done();
        List<Column> columns = List.of(new Column("name", Type.STRING), new Column("id", Type.STRING), new Column("organizationID", Type.STRING), new Column("retentionPolicy", Type.STRING), new Column("retentionPeriod", Type.LONG));
        List<Object[]> rows = question.buckets().stream().map(one -> new Object[] {one.name(), one.id(), one.organisation(), "", 0L}).toList();
        return (Tables) () -> List.of(new FluxTable(columns, Map.of(), rows));
    }

    private Object range(Arguments call) {
        Tables tables = call.tables();
        long from = moment(call, "start", call.needed("start"));
        Object stop = call.any("stop");
        long to = stop == null ? now.get().nanos() : moment(call, "stop", stop);
        call.done();
        if (from >= to) {
            throw FluxProblem.running(call.at(), "cannot query an empty range");
        }
        Source.Bounds bounds = new Source.Bounds(from, to);
        if (tables instanceof Source source && !source.bounded()) {
            return source.bounded(bounds);
        }
        return new Lazy(() -> tables.tables().stream().map(table -> within(table, bounds, call)).filter(table -> !table.rows().isEmpty()).toList());
    }

    /** A time, a distance from now, or seconds since 1970. */
    private long moment(Arguments call, String name, Object value) {
        try {
            if (value instanceof Time time) {
                return time.nanos();
            }
            if (value instanceof Lapse lapse) {
                return lapse.after(now.get().nanos(), ZoneOffset.UTC);
            }
            if (value instanceof Long seconds) {
                return Math.multiplyExact(seconds, 1_000_000_000L);
            }
        } catch (ArithmeticException | DateTimeException beyond) {
            throw call.problem(name + " lies beyond the years 1677 to 2262");
        }
        throw call.wrong(name, "a time or duration", value);
    }

    private static FluxTable within(FluxTable table, Source.Bounds bounds, Arguments call) {
        int time = table.index(Column.TIME);
        if (time < 0) {
            throw call.problem("column \"" + Column.TIME + "\" does not exist");
        }
        return table.with(table.rows().stream().filter(row -> row[time] instanceof Time at && at.nanos() >= bounds.from() && at.nanos() < bounds.to()).toList());
    }

    private Object filter(Arguments call) {
        Tables tables = call.tables();
        call.needed("fn");
        Callable predicate = call.function("fn", null);
        String onEmpty = call.text("onEmpty", "drop");
        call.done();
        if (!onEmpty.equals("drop") && !onEmpty.equals("keep")) {
            throw call.problem("onEmpty must be \"keep\" or \"drop\"");
        }
        Source.Condition condition = row -> truth(call, of(predicate, call, row));
        if (tables instanceof Source source && onEmpty.equals("drop")) {
            return source.filtered(condition);
        }
        return new Lazy(() -> tables.tables().stream().map(table -> table.with(table.rows().stream().filter(row -> condition.holds(table.fields(row)) == Boolean.TRUE).toList()))
            .filter(table -> onEmpty.equals("keep") || !table.rows().isEmpty()).toList());
    }

    private static Object of(Callable function, Arguments call, Fields row) {
        return function.call(new Arguments("fn", call.at(), new HashMap<>(Map.of("r", row)), null));
    }

    private static Object truth(Arguments call, Object value) {
        if (value == null || value instanceof Boolean || value == Operators.UNKNOWN) {
            return value;
        }
        throw call.wrong("fn", "a function that gives bool", value);
    }

    private static Object group(Arguments call) {
        Tables tables = call.tables();
        List<String> columns = call.texts("columns") == null ? List.of() : call.texts("columns");
        String mode = call.text("mode", "by");
        call.done();
        if (!mode.equals("by") && !mode.equals("except")) {
            throw call.problem("mode must be \"by\" or \"except\"");
        }
        return new Lazy(() -> Regroup.by(tables.tables(), name -> columns.contains(name) == mode.equals("by"), call));
    }

    private static Object sort(Arguments call) {
        Tables tables = call.tables();
        List<String> columns = call.texts("columns") == null ? List.of(Column.VALUE) : call.texts("columns");
        boolean descending = call.truth("desc", false);
        call.done();
        return new Lazy(() -> tables.tables().stream().map(table -> Sorting.of(table, columns, descending)).toList());
    }

    private static Object limit(Arguments call) {
        Tables tables = call.tables();
        call.needed("n");
        long most = call.whole("n", 0);
        long offset = call.whole("offset", 0);
        call.done();
        if (most < 0 || offset < 0) {
            throw call.problem("n and offset must not be negative");
        }
        return new Lazy(() -> tables.tables().stream().map(table -> table.with(table.rows().stream().skip(offset).limit(most).toList())).toList());
    }

    private static Object columns(Arguments call, boolean keep) {
        Tables tables = call.tables();
        List<String> named = call.texts("columns");
        Callable chosen = call.function("fn", null);
        call.done();
        if ((named == null) == (chosen == null)) {
            throw FluxProblem.compiling(call.at(), "one of columns and fn must be given (in a call of " + call.function() + ")");
        }
        Predicate<String> listed = named != null ? named::contains : column -> chosen.call(new Arguments("fn", call.at(), new LinkedHashMap<>(Map.of("column", column)), null)) == Boolean.TRUE;
        return new Lazy(() -> Regroup.same(tables.tables().stream().map(table -> table.only(keep ? listed : listed.negate())).filter(table -> !table.columns().isEmpty()).toList(), call));
    }

    private Object yielded(Arguments call) {
        Tables tables = call.tables();
        String name = call.text("name", Results.USUAL);
        call.done();
        results.add(name, tables, call.at());
        return new Results.Yielded(tables);
    }
}
