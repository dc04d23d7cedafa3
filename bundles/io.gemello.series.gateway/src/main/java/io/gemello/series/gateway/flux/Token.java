package io.gemello.series.gateway.flux;

import java.util.Set;

/** @param text of a sign or word as it stands there */
record Token(Kind kind, String text, Span at) {
    enum Kind {
        /** A name or a keyword. */
        WORD,
        WHOLE, DECIMAL, DURATION, TIME,
        /** Operator, punctuation, or the quote that begins a text. */
        SIGN,
        END
    }

    private static final Set<String> KEYWORDS = Set.of("and", "or", "not", "import", "package", "return", "option", "builtin", "testcase", "if", "then", "else", "exists");

    /** Whether it may name something: a keyword may not. */
    boolean name() {
        return kind == Kind.WORD && !KEYWORDS.contains(text);
    }

    boolean word(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    boolean sign(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    String shown() {
        return kind == Kind.END ? "EOF" : text;
    }
}
