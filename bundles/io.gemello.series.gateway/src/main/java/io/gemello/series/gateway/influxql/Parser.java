package io.gemello.series.gateway.influxql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Statements, separated by semicolons. */
final class Parser {
    private final Words words;
    private final Expressions expressions;

    private Parser(String text) {
        words = new Words(text);
        expressions = new Expressions(words);
    }

    static List<Statement> parse(String text) {
        Parser parser = new Parser(text);
        List<Statement> statements = new ArrayList<>();
        while (!parser.words.atEnd()) {
            if (parser.words.takeSign(";")) {
                continue;
            }
            statements.add(parser.statement());
            if (!parser.words.atEnd()) {
                parser.words.expectSign(";");
            }
        }
        if (statements.isEmpty()) {
            throw QueryProblem.parsing("found EOF, expected SELECT, SHOW, CREATE at line 1, char 1");
        }
        return statements;
    }

    private Statement statement() {
        if (words.take("select")) {
            return new SelectParser(words, expressions).select();
        }
        if (words.take("show")) {
            return new ShowParser(words, expressions).show();
        }
        if (words.take("create")) {
            if (words.take("database")) {
                String name = words.name();
                words.skipStatement();
                return new MakeDatabase(name);
            }
            throw QueryProblem.outside("CREATE " + words.peek().shown().toUpperCase(Locale.ROOT));
        }
        for (String other : List.of("drop", "delete", "alter", "grant", "revoke", "explain", "kill", "set")) {
            if (words.peek().is(other)) {
                throw QueryProblem.outside(other.toUpperCase(Locale.ROOT));
            }
        }
        throw words.expected("SELECT, SHOW, CREATE");
    }
}
