package io.gemello.series.gateway.flux;

import java.util.List;

/** What has a value. */
sealed interface Expr {
    Span at();

    /** @param value Long, Double, String, {@link Time}, {@link Lapse} or Pattern */
    record Literal(Object value, Span at) implements Expr {}

    /** A text with expressions in it. */
    record Woven(List<Expr> parts, Span at) implements Expr {}

    record Name(String name, Span at) implements Expr {}

    record Array(List<Expr> elements, Span at) implements Expr {}

    /** @param base what is copied first; null for none */
    record Record(Name base, List<Property> properties, Span at) implements Expr {}

    record Member(Expr of, String name, Span at) implements Expr {}

    record Element(Expr of, Expr index, Span at) implements Expr {}

    record Call(Expr callee, List<Property> arguments, Span at) implements Expr {}

    record Pipe(Expr from, Call to, Span at) implements Expr {}

    record Unary(String operator, Expr operand, Span at) implements Expr {}

    record Binary(String operator, Expr left, Expr right, Span at) implements Expr {}

    record Choice(Expr test, Expr then, Expr otherwise, Span at) implements Expr {}

    /** @param body its last statement gives the value */
    record Lambda(List<Parameter> parameters, List<Statement> body, Span at) implements Expr {}

    /** Flux has it, the gateway does not. */
    record Beyond(String what, Span at) implements Expr {}

    /** @param value a {@link Name} of the same name where none is written */
    record Property(String key, Expr value, Span at) {}

    /** @param usual null where it must be given @param piped whether what is piped in becomes it */
    record Parameter(String name, Expr usual, boolean piped) {}
}
