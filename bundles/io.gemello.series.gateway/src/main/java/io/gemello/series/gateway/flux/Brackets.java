package io.gemello.series.gateway.flux;

import java.util.ArrayList;
import java.util.List;

/** Reads what stands in brackets: arrays, records, arguments. */
final class Brackets {
    private final Lexer lexer;
    private final Expressions expressions;

    Brackets(Lexer lexer, Expressions expressions) {
        this.lexer = lexer;
        this.expressions = expressions;
    }

    Expr array() {
        Span start = lexer.next().at();
        List<Expr> elements = new ArrayList<>();
        boolean dictionary = lexer.peek().sign(":");
        if (dictionary) {
            lexer.next();
        }
        while (!lexer.peek().sign("]")) {
            elements.add(expressions.expression());
            if (dictionary || elements.size() == 1 && lexer.peek().sign(":")) {
                dictionary = true;
                expressions.expect(":", "COLON");
                elements.add(expressions.expression());
            }
            if (!lexer.peek().sign(",")) {
                break;
            }
            lexer.next();
        }
        Span at = start.until(expressions.expect("]", "RBRACK"));
        return dictionary ? new Expr.Beyond("a dictionary", at) : new Expr.Array(List.copyOf(elements), at);
    }

    Expr record() {
        Span start = lexer.next().at();
        int mark = lexer.mark();
        Expr.Name base = null;
        Token first = lexer.next();
        if (first.name() && lexer.peek().word("with")) {
            lexer.next();
            base = new Expr.Name(first.text(), first.at());
        } else {
            lexer.reset(mark);
        }
        List<Expr.Property> properties = properties("}", "RBRACE");
        return new Expr.Record(base, properties, start.until(expressions.expect("}", "RBRACE")));
    }

    /** {@code a: 1, b: 2} or {@code a, b}, but not mixed. */
    List<Expr.Property> properties(String end, String endName) {
        List<Expr.Property> properties = new ArrayList<>();
        boolean named = false;
        while (!lexer.peek().sign(end)) {
            Token first = lexer.next();
            String name = key(first, endName);
            boolean valued = lexer.peek().sign(":");
            if (!properties.isEmpty() && valued != named) {
                throw FluxProblem.compiling(first.at(), "cannot mix implicit and explicit properties");
            }
            named = valued;
            properties.add(valued ? valued(name, first) : bare(name, first));
            if (!lexer.peek().sign(",")) {
                break;
            }
            lexer.next();
        }
        return List.copyOf(properties);
    }

    private String key(Token first, String endName) {
        if (first.sign("\"")) {
            if (expressions.text(first.at()) instanceof Expr.Literal literal) {
                return (String) literal.value();
            }
            throw FluxProblem.compiling(first.at(), "unexpected token for property key: QUOTE");
        }
        if (!first.name()) {
            throw FluxProblem.compiling(first.at(), first.kind() == Token.Kind.END ? "expected " + endName + ", got EOF" : "unexpected token for property key: " + first.text());
        }
        return first.text();
    }

    private Expr.Property valued(String name, Token first) {
        lexer.next();
        Expr value = expressions.expression();
        return new Expr.Property(name, value, first.at().until(value.at()));
    }

    private static Expr.Property bare(String name, Token first) {
        if (first.sign("\"")) {
            throw FluxProblem.compiling(first.at(), "string literal key \"" + name + "\" must have a value");
        }
        return new Expr.Property(name, new Expr.Name(name, first.at()), first.at());
    }
}
