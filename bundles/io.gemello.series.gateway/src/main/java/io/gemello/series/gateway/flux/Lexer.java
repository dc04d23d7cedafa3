package io.gemello.series.gateway.flux;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a script into tokens as the parser asks for them: only it knows whether a slash divides and where a text ends. */
final class Lexer {
    private static final List<String> SIGNS = List.of("|>", "<-", "=>", "==", "!=", "=~", "!~", "<=", ">=", "<", ">", "=", "+", "-", "*", "/", "%", "^", "(", ")", "[", "]", "{", "}", ",", ":", ".", "\"", "@", "?");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2}))?");
    private static final Pattern DURATION = Pattern.compile("((0|[1-9]\\d*)(mo|ms|us|µs|ns|y|w|d|h|m|s))+");
    private static final Pattern DECIMAL = Pattern.compile("\\d+\\.\\d*|\\.\\d+");
    private static final Pattern WHOLE = Pattern.compile("\\d+");
    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{Nd}_]*");

    private final String script;
    private int at;

    Lexer(String script) {
        this.script = script;
    }

    static boolean duration(String text) {
        return DURATION.matcher(text).matches();
    }

    int mark() {
        return at;
    }

    void reset(int mark) {
        at = mark;
    }

    Token peek() {
        int mark = at;
        Token token = next();
        at = mark;
        return token;
    }

    Token next() {
        skipSpace();
        if (at >= script.length()) {
            return new Token(Token.Kind.END, "", new Span(at, at));
        }
        Token token = matched(TIME, Token.Kind.TIME);
        token = token != null ? token : matched(DURATION, Token.Kind.DURATION);
        token = token != null ? token : matched(DECIMAL, Token.Kind.DECIMAL);
        token = token != null ? token : matched(WHOLE, Token.Kind.WHOLE);
        token = token != null ? token : matched(WORD, Token.Kind.WORD);
        return token != null ? token : sign();
    }

    private void skipSpace() {
        while (at < script.length()) {
            if (Character.isWhitespace(script.charAt(at))) {
                at++;
            } else if (script.startsWith("//", at)) {
                int end = script.indexOf('\n', at);
                at = end < 0 ? script.length() : end;
            } else {
                return;
            }
        }
    }

    private Token matched(Pattern pattern, Token.Kind kind) {
        Matcher matcher = pattern.matcher(script).region(at, script.length());
        if (!matcher.lookingAt()) {
            return null;
        }
        int start = at;
        at = matcher.end();
        return new Token(kind, matcher.group(), new Span(start, at));
    }

    private Token sign() {
        int start = at;
        for (String sign : SIGNS) {
            if (script.startsWith(sign, at)) {
                at += sign.length();
                return new Token(Token.Kind.SIGN, sign, new Span(start, at));
            }
        }
        at = script.offsetByCodePoints(at, 1);
        Span where = new Span(start, at);
        throw FluxProblem.compiling(where, "invalid statement: " + script.substring(start, at));
    }

    /** The regular expression that begins here, without its slashes. */
    Token regex() {
        skipSpace();
        int start = at;
        StringBuilder pattern = new StringBuilder();
        for (at++; at < script.length(); at++) {
            char c = script.charAt(at);
            if (c == '/') {
                at++;
                return new Token(Token.Kind.SIGN, pattern.toString(), new Span(start, at));
            }
            if (c == '\\' && at + 1 < script.length()) {
                at++;
                pattern.append(script.charAt(at) == '/' ? "" : "\\").append(script.charAt(at));
            } else {
                pattern.append(c);
            }
        }
        throw FluxProblem.compiling(new Span(start, at), "the regular expression has no end");
    }

    /** A piece of a text up to its closing quote or to <code>${</code>, which is stepped over. @param closed whether the quote came */
    record Piece(String text, boolean closed) {}

    Piece piece() {
        StringBuilder text = new StringBuilder();
        int start = at;
        while (at < script.length()) {
            char c = script.charAt(at++);
            if (c == '"') {
                return new Piece(text.toString(), true);
            }
            if (c == '$' && at < script.length() && script.charAt(at) == '{') {
                at++;
                return new Piece(text.toString(), false);
            }
            if (c == '$' && at < script.length() && script.charAt(at) == '$') {
                // Of two dollars the second begins nothing.
                text.append(script.charAt(at++));
            }
            text.append(c == '\\' ? escaped() : c);
        }
        throw FluxProblem.compiling(new Span(start, at), "got unexpected token in string expression: EOF");
    }

    private char escaped() {
        int start = at - 1;
        char c = at < script.length() ? script.charAt(at++) : ' ';
        switch (c) {
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case '"', '\\', '$':
                return c;
            case 'x':
                if (at + 2 <= script.length() && Character.digit(script.charAt(at), 16) >= 0 && Character.digit(script.charAt(at + 1), 16) >= 0) {
                    at += 2;
                    return (char) Integer.parseInt(script.substring(at - 2, at), 16);
                }
                break;
            default:
                break;
        }
        throw FluxProblem.compiling(new Span(start, at), "got unexpected token in string expression: ILLEGAL");
    }
}
