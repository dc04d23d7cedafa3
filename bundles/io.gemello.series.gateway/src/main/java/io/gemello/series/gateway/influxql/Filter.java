package io.gemello.series.gateway.influxql;

import io.gemello.series.gateway.data.OneSeries;
import io.gemello.series.gateway.data.Row;
import java.util.Optional;
import java.util.function.Function;

/** Decides conditions. What is not known yet, a field while there is no row, makes the answer unknown: null. */
final class Filter {
    private static final Object UNKNOWN = new Object();

    /** {@code (quality & 3) < 2}: what the store's own calculations count. */
    private static final Expr USABLE = new Expr.Binary("<", new Expr.Binary("&", new Expr.Name(OneSeries.QUALITY), new Expr.Whole(3)), new Expr.Whole(2));

    private final Function<String, Object> names;

    private Filter(Function<String, Object> names) {
        this.names = names;
    }

    /** Whether rows of this series may fulfil it. @param where null for all */
    static boolean mayHold(Expr where, OneSeries series) {
        return where == null || new Filter(name -> series.fields().containsKey(name) ? UNKNOWN : series.tag(name)).truth(where) != Boolean.FALSE;
    }

    static boolean holds(Expr where, Row row) {
        return where == null || new Filter(name -> row.series().fields().containsKey(name) ? row.field(name) : row.series().tag(name)).truth(where) == Boolean.TRUE;
    }

    /**
     * Whether of a series' rows just those count whose quality is not bad.
     *
     * @return false where all count; empty where it must be asked of each row
     */
    static Optional<Boolean> usableOnly(Expr where, OneSeries series) {
        if (where == null) {
            return Optional.of(false);
        }
        if (where instanceof Expr.Binary both && both.operator().equals("AND")) {
            Optional<Boolean> left = usableOnly(both.left(), series);
            Optional<Boolean> right = usableOnly(both.right(), series);
            return left.isEmpty() || right.isEmpty() ? Optional.empty() : Optional.of(left.get() || right.get());
        }
        if (where.equals(USABLE) && series.fields().containsKey(OneSeries.QUALITY)) {
            return Optional.of(true);
        }
        return new Filter(name -> series.fields().containsKey(name) ? UNKNOWN : series.tag(name)).truth(where) == Boolean.TRUE ? Optional.of(false) : Optional.empty();
    }

    /** @param key what the name {@code key} stands for */
    static boolean holds(Expr where, String key) {
        return where == null || new Filter(name -> key).truth(where) == Boolean.TRUE;
    }

    private Boolean truth(Expr expression) {
        if (expression instanceof Expr.Truth truth) {
            return truth.value();
        }
        if (!(expression instanceof Expr.Binary both)) {
            throw QueryProblem.parsing("invalid condition expression");
        }
        switch (both.operator()) {
            case "AND": {
                Boolean left = truth(both.left());
                Boolean right = left == Boolean.FALSE ? left : truth(both.right());
                return left == Boolean.FALSE || right == Boolean.FALSE ? Boolean.FALSE : left == null || right == null ? null : Boolean.TRUE;
            }
            case "OR": {
                Boolean left = truth(both.left());
                Boolean right = left == Boolean.TRUE ? left : truth(both.right());
                return left == Boolean.TRUE || right == Boolean.TRUE ? Boolean.TRUE : left == null || right == null ? null : Boolean.FALSE;
            }
            default:
                return compared(both.operator(), value(both.left()), value(both.right()));
        }
    }

    /** Boolean constants, not boxed afresh: the callers compare by identity. */
    private static Boolean compared(String operator, Object left, Object right) {
        if (left == UNKNOWN || right == UNKNOWN) {
            return null;
        }
        if (left instanceof String text && right instanceof Expr.Regex regex) {
            boolean found = regex.pattern().matcher(text).find();
            return operator.equals("=~") ? (Boolean) found : operator.equals("!~") ? (Boolean) !found : Boolean.FALSE;
        }
        if (left instanceof String one && right instanceof String other) {
            return operator.equals("=") ? (Boolean) one.equals(other) : operator.equals("!=") ? (Boolean) !one.equals(other) : Boolean.FALSE;
        }
        if (!(left instanceof Number) || !(right instanceof Number)) {
            return Boolean.FALSE;
        }
        int order = left instanceof Long one && right instanceof Long other ? Long.compare(one, other) : Double.compare(((Number) left).doubleValue(), ((Number) right).doubleValue());
        return switch (operator) {
            case "=" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            default -> throw QueryProblem.parsing("invalid condition expression: " + operator);
        };
    }

    private Object value(Expr expression) {
        if (expression instanceof Expr.Name name) {
            return names.apply(name.name());
        }
        if (expression instanceof Expr.Text text) {
            return text.value();
        }
        if (expression instanceof Expr.Whole whole) {
            return whole.value();
        }
        if (expression instanceof Expr.Decimal decimal) {
            return decimal.value();
        }
        if (expression instanceof Expr.Regex) {
            return expression;
        }
        if (expression instanceof Expr.Binary both) {
            Object left = value(both.left());
            Object right = value(both.right());
            return left == UNKNOWN || right == UNKNOWN ? UNKNOWN : Arithmetic.of(both.operator(), left, right);
        }
        throw QueryProblem.parsing("invalid condition expression");
    }
}
