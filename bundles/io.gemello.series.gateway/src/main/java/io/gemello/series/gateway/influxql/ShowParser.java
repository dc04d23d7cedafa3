package io.gemello.series.gateway.influxql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What follows {@code SHOW}. */
final class ShowParser {
    private final Words words;
    private final Expressions expressions;

    ShowParser(Words words, Expressions expressions) {
        this.words = words;
        this.expressions = expressions;
    }

    Show show() {
        Show.Kind kind = kind();
        String database = words.take("on") ? words.name() : null;
        List<Source> sources = words.take("from") ? SelectParser.sources(words) : List.of();
        Expr keys = null;
        if (words.take("with")) {
            if (kind == Show.Kind.MEASUREMENTS) {
                words.expect("measurement");
                sources = List.of(measurement());
            } else {
                words.expect("key");
                keys = keys();
            }
        } else if (kind == Show.Kind.TAG_VALUES) {
            throw words.expected("WITH");
        }
        Expr where = words.take("where") ? expressions.expression() : null;
        if (words.peek().is("group") || words.peek().is("order")) {
            throw QueryProblem.outside(words.peek().text().toUpperCase(Locale.ROOT) + " BY in SHOW");
        }
        return new Show(kind, database, sources, keys, where, words.take("limit") ? words.whole() : 0, words.take("offset") ? words.whole() : 0);
    }

    private Show.Kind kind() {
        String first = words.name().toLowerCase(Locale.ROOT);
        switch (first) {
            case "databases":
                return Show.Kind.DATABASES;
            case "measurements":
                return Show.Kind.MEASUREMENTS;
            case "series":
                return Show.Kind.SERIES;
            case "retention":
                words.expect("policies");
                return Show.Kind.RETENTION_POLICIES;
            case "field":
                words.expect("keys");
                return Show.Kind.FIELD_KEYS;
            case "tag":
                if (words.take("values")) {
                    return Show.Kind.TAG_VALUES;
                }
                words.expect("keys");
                return Show.Kind.TAG_KEYS;
            default:
                throw QueryProblem.outside("SHOW " + first.toUpperCase(Locale.ROOT));
        }
    }

    private Source measurement() {
        if (words.takeSign("=~") && words.peek().kind() == Token.Kind.REGEX) {
            return new Source(null, null, Expressions.pattern(words.next().text()));
        }
        words.expectSign("=");
        return new Source(null, words.name(), null);
    }

    /** As an expression over a name {@code key}, so that one evaluator does. */
    private Expr keys() {
        Expr key = new Expr.Name("key");
        if (words.take("in")) {
            words.expectSign("(");
            List<String> names = new ArrayList<>();
            do {
                names.add(words.name());
            } while (words.takeSign(","));
            words.expectSign(")");
            return names.stream().<Expr>map(name -> new Expr.Binary("=", key, new Expr.Text(name))).reduce((one, other) -> new Expr.Binary("OR", one, other)).orElseThrow();
        }
        for (String operator : List.of("=~", "!~")) {
            if (words.takeSign(operator)) {
                return new Expr.Binary(operator, key, expressions.expression());
            }
        }
        boolean not = words.takeSign("!=");
        if (!not) {
            words.expectSign("=");
        }
        return new Expr.Binary(not ? "!=" : "=", key, new Expr.Text(words.name()));
    }
}
