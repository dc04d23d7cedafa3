package io.gemello.series.gateway.influxql;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Map;
import java.util.Set;

/**
 * What WHERE says of time, taken out of it: such conditions may only be joined by AND.
 *
 * @param min inclusive, UTC nanoseconds; {@link #FIRST} where it does not say
 * @param max inclusive; {@link #LAST} where it does not say
 * @param rest the other conditions; null for none
 */
record TimeRange(long min, long max, Expr rest) {
    static final long FIRST = Long.MIN_VALUE + 2;
    static final long LAST = Long.MAX_VALUE - 1;

    private static final Map<String, String> MIRRORED = Map.of("<", ">", "<=", ">=", ">", "<", ">=", "<=", "=", "=");
    private static final Set<String> COMPARISONS = Set.of("=", "!=", "<", "<=", ">", ">=", "=~", "!~");
    private static final DateTimeFormatter LOCAL = new DateTimeFormatterBuilder().appendPattern("uuuu-M-d[ H:mm:ss]").optionalStart().appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true).optionalEnd()
        .parseDefaulting(ChronoField.HOUR_OF_DAY, 0).parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0).parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0).toFormatter();

    /** @param where may be null */
    static TimeRange of(Expr where, long now, ZoneId zone) {
        TimeRange all = new TimeRange(FIRST, LAST, null);
        return where == null ? all : all.and(where, now, zone);
    }

    private TimeRange and(Expr where, long now, ZoneId zone) {
        if (where instanceof Expr.Binary both && both.operator().equals("AND")) {
            return and(both.left(), now, zone).and(both.right(), now, zone);
        }
        if (where instanceof Expr.Binary one && COMPARISONS.contains(one.operator())) {
            if (isTime(one.left())) {
                return narrowed(one.operator(), instant(one.right(), now, zone));
            }
            if (isTime(one.right())) {
                return narrowed(MIRRORED.getOrDefault(one.operator(), one.operator()), instant(one.left(), now, zone));
            }
        }
        if (mentionsTime(where)) {
            throw QueryProblem.outside("time joined by OR, or calculated with, in WHERE");
        }
        return new TimeRange(min, max, rest == null ? where : new Expr.Binary("AND", rest, where));
    }

    private TimeRange narrowed(String operator, long at) {
        return switch (operator) {
            case ">" -> new TimeRange(Math.max(min, at == Long.MAX_VALUE ? at : at + 1), max, rest);
            case ">=" -> new TimeRange(Math.max(min, at), max, rest);
            case "<" -> new TimeRange(min, Math.min(max, at == Long.MIN_VALUE ? at : at - 1), rest);
            case "<=" -> new TimeRange(min, Math.min(max, at), rest);
            case "=" -> new TimeRange(Math.max(min, at), Math.min(max, at), rest);
            default -> throw QueryProblem.parsing("invalid time comparison operator: " + operator);
        };
    }

    private static boolean isTime(Expr one) {
        return one instanceof Expr.Name name && name.name().equalsIgnoreCase("time");
    }

    private static boolean mentionsTime(Expr one) {
        return isTime(one) || one instanceof Expr.Binary both && (mentionsTime(both.left()) || mentionsTime(both.right()));
    }

    private static long instant(Expr value, long now, ZoneId zone) {
        if (value instanceof Expr.Text text) {
            return parse(text.value(), zone);
        }
        return number(value, now, zone);
    }

    private static long number(Expr value, long now, ZoneId zone) {
        if (value instanceof Expr.Whole whole) {
            return whole.value();
        }
        if (value instanceof Expr.Decimal decimal) {
            return (long) decimal.value();
        }
        if (value instanceof Expr.Duration duration) {
            return duration.nanos();
        }
        if (value instanceof Expr.Text text) {
            return parse(text.value(), zone);
        }
        if (value instanceof Expr.Call call && call.function().equals("now") && call.arguments().isEmpty()) {
            return now;
        }
        if (value instanceof Expr.Binary both) {
            long left = number(both.left(), now, zone);
            long right = number(both.right(), now, zone);
            try {
                return switch (both.operator()) {
                    case "+" -> Math.addExact(left, right);
                    case "-" -> Math.subtractExact(left, right);
                    case "*" -> Math.multiplyExact(left, right);
                    default -> throw QueryProblem.outside("the operator " + both.operator() + " in a time");
                };
            } catch (ArithmeticException beyond) {
                throw QueryProblem.parsing("time is out of range");
            }
        }
        throw QueryProblem.parsing("invalid operation: time and something that is no time are not compatible");
    }

    /** RFC 3339, or a date with or without a time of day in the query's zone. */
    private static long parse(String text, ZoneId zone) {
        try {
            Instant instant = text.contains("T") ? OffsetDateTime.parse(text).toInstant() : LocalDateTime.parse(text, LOCAL).atZone(zone).toInstant();
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
        } catch (DateTimeException | ArithmeticException wrong) {
            throw QueryProblem.parsing("invalid operation: time and *influxql.StringLiteral are not compatible: '" + text + "' is no time");
        }
    }
}
