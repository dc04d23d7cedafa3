package io.gemello.series.gateway.flux;

/** A statement of a script or of a function's body. */
sealed interface Statement {
    record Import(String name, String path, Span at) implements Statement {}

    record Assignment(String name, Expr value) implements Statement {}

    /** @param of the package, null for none */
    record Option(String of, String name, Expr value, Span at) implements Statement {}

    record Plain(Expr value) implements Statement {}

    record Return(Expr value, Span at) implements Statement {}
}
