package io.gemello.series.gateway.flux;

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
