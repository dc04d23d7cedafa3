package io.gemello.twin.rql;

/** {@code *} for any text, {@code ?} for one character. Never needs more steps than the text times the pattern is long, other than a regular expression. */
public final class LikePattern {
    private final String pattern;
    private final boolean anyCase;

    LikePattern(String pattern, boolean anyCase) {
        this.pattern = anyCase ? folded(pattern) : pattern;
        this.anyCase = anyCase;
    }

    private static String folded(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.chars().forEach(c -> folded.append(Character.toLowerCase(Character.toUpperCase((char) c))));
        return folded.toString();
    }

    /** What every matching text begins with; empty where there is no such thing. */
    public String prefix() {
        int end = 0;
        while (!anyCase && end < pattern.length() && pattern.charAt(end) != '*' && pattern.charAt(end) != '?') {
            end++;
        }
        return pattern.substring(0, end);
    }

    boolean matches(String given) {
        String text = anyCase ? folded(given) : given;
        int at = 0;
        int in = 0;
        int star = -1;
        int resume = 0;
        while (at < text.length()) {
            if (in < pattern.length() && pattern.charAt(in) == '*') {
                star = in++;
                resume = at;
            } else if (in < pattern.length() && (pattern.charAt(in) == '?' || pattern.charAt(in) == text.charAt(at))) {
                in++;
                at++;
            } else if (star >= 0) {
                in = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (in < pattern.length() && pattern.charAt(in) == '*') {
            in++;
        }
        return in == pattern.length();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LikePattern that && pattern.equals(that.pattern) && anyCase == that.anyCase;
    }

    @Override
    public int hashCode() {
        return pattern.hashCode();
    }
}
