package io.gemello.series.gateway.flux;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads scripts: statements here, what has a value in {@link Expressions}. */
final class Parser {
    private static final Set<String> NO_SCRIPTS = Set.of("builtin", "testcase");
    private final Lexer lexer;
    private final Expressions expressions;

    private Parser(String script) {
        lexer = new Lexer(script);
        expressions = new Expressions(lexer, this::block);
    }

    /** @throws FluxProblem where it cannot be read */
    static List<Statement> parse(String script) {
        return new Parser(script).script();
    }

    private List<Statement> script() {
        List<Statement> statements = new ArrayList<>();
        skipAttributes();
        if (lexer.peek().word("package")) {
            lexer.next();
            expressions.name();
        }
        skipAttributes();
        while (lexer.peek().word("import")) {
            statements.add(imported());
            skipAttributes();
        }
        while (lexer.peek().kind() != Token.Kind.END) {
            statements.add(statement());
            skipAttributes();
        }
        return List.copyOf(statements);
    }

    private void skipAttributes() {
        while (lexer.peek().sign("@")) {
            lexer.next();
            expressions.name();
            if (lexer.peek().sign("(")) {
                expressions.parenthesised();
            }
        }
    }

    private Statement imported() {
        Span start = lexer.next().at();
        String alias = lexer.peek().name() ? expressions.name() : null;
        expressions.expect("\"", "STRING");
        Expr path = expressions.text(start);
        if (!(path instanceof Expr.Literal literal)) {
            throw FluxProblem.compiling(path.at(), "expected STRING, got a string expression");
        }
        String name = (String) literal.value();
        return new Statement.Import(alias != null ? alias : name.substring(name.lastIndexOf('/') + 1), name, path.at());
    }

    private Statement statement() {
        Token first = lexer.peek();
        if (first.word("return")) {
            lexer.next();
            return new Statement.Return(expressions.expression(), first.at());
        }
        if (first.word("package") || first.word("import")) {
            throw FluxProblem.compiling(first.at(), "invalid statement: " + first.text());
        }
        if (first.kind() == Token.Kind.WORD && NO_SCRIPTS.contains(first.text())) {
            throw FluxProblem.outside(first.at(), first.text());
        }
        if (first.word("option")) {
            return option();
        }
        if (first.name()) {
            int mark = lexer.mark();
            lexer.next();
            if (lexer.peek().sign("=")) {
                lexer.next();
                return new Statement.Assignment(first.text(), expressions.expression());
            }
            lexer.reset(mark);
        }
        if (first.kind() == Token.Kind.SIGN && !Expressions.mayBegin(first)) {
            throw FluxProblem.compiling(first.at(), "invalid statement: " + first.text());
        }
        return new Statement.Plain(expressions.expression());
    }

    private Statement option() {
        Span at = lexer.next().at();
        String name = expressions.name();
        String of = null;
        if (lexer.peek().sign(".")) {
            lexer.next();
            of = name;
            name = expressions.name();
        }
        expressions.expect("=", "ASSIGN");
        return new Statement.Option(of, name, expressions.expression(), at);
    }

    /** Of a function, its opening brace passed. */
    private List<Statement> block() {
        List<Statement> statements = new ArrayList<>();
        while (!lexer.peek().sign("}")) {
            if (lexer.peek().kind() == Token.Kind.END) {
                throw expressions.expected("RBRACE");
            }
            statements.add(statement());
        }
        lexer.next();
        return List.copyOf(statements);
    }
}
