package io.gemello.series.gateway.flux;

import java.util.regex.Pattern;

/** What operators make of values. With null everything is null; with what is not known yet, everything is {@link #UNKNOWN}. */
final class Operators {
    /** Stands for a row's value while it is asked whether any row of a series can fulfil a condition. */
    static final Object UNKNOWN = new Object();
    /** A text that doubles with each line of a script must not fill the memory. */
    private static final int LONGEST_TEXT = 1 << 20;

    private Operators() {}

    static Object of(Expr.Binary where, Object left, Object right) {
        if (left == UNKNOWN || right == UNKNOWN) {
            return UNKNOWN;
        }
        if (left == null || right == null) {
            return null;
        }
        return switch (where.operator()) {
            case "==", "!=" -> equal(where, left, right) == where.operator().equals("==");
            case "<" -> order(where, left, right) < 0;
            case "<=" -> order(where, left, right) <= 0;
            case ">" -> order(where, left, right) > 0;
            case ">=" -> order(where, left, right) >= 0;
            case "=~", "!~" -> fits(where, left, right) == where.operator().equals("=~");
            default -> calculated(where, left, right);
        };
    }

    private static boolean equal(Expr.Binary where, Object left, Object right) {
        return left instanceof Boolean && right instanceof Boolean || left instanceof Lapse && right instanceof Lapse ? left.equals(right) : order(where, left, right) == 0;
    }

    private static int order(Expr.Binary where, Object left, Object right) {
        if (left instanceof Long one && right instanceof Long other) {
            return Long.compare(one, other);
        }
        if (left instanceof Number one && right instanceof Number other) {
            return Double.compare(one.doubleValue(), other.doubleValue());
        }
        if (left instanceof String one && right instanceof String other) {
            return one.compareTo(other);
        }
        if (left instanceof Time one && right instanceof Time other) {
            return one.compareTo(other);
        }
        throw unfit(where, left, right);
    }

    private static boolean fits(Expr.Binary where, Object left, Object right) {
        if (left instanceof String text && right instanceof Pattern pattern) {
            return pattern.matcher(text).find();
        }
        throw unfit(where, left, right);
    }

    /** Whole numbers and others are not mixed, as in Flux. */
    private static Object calculated(Expr.Binary where, Object left, Object right) {
        if (left instanceof Long one && right instanceof Long other) {
            return whole(where, one, other);
        }
        if (left instanceof Double one && right instanceof Double other) {
            return switch (where.operator()) {
                case "+" -> one + other;
                case "-" -> one - other;
                case "*" -> one * other;
                case "/" -> one / other;
                case "%" -> one % other;
                default -> Math.pow(one, other);
            };
        }
        if (left instanceof String one && right instanceof String other && where.operator().equals("+")) {
            return text(where.at(), one + other);
        }
        throw unfit(where, left, right);
    }

    private static Object whole(Expr.Binary where, long one, long other) {
        switch (where.operator()) {
            case "+":
                return one + other;
            case "-":
                return one - other;
            case "*":
                return one * other;
            case "^":
                return Math.pow(one, other);
            default:
                if (other == 0) {
                    throw FluxProblem.running(where.at(), "cannot divide by zero");
                }
                return where.operator().equals("/") ? one / other : one % other;
        }
    }

    static String text(Span at, String made) {
        if (made.length() > LONGEST_TEXT) {
            throw FluxProblem.running(at, "a text has more than " + LONGEST_TEXT + " characters");
        }
        return made;
    }

    private static FluxProblem unfit(Expr.Binary where, Object left, Object right) {
        return FluxProblem.running(where.at(), "unsupported binary expression " + Type.word(left) + " " + where.operator() + " " + Type.word(right));
    }

    static Object negative(Expr.Unary where, Object value) {
        if (value == null || value == UNKNOWN) {
            return value;
        }
        if (where.operator().equals("+")) {
            return value;
        }
        if (value instanceof Long whole) {
            return -whole;
        }
        if (value instanceof Double number) {
            return -number;
        }
        if (value instanceof Lapse lapse) {
            return lapse.negated();
        }
        throw FluxProblem.running(where.at(), "unsupported unary expression " + where.operator() + Type.word(value));
    }
}
