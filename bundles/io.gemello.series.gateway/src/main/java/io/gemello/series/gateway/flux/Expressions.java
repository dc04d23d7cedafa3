package io.gemello.series.gateway.flux;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Reads what has a value, by Flux's precedence. */
final class Expressions {
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "=~", "!~", "<", "<=", ">", ">=");
    /** From loose to tight; all of them lean to the left. */
    private static final List<Set<String>> LEVELS = List.of(COMPARISONS, Set.of("+", "-"), Set.of("*", "/", "%"), Set.of("^"));
    private static final Set<String> BEGINNINGS = Set.of("(", "[", "{", "\"", "/", "-", "+", "<-");
    /** Deeper ones are nobody's script. */
    private static final int DEEPEST = 100;

    private final Lexer lexer;
    private final Literals literals;
    private final Brackets brackets;
    private final Lambdas lambdas;
    private int depth;

    /** @param block reads a function's statements */
    Expressions(Lexer lexer, Supplier<List<Statement>> block) {
        this.lexer = lexer;
        literals = new Literals(lexer);
        brackets = new Brackets(lexer, this);
        lambdas = new Lambdas(lexer, this, block);
    }

    static boolean mayBegin(Token sign) {
        return BEGINNINGS.contains(sign.text());
    }

    FluxProblem expected(String what) {
        Token got = lexer.peek();
        return FluxProblem.compiling(got.at(), "expected " + what + ", got " + got.shown());
    }

    Span expect(String sign, String name) {
        if (!lexer.peek().sign(sign)) {
            throw expected(name);
        }
        return lexer.next().at();
    }

    String name() {
        if (!lexer.peek().name()) {
            throw expected("IDENT");
        }
        return lexer.next().text();
    }

    /** A text whose quote was passed. */
    Expr text(Span start) {
        List<Expr> parts = new ArrayList<>();
        while (true) {
            Lexer.Piece piece = lexer.piece();
            Span at = new Span(start.from(), lexer.mark());
            parts.add(new Expr.Literal(piece.text(), at));
            if (piece.closed()) {
                return parts.size() == 1 ? parts.get(0) : new Expr.Woven(List.copyOf(parts), at);
            }
            parts.add(expression());
            expect("}", "RBRACE");
        }
    }

    Expr expression() {
        if (++depth > DEEPEST) {
            throw FluxProblem.compiling(lexer.peek().at(), "the expression is nested too deeply");
        }
        Expr found = choice();
        depth--;
        return found;
    }

    private Expr choice() {
        if (!lexer.peek().word("if")) {
            return or();
        }
        Span start = lexer.next().at();
        Expr test = expression();
        word("then", "THEN");
        Expr then = expression();
        word("else", "ELSE");
        Expr otherwise = expression();
        return new Expr.Choice(test, then, otherwise, start.until(otherwise.at()));
    }

    private void word(String word, String name) {
        if (!lexer.peek().word(word)) {
            throw expected(name);
        }
        lexer.next();
    }

    private Expr or() {
        Expr left = and();
        while (lexer.peek().word("or")) {
            left = binary(left, "or", this::and);
        }
        return left;
    }

    private Expr and() {
        Expr left = not();
        while (lexer.peek().word("and")) {
            left = binary(left, "and", this::not);
        }
        return left;
    }

    private Expr binary(Expr left, String operator, Supplier<Expr> next) {
        lexer.next();
        Expr right = next.get();
        return new Expr.Binary(operator, left, right, left.at().until(right.at()));
    }

    private Expr not() {
        Token token = lexer.peek();
        if (!token.word("not") && !token.word("exists")) {
            return signs(0);
        }
        return unary(this::not);
    }

    private Expr unary(Supplier<Expr> operand) {
        if (++depth > DEEPEST) {
            throw FluxProblem.compiling(lexer.peek().at(), "the expression is nested too deeply");
        }
        Token operator = lexer.next();
        Expr of = operand.get();
        depth--;
        return new Expr.Unary(operator.text(), of, operator.at().until(of.at()));
    }

    private Expr signs(int level) {
        if (level == LEVELS.size()) {
            return pipe();
        }
        Expr left = signs(level + 1);
        for (Token operator = lexer.peek(); operator.kind() == Token.Kind.SIGN && LEVELS.get(level).contains(operator.text()); operator = lexer.peek()) {
            left = binary(left, operator.text(), () -> signs(level + 1));
        }
        return left;
    }

    private Expr pipe() {
        Expr left = prefixed();
        while (lexer.peek().sign("|>")) {
            lexer.next();
            Expr to = prefixed();
            if (!(to instanceof Expr.Call call)) {
                throw FluxProblem.compiling(to.at(), "pipe destination must be a function call");
            }
            left = new Expr.Pipe(left, call, left.at().until(to.at()));
        }
        return left;
    }

    private Expr prefixed() {
        return lexer.peek().sign("-") || lexer.peek().sign("+") ? unary(this::prefixed) : postfixed();
    }

    private Expr postfixed() {
        Expr left = primary();
        while (true) {
            Token token = lexer.peek();
            if (token.sign(".")) {
                lexer.next();
                Span at = left.at().until(lexer.peek().at());
                left = new Expr.Member(left, name(), at);
            } else if (token.sign("[")) {
                left = element(left);
            } else if (token.sign("(")) {
                lexer.next();
                List<Expr.Property> arguments = brackets.properties(")", "RPAREN");
                left = new Expr.Call(left, arguments, left.at().until(expect(")", "RPAREN")));
            } else {
                return left;
            }
        }
    }

    private Expr element(Expr left) {
        lexer.next();
        Expr index = expression();
        Span at = left.at().until(expect("]", "RBRACK"));
        return index instanceof Expr.Literal literal && literal.value() instanceof String name ? new Expr.Member(left, name, at) : new Expr.Element(left, index, at);
    }

    private Expr primary() {
        Token token = lexer.peek();
        if (token.name()) {
            lexer.next();
            return new Expr.Name(token.text(), token.at());
        }
        if (token.kind() != Token.Kind.SIGN) {
            return literals.read();
        }
        switch (token.text()) {
            case "\"":
                lexer.next();
                return text(token.at());
            case "/":
                return literals.regex();
            case "(":
                return lambdas.come() ? lambdas.read() : parenthesised();
            case "[":
                return brackets.array();
            case "{":
                return brackets.record();
            case ".":
                lexer.next();
                return new Expr.Beyond("the label ." + name(), token.at());
            default:
                throw FluxProblem.compiling(token.at(), "invalid token for primary expression: " + token.text());
        }
    }

    Expr parenthesised() {
        expect("(", "LPAREN");
        Expr inner = expression();
        expect(")", "RPAREN");
        return inner;
    }
}
