package io.gemello.bim.mapping;

import java.util.Locale;

/** A pattern with {@code *} for anything. Capitals and the width of blanks do not count: people write names by hand. Runs in time proportional to both lengths' product, whatever is in it. */
final class Glob {
    private final String pattern;
    private final boolean exact;

    Glob(String pattern) {
        this(pattern, false);
    }

    private Glob(String pattern, boolean exact) {
        this.pattern = plain(pattern);
        this.exact = exact;
    }

    /** For a text in which {@code *} stands for itself. */
    static Glob exactly(String text) {
        return new Glob(text, true);
    }

    static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    /** The text that it stands for, if it stands for one alone; else null. */
    String literal() {
        return exact || pattern.indexOf('*') < 0 ? pattern : null;
    }

    /** @param plain made by {@link #plain} */
    boolean fits(String plain) {
        if (exact) {
            return plain.equals(pattern);
        }
        int p = 0;
        int t = 0;
        int star = -1;
        int mark = 0;
        while (t < plain.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                mark = t;
            } else if (p < pattern.length() && pattern.charAt(p) == plain.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    @Override
    public String toString() {
        return pattern;
    }
}
