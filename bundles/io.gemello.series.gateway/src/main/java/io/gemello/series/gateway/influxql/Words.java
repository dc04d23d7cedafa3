package io.gemello.series.gateway.influxql;

import java.util.List;
import java.util.Locale;

/** The tokens of a query, one after another. */
final class Words {
    private final String text;
    private final List<Token> tokens;
    private int at;

    Words(String text) {
        this.text = text;
        tokens = Lexer.tokens(text);
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peekNext() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token next() {
        return tokens.get(at < tokens.size() - 1 ? at++ : at);
    }

    boolean atEnd() {
        return peek().kind() == Token.Kind.END;
    }

    boolean take(String keyword) {
        boolean there = peek().is(keyword);
        at += there ? 1 : 0;
        return there;
    }

    boolean takeSign(String sign) {
        boolean there = peek().sign(sign);
        at += there ? 1 : 0;
        return there;
    }

    void expect(String keyword) {
        if (!take(keyword)) {
            throw expected(keyword.toUpperCase(Locale.ROOT));
        }
    }

    void expectSign(String sign) {
        if (!takeSign(sign)) {
            throw expected(sign);
        }
    }

    /** An identifier, quoted or not. */
    String name() {
        Token token = peek();
        if (token.kind() != Token.Kind.WORD && token.kind() != Token.Kind.NAME) {
            throw expected("identifier");
        }
        at++;
        return token.text();
    }

    long whole() {
        if (peek().kind() != Token.Kind.WHOLE) {
            throw expected("integer");
        }
        try {
            return Long.parseLong(next().text());
        } catch (NumberFormatException beyond) {
            throw QueryProblem.parsing("the number " + tokens.get(at - 1).text() + " is too large");
        }
    }

    void skipStatement() {
        while (!atEnd() && !peek().sign(";")) {
            at++;
        }
    }

    QueryProblem expected(String what) {
        return QueryProblem.parsing("found " + peek().shown() + ", expected " + what + Lexer.place(text, peek().at()));
    }
}
