package io.gemello.series.gateway.flux;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads numbers, times, durations and regular expressions. */
final class Literals {
    private static final long SECOND = 1_000_000_000L;
    private final Lexer lexer;

    Literals(Lexer lexer) {
        this.lexer = lexer;
    }

    Expr read() {
        Token token = lexer.next();
        switch (token.kind()) {
            case WHOLE:
                return new Expr.Literal(whole(token), token.at());
            case DECIMAL:
                return new Expr.Literal(Double.parseDouble(token.text()), token.at());
            case DURATION:
                try {
                    return new Expr.Literal(Lapse.parse(token.text()), token.at());
                } catch (ArithmeticException beyond) {
                    throw FluxProblem.compiling(token.at(), "the duration " + token.text() + " is too long");
                }
            case TIME:
                return new Expr.Literal(time(token), token.at());
            default:
                throw FluxProblem.compiling(token.at(), "invalid token for primary expression: " + token.shown());
        }
    }

    private static Long whole(Token token) {
        if (token.text().length() > 1 && token.text().charAt(0) == '0') {
            throw FluxProblem.compiling(token.at(), "invalid integer literal \"" + token.text() + "\": nonzero value cannot start with 0");
        }
        try {
            return Long.parseLong(token.text());
        } catch (NumberFormatException beyond) {
            throw FluxProblem.compiling(token.at(), "invalid integer literal \"" + token.text() + "\": number too large");
        }
    }

    private static Time time(Token token) {
        try {
            return time(token.text());
        } catch (DateTimeException | ArithmeticException wrong) {
            throw FluxProblem.compiling(token.at(), "invalid date time literal " + token.text());
        }
    }

    /** A day is its midnight. @throws DateTimeException for what is no time @throws ArithmeticException for one beyond what nanoseconds can tell */
    static Time time(String text) {
        Instant instant = OffsetDateTime.parse(text.indexOf('T') < 0 ? text + "T00:00:00Z" : text).toInstant();
        return new Time(Math.addExact(Math.multiplyExact(instant.getEpochSecond(), SECOND), instant.getNano()));
    }

    Expr regex() {
        Token token = lexer.regex();
        try {
            return new Expr.Literal(Pattern.compile(token.text()), token.at());
        } catch (PatternSyntaxException wrong) {
            throw FluxProblem.compiling(token.at(), "regex parse error: " + wrong.getDescription());
        }
    }
}
