package io.gemello.series.gateway.influxql;

/** @param at where it begins in the query, from 0 */
record Token(Kind kind, String text, int at) {
    enum Kind {
        /** Bare: may be a keyword. */
        WORD,
        /** In double quotes: never a keyword. */
        NAME,
        TEXT, WHOLE, DECIMAL, DURATION, REGEX,
        /** Operator or punctuation. */
        SIGN,
        END
    }

    boolean is(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    boolean sign(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    String shown() {
        return kind == Kind.END ? "EOF" : text;
    }
}
