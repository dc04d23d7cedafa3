package io.gemello.series.gateway.influxql;

import java.util.List;
import java.util.regex.Pattern;

/** What stands in SELECT, WHERE and GROUP BY. */
sealed interface Expr {
    record Whole(long value) implements Expr {}

    record Decimal(double value) implements Expr {}

    record Text(String value) implements Expr {}

    record Truth(boolean value) implements Expr {}

    record Duration(long nanos) implements Expr {}

    record Regex(Pattern pattern) implements Expr {}

    /** {@code *}. @param type {@code tag}, {@code field}, or null for both */
    record Star(String type) implements Expr {}

    /** A field, a tag, or time. */
    record Name(String name) implements Expr {}

    record Call(String function, List<Expr> arguments) implements Expr {}

    record Binary(String operator, Expr left, Expr right) implements Expr {}
}
