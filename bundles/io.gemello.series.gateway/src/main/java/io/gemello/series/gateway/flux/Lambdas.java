package io.gemello.series.gateway.flux;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads functions: {@code (a, b=2) => a + b}. Only what comes behind a parenthesis tells whether it is one. */
final class Lambdas {
    private final Lexer lexer;
    private final Expressions expressions;
    private final Supplier<List<Statement>> block;

    /** @param block reads a function's statements */
    Lambdas(Lexer lexer, Expressions expressions, Supplier<List<Statement>> block) {
        this.lexer = lexer;
        this.expressions = expressions;
        this.block = block;
    }

    boolean come() {
        int mark = lexer.mark();
        try {
            lexer.next();
            Token first = lexer.next();
            if (first.sign(")")) {
                return true;
            }
            if (!first.name()) {
                return false;
            }
            Token second = lexer.next();
            return second.sign(",") || second.sign("=") || second.sign(")") && lexer.peek().sign("=>");
        } finally {
            lexer.reset(mark);
        }
    }

    Expr read() {
        Span start = lexer.next().at();
        List<Expr.Parameter> parameters = new ArrayList<>();
        while (!lexer.peek().sign(")")) {
            parameters.add(parameter());
            if (!lexer.peek().sign(",")) {
                break;
            }
            lexer.next();
        }
        expressions.expect(")", "RPAREN");
        expressions.expect("=>", "ARROW");
        if (lexer.peek().sign("{")) {
            lexer.next();
            List<Statement> body = block.get();
            return new Expr.Lambda(List.copyOf(parameters), body, new Span(start.from(), lexer.mark()));
        }
        Expr body = expressions.expression();
        return new Expr.Lambda(List.copyOf(parameters), List.of(new Statement.Return(body, body.at())), start.until(body.at()));
    }

    private Expr.Parameter parameter() {
        String name = expressions.name();
        if (!lexer.peek().sign("=")) {
            return new Expr.Parameter(name, null, false);
        }
        lexer.next();
        if (lexer.peek().sign("<-")) {
            lexer.next();
            return new Expr.Parameter(name, null, true);
        }
        return new Expr.Parameter(name, expressions.expression(), false);
    }
}
