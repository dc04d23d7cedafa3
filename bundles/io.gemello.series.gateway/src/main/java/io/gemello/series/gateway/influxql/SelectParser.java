package io.gemello.series.gateway.influxql;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What follows {@code SELECT}. */
final class SelectParser {
    private final Words words;
    private final Expressions expressions;
    private Select.Window window;
    private Select.Fill fill = new Select.Fill(Select.Fill.Kind.NULL, 0);

    SelectParser(Words words, Expressions expressions) {
        this.words = words;
        this.expressions = expressions;
    }

    Select select() {
        List<Select.Column> columns = new ArrayList<>();
        do {
            Expr expression = expressions.expression();
            columns.add(new Select.Column(expression, words.take("as") ? words.name() : null));
        } while (words.takeSign(","));
        if (words.take("into")) {
            throw QueryProblem.outside("SELECT INTO");
        }
        words.expect("from");
        List<Source> sources = sources(words);
        Expr where = words.take("where") ? expressions.expression() : null;
        List<Expr> groups = words.take("group") ? groups() : List.of();
        if (words.take("fill")) {
            fill = fill();
        }
        boolean descending = order();
        long limit = words.take("limit") ? words.whole() : 0;
        long offset = words.take("offset") ? words.whole() : 0;
        long seriesLimit = words.take("slimit") ? words.whole() : 0;
        long seriesOffset = words.take("soffset") ? words.whole() : 0;
        ZoneId zone = words.take("tz") ? zone() : ZoneOffset.UTC;
        return new Select(List.copyOf(columns), sources, where, groups, window, fill, descending, limit, offset, seriesLimit, seriesOffset, zone);
    }

    /** {@code m}, {@code rp.m}, {@code db.rp.m}, {@code db..m}, or a pattern; several of them. */
    static List<Source> sources(Words words) {
        List<Source> sources = new ArrayList<>();
        do {
            if (words.peek().sign("(")) {
                throw QueryProblem.outside("a subquery");
            }
            List<String> parts = new ArrayList<>();
            while (true) {
                if (words.peek().kind() == Token.Kind.REGEX) {
                    sources.add(new Source(parts.size() == 2 ? parts.get(0) : null, null, Expressions.pattern(words.next().text())));
                    break;
                }
                parts.add(parts.size() == 1 && words.peek().sign(".") ? "" : words.name());
                if (!words.takeSign(".")) {
                    sources.add(new Source(parts.size() == 3 ? parts.get(0) : null, parts.get(parts.size() - 1), null));
                    break;
                }
            }
        } while (words.takeSign(","));
        return List.copyOf(sources);
    }

    private List<Expr> groups() {
        words.expect("by");
        List<Expr> groups = new ArrayList<>();
        do {
            Expr group = expressions.expression();
            if (group instanceof Expr.Call call && call.function().equals("time")) {
                window = window(call);
            } else if (group instanceof Expr.Name || group instanceof Expr.Star || group instanceof Expr.Regex) {
                groups.add(group);
            } else {
                throw QueryProblem.parsing("only time and tag dimensions allowed");
            }
        } while (words.takeSign(","));
        return List.copyOf(groups);
    }

    private static Select.Window window(Expr.Call call) {
        if (call.arguments().isEmpty() || call.arguments().size() > 2 || !(call.arguments().get(0) instanceof Expr.Duration every)) {
            throw QueryProblem.parsing("time dimension must have duration argument");
        }
        if (every.nanos() <= 0) {
            throw QueryProblem.parsing("time dimension must be longer than 0");
        }
        if (call.arguments().size() == 1) {
            return new Select.Window(every.nanos(), 0);
        }
        if (!(call.arguments().get(1) instanceof Expr.Duration offset)) {
            throw QueryProblem.outside("an offset of windows that is no duration");
        }
        return new Select.Window(every.nanos(), Math.floorMod(offset.nanos(), every.nanos()));
    }

    private Select.Fill fill() {
        words.expectSign("(");
        boolean negative = words.takeSign("-");
        Token what = words.next();
        words.expectSign(")");
        if (what.kind() == Token.Kind.WHOLE || what.kind() == Token.Kind.DECIMAL) {
            return new Select.Fill(Select.Fill.Kind.NUMBER, (negative ? -1 : 1) * Double.parseDouble(what.text()));
        }
        for (Select.Fill.Kind kind : Select.Fill.Kind.values()) {
            if (kind != Select.Fill.Kind.NUMBER && what.is(kind.name())) {
                return new Select.Fill(kind, 0);
            }
        }
        throw QueryProblem.parsing("fill needs null, none, previous, linear or a number, not " + what.shown());
    }

    private boolean order() {
        if (!words.take("order")) {
            return false;
        }
        words.expect("by");
        if (!words.peek().is("time") && !words.peek().is("asc") && !words.peek().is("desc")) {
            throw QueryProblem.parsing("only ORDER BY time supported at this time");
        }
        words.take("time");
        boolean descending = words.take("desc");
        if (!descending) {
            words.take("asc");
        }
        return descending;
    }

    private ZoneId zone() {
        words.expectSign("(");
        if (words.peek().kind() != Token.Kind.TEXT) {
            throw words.expected("string");
        }
        String name = words.next().text();
        words.expectSign(")");
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw QueryProblem.parsing("unable to find time zone " + name);
        }
    }
}
