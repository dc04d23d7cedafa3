package io.gemello.twin.rql;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of an expression, one after the other. */
final class RqlScanner {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:[1-9][0-9]+|[0-9])(\\.[0-9]+)?");

    private final String text;
    private int at;

    RqlScanner(String text) {
        this.text = text;
    }

    IllegalArgumentException wrong(String wanted) {
        String near = atEnd() ? "it ends" : "there is '" + text.charAt(at) + "'";
        return new IllegalArgumentException("At character " + (at + 1) + " " + near + " where " + wanted + " was expected.");
    }

    boolean atEnd() {
        return at == text.length();
    }

    boolean at(char c) {
        return !atEnd() && text.charAt(at) == c;
    }

    void take(char c) {
        if (!at(c)) {
            throw wrong("'" + c + "'");
        }
        at++;
    }

    void blanks() {
        while (!atEnd() && " \n\r\t\f".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /** Small letters. */
    String word() {
        int from = at;
        while (!atEnd() && text.charAt(at) >= 'a' && text.charAt(at) <= 'z') {
            at++;
        }
        return text.substring(from, at);
    }

    /** Up to the next comma, closing parenthesis or double quote. */
    String property() {
        return upTo(",)\"", '"');
    }

    private String upTo(String ends, char quote) {
        StringBuilder taken = new StringBuilder();
        while (!atEnd() && ends.indexOf(text.charAt(at)) < 0) {
            char c = text.charAt(at++);
            taken.append(c == '\\' ? escaped(quote) : c);
        }
        return taken.toString();
    }

    private char escaped(char quote) {
        if (atEnd()) {
            throw wrong("an escaped character");
        }
        char c = text.charAt(at++);
        switch (c) {
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u': return hex();
            case '\\', '/': return c;
            default:
                if (c == quote) {
                    return c;
                }
                at--;
                throw wrong("an escaped character");
        }
    }

    private char hex() {
        if (at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9A-Fa-f]{4}")) {
            throw wrong("four hexadecimal digits");
        }
        at += 4;
        return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    }

    /** As {@link FieldValues} holds scalars. */
    Object literal(Instant now) {
        Object literal = literalAlone(now);
        blanks();
        return literal;
    }

    private Object literalAlone(Instant now) {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (number.lookingAt()) {
            return number(number);
        }
        if (at('"') || at('\'')) {
            char quote = text.charAt(at++);
            String string = upTo(String.valueOf(quote), quote);
            take(quote);
            return string;
        }
        if (text.startsWith("time:", at)) {
            return TimeWord.of(upTo(",)\"", '"'), now);
        }
        for (Object known : new Object[] {true, false, FieldValues.NULL}) {
            if (text.startsWith(known.toString(), at)) {
                at += known.toString().length();
                return known;
            }
        }
        throw wrong("a value");
    }

    private Object number(Matcher number) {
        if (number.group(1) == null && text.startsWith("-0", at)) {
            throw wrong("a value");
        }
        at = number.end();
        try {
            return number.group(1) == null ? (Object) Long.valueOf(number.group()) : (Object) Double.valueOf(number.group());
        } catch (NumberFormatException huge) {
            throw new IllegalArgumentException("The number " + number.group() + " is too large.", huge);
        }
    }
}
