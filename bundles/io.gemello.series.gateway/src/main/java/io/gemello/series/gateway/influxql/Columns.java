package io.gemello.series.gateway.influxql;

import io.gemello.series.gateway.data.OneSeries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What a SELECT shows: stars and patterns spelt out, names made unique, the functions in it counted. */
final class Columns {
    private final Names there;
    private final List<Expr> expressions = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final Set<Expr.Call> calls = new LinkedHashSet<>();
    private final Set<String> plain = new LinkedHashSet<>();
    private final Map<String, Integer> seen = new LinkedHashMap<>();

    /** What the series of the query have. */
    record Names(Set<String> fields, Set<String> tags) {
        static Names of(List<OneSeries> series) {
            Set<String> fields = new TreeSet<>();
            Set<String> tags = new TreeSet<>();
            series.forEach(one -> {
                fields.addAll(one.fields().keySet());
                tags.addAll(one.tags().keySet());
            });
            return new Names(fields, tags);
        }
    }

    /** @param grouped tags that the rows are grouped by: a star does not show them again */
    Columns(List<Select.Column> columns, Set<String> grouped, Names there) {
        this.there = there;
        for (Select.Column column : columns) {
            Expr expression = column.expression();
            if (expression instanceof Expr.Name name && name.name().equals("time")) {
                continue;
            }
            if (expression instanceof Expr.Star || expression instanceof Expr.Regex) {
                matching(expression, grouped).forEach(name -> add(new Expr.Name(name), name));
            } else if (expression instanceof Expr.Call call && call.arguments().size() == 1 && (call.arguments().get(0) instanceof Expr.Star || call.arguments().get(0) instanceof Expr.Regex)) {
                Function function = Function.of(call.function());
                for (String field : matching(call.arguments().get(0), there.tags())) {
                    add(new Expr.Call(call.function(), List.of(new Expr.Name(field))), (column.alias() == null ? function.word() : column.alias()) + "_" + field);
                }
            } else {
                add(expression, column.alias() != null ? column.alias() : name(expression));
            }
        }
        expressions.forEach(this::collect);
        check();
    }

    private Set<String> matching(Expr star, Set<String> without) {
        Predicate<String> wanted = star instanceof Expr.Regex regex ? regex.pattern().asPredicate() : name -> true;
        String type = star instanceof Expr.Star one ? one.type() : null;
        Set<String> names = new TreeSet<>();
        if (!"tag".equals(type)) {
            names.addAll(there.fields());
        }
        if (!"field".equals(type)) {
            names.addAll(there.tags());
        }
        names.removeIf(wanted.negate());
        names.removeAll(without);
        return names;
    }

    private void add(Expr expression, String name) {
        int before = seen.merge(name, 1, Integer::sum) - 1;
        expressions.add(expression);
        names.add(before == 0 ? name : name + "_" + before);
    }

    private static String name(Expr expression) {
        if (expression instanceof Expr.Name name) {
            return name.name();
        }
        if (expression instanceof Expr.Call call) {
            return call.function();
        }
        List<String> parts = new ArrayList<>();
        parts(expression, parts);
        return String.join("_", parts);
    }

    private static void parts(Expr expression, List<String> parts) {
        if (expression instanceof Expr.Binary both) {
            parts(both.left(), parts);
            parts(both.right(), parts);
        } else if (expression instanceof Expr.Name || expression instanceof Expr.Call) {
            parts.add(name(expression));
        }
    }

    private void collect(Expr expression) {
        if (expression instanceof Expr.Call call) {
            Function.of(call.function());
            if (call.arguments().size() != 1) {
                throw QueryProblem.parsing("invalid number of arguments for " + call.function() + ", expected 1, got " + call.arguments().size());
            }
            if (call.arguments().get(0) instanceof Expr.Call || call.arguments().get(0) instanceof Expr.Binary) {
                throw QueryProblem.outside("an expression inside " + call.function() + "()");
            }
            if (!(call.arguments().get(0) instanceof Expr.Name)) {
                throw QueryProblem.parsing("expected field argument in " + call.function() + "()");
            }
            calls.add(call);
        } else if (expression instanceof Expr.Name name) {
            plain.add(name.name());
        } else if (expression instanceof Expr.Binary both) {
            collect(both.left());
            collect(both.right());
        } else if (!(expression instanceof Expr.Whole) && !(expression instanceof Expr.Decimal)) {
            throw QueryProblem.parsing("invalid expression in SELECT");
        }
    }

    private void check() {
        if (expressions.isEmpty() || calls.isEmpty() && plain.isEmpty()) {
            throw QueryProblem.parsing("at least 1 non-time field must be queried");
        }
        if (!calls.isEmpty() && !plain.isEmpty()) {
            if (calls.size() > 1) {
                throw QueryProblem.parsing("mixing multiple selector functions with tags or fields is not supported");
            }
            if (!Function.of(calls.iterator().next().function()).selector()) {
                throw QueryProblem.parsing("mixing aggregate and non-aggregate queries is not supported");
            }
        }
    }

    List<Expr> expressions() {
        return expressions;
    }

    /** With time. */
    List<String> names() {
        List<String> all = new ArrayList<>(List.of("time"));
        all.addAll(names);
        return all;
    }

    List<Expr.Call> calls() {
        return List.copyOf(calls);
    }

    /** The fields that stand outside functions. */
    List<String> fields() {
        return plain.stream().filter(there.fields()::contains).toList();
    }

    /** Whether something stands outside functions. */
    boolean plain() {
        return !plain.isEmpty();
    }

    /** The field that a function is applied to. */
    static String field(Expr.Call call) {
        return ((Expr.Name) call.arguments().get(0)).name();
    }
}
