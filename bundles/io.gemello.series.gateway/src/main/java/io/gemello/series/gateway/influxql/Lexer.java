package io.gemello.series.gateway.influxql;

import java.util.ArrayList;
import java.util.List;

/** Cuts a query into tokens. A slash begins a regular expression where no value stands before it that could be divided. */
final class Lexer {
    private static final List<String> SIGNS = List.of("::", "=~", "!~", "!=", "<>", "<=", ">=", "=", "<", ">", "(", ")", ",", ";", ".", "+", "-", "*", "/", "%", "&", "|", "^");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text);
        while (lexer.skipSpace()) {
            lexer.tokens.add(lexer.next());
        }
        lexer.tokens.add(new Token(Token.Kind.END, "", text.length()));
        return lexer.tokens;
    }

    private boolean skipSpace() {
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (text.startsWith("--", at)) {
                at = end(text.indexOf('\n', at));
            } else if (text.startsWith("/*", at)) {
                at = end(text.indexOf("*/", at)) + 2;
            } else {
                return true;
            }
        }
        return false;
    }

    private int end(int found) {
        return found < 0 ? text.length() : found;
    }

    private Token next() {
        int start = at;
        char c = text.charAt(at);
        if (c == '"' || c == '\'') {
            return new Token(c == '"' ? Token.Kind.NAME : Token.Kind.TEXT, quoted(c), start);
        }
        if (c == '/' && regexMayBegin()) {
            return new Token(Token.Kind.REGEX, regex(), start);
        }
        if (Character.isLetter(c) || c == '_') {
            while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
                at++;
            }
            return new Token(Token.Kind.WORD, text.substring(start, at), start);
        }
        if (digit(at) || c == '.' && digit(at + 1)) {
            return number();
        }
        for (String sign : SIGNS) {
            if (text.startsWith(sign, at)) {
                at += sign.length();
                return new Token(Token.Kind.SIGN, sign, start);
            }
        }
        throw problem(start, "found " + c + ", which has no meaning here");
    }

    private boolean digit(int index) {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private Token number() {
        int start = at;
        while (digit(at)) {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '.' && digit(at + 1)) {
            at++;
            while (digit(at)) {
                at++;
            }
            return new Token(Token.Kind.DECIMAL, text.substring(start, at), start);
        }
        int digits = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == 'µ')) {
            at++;
        }
        return new Token(at == digits ? Token.Kind.WHOLE : Token.Kind.DURATION, text.substring(start, at), start);
    }

    private boolean regexMayBegin() {
        if (tokens.isEmpty()) {
            return true;
        }
        Token before = tokens.get(tokens.size() - 1);
        return switch (before.kind()) {
            case NAME, TEXT, WHOLE, DECIMAL, DURATION, REGEX -> false;
            case WORD -> before.is("from") || before.is("select") || before.is("by") || before.is("key");
            default -> !before.sign(")") && !before.sign("*");
        };
    }

    private String regex() {
        StringBuilder pattern = new StringBuilder();
        int start = at;
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '/') {
                at++;
                return pattern.toString();
            }
            if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '/') {
                c = text.charAt(++at);
            }
            pattern.append(c);
        }
        throw problem(start, "the regular expression has no end");
    }

    private String quoted(char quote) {
        StringBuilder value = new StringBuilder();
        int start = at;
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == quote) {
                at++;
                return value.toString();
            }
            if (c == '\\' && at + 1 < text.length()) {
                c = text.charAt(++at);
                c = c == 'n' ? '\n' : c;
            }
            value.append(c);
        }
        throw problem(start, "found a quote without its end");
    }

    private QueryProblem problem(int where, String what) {
        return QueryProblem.parsing(what + place(text, where));
    }

    /** As InfluxDB tells it. */
    static String place(String text, int at) {
        String before = text.substring(0, Math.min(at, text.length()));
        return " at line " + (before.length() - before.replace("\n", "").length() + 1) + ", char " + (at - before.lastIndexOf('\n'));
    }
}
