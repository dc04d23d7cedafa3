package io.gemello.series.gateway.influxql;

/** InfluxQL's arithmetic: whole numbers stay whole but for division; with null everything is null. */
final class Arithmetic {
    private Arithmetic() {}

    static Object of(String operator, Object left, Object right) {
        if (!(left instanceof Number one) || !(right instanceof Number other)) {
            return null;
        }
        if (one instanceof Long && other instanceof Long && !operator.equals("/")) {
            return whole(operator, one.longValue(), other.longValue());
        }
        double a = one.doubleValue();
        double b = other.doubleValue();
        return switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            // InfluxDB has no infinity: a division by zero is zero.
            case "/" -> b == 0 ? 0.0 : a / b;
            case "%" -> b == 0 ? 0.0 : a % b;
            default -> throw QueryProblem.parsing("the operator " + operator + " needs whole numbers");
        };
    }

    private static Object whole(String operator, long a, long b) {
        return switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "%" -> b == 0 ? 0L : a % b;
            case "&" -> a & b;
            case "|" -> a | b;
            case "^" -> a ^ b;
            default -> throw QueryProblem.parsing("the operator " + operator + " has no place here");
        };
    }
}
