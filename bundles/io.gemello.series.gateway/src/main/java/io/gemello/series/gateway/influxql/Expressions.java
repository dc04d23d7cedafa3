package io.gemello.series.gateway.influxql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Expressions, by InfluxQL's precedence. */
final class Expressions {
    private static final Map<String, Integer> PRECEDENCE = Map.ofEntries(Map.entry("OR", 1), Map.entry("AND", 2), Map.entry("=", 3), Map.entry("!=", 3), Map.entry("<>", 3), Map.entry("=~", 3), Map.entry("!~", 3),
        Map.entry("<", 3), Map.entry("<=", 3), Map.entry(">", 3), Map.entry(">=", 3), Map.entry("+", 4), Map.entry("-", 4), Map.entry("|", 4), Map.entry("^", 4),
        Map.entry("*", 5), Map.entry("/", 5), Map.entry("%", 5), Map.entry("&", 5));
    /** Deeper ones are nobody's query. */
    private static final int DEEPEST = 200;

    private final Words words;
    private int depth;

    Expressions(Words words) {
        this.words = words;
    }

    Expr expression() {
        return above(0);
    }

    /** Left-associative operators that bind tighter than this. */
    private Expr above(int least) {
        if (++depth > DEEPEST) {
            throw QueryProblem.parsing("the expression is nested too deeply");
        }
        Expr left = unary();
        for (String operator = operator(); operator != null && PRECEDENCE.get(operator) > least; operator = operator()) {
            words.next();
            left = new Expr.Binary(operator.equals("<>") ? "!=" : operator, left, above(PRECEDENCE.get(operator)));
        }
        depth--;
        return left;
    }

    private String operator() {
        Token token = words.peek();
        String sign = token.kind() == Token.Kind.SIGN ? token.text() : token.kind() == Token.Kind.WORD ? token.text().toUpperCase(Locale.ROOT) : "";
        return PRECEDENCE.containsKey(sign) ? sign : null;
    }

    private Expr unary() {
        if (words.takeSign("(")) {
            Expr inner = expression();
            words.expectSign(")");
            return inner;
        }
        if (words.takeSign("-")) {
            Expr positive = unary();
            if (positive instanceof Expr.Whole whole) {
                return new Expr.Whole(-whole.value());
            }
            if (positive instanceof Expr.Decimal decimal) {
                return new Expr.Decimal(-decimal.value());
            }
            if (positive instanceof Expr.Duration duration) {
                return new Expr.Duration(-duration.nanos());
            }
            return new Expr.Binary("*", new Expr.Whole(-1), positive);
        }
        if (words.takeSign("*")) {
            return new Expr.Star(words.takeSign("::") ? words.name().toLowerCase(Locale.ROOT) : null);
        }
        return operand();
    }

    private Expr operand() {
        Token token = words.peek();
        switch (token.kind()) {
            case WHOLE:
                return new Expr.Whole(words.whole());
            case DECIMAL:
                return new Expr.Decimal(Double.parseDouble(words.next().text()));
            case TEXT:
                return new Expr.Text(words.next().text());
            case DURATION:
                return new Expr.Duration(Durations.nanos(words.next().text()));
            case REGEX:
                return new Expr.Regex(pattern(words.next().text()));
            case WORD, NAME:
                return named();
            default:
                throw words.expected("identifier, string, number, bool");
        }
    }

    static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException wrong) {
            throw QueryProblem.parsing("the regular expression /" + text + "/ is wrong: " + wrong.getDescription());
        }
    }

    private Expr named() {
        if (words.peek().is("true") || words.peek().is("false")) {
            return new Expr.Truth(words.next().is("true"));
        }
        boolean call = words.peek().kind() == Token.Kind.WORD && words.peekNext().sign("(");
        String name = words.name();
        if (call) {
            words.expectSign("(");
            List<Expr> arguments = new ArrayList<>();
            if (!words.takeSign(")")) {
                do {
                    arguments.add(expression());
                } while (words.takeSign(","));
                words.expectSign(")");
            }
            return new Expr.Call(name.toLowerCase(Locale.ROOT), List.copyOf(arguments));
        }
        while (words.takeSign(".")) {
            name += "." + words.name();
        }
        if (words.takeSign("::")) {
            words.name();
        }
        return new Expr.Name(name);
    }
}
