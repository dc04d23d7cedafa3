package io.gemello.api.alert;

/**
 * What a check found.
 *
 * @param known false where nothing can be said, e.g. on a bad reading: the alert stays as it is, and a delay that runs begins anew
 * @param levels one bit for each level that holds, bit 0 for the first of {@link RuleCheck#levels}
 * @param value what was compared, NaN for none
 * @param again when to ask again although nothing comes, site time, UTC nanoseconds; 0 for never
 */
public record Verdict(boolean known, int levels, double value, long again) {
    /** Nothing can be said. */
    public static final Verdict UNKNOWN = new Verdict(false, 0, Double.NaN, 0);

    public static Verdict of(int levels, double value) {
        return new Verdict(true, levels, value, 0);
    }
}
