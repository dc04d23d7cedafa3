package io.gemello.bim;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a parameter comes from readings: the last one, or all of a window.
 *
 * @param window zero for {@link Kind#LAST}
 * @param text as every surface shows it
 */
record Aggregate(Kind kind, Duration window, String text) {
    enum Kind { LAST, MEAN, MIN, MAX }

    static final Aggregate LAST = new Aggregate(Kind.LAST, Duration.ZERO, "last");
    private static final Pattern WRITTEN = Pattern.compile("(mean|avg|min|max)(?:\\s+([0-9]{1,6})\\s*(ms|s|min|h|d)?)?");
    private static final Map<String, Long> MILLIS = Map.of("ms", 1L, "s", 1_000L, "min", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final Duration USUAL = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofDays(31);

    /** @param text e.g. {@code mean 15 min}, {@code max 1 h}; null or empty for the last. @throws IllegalArgumentException with a sentence */
    static Aggregate parse(String text) {
        String plain = text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
        if (plain.isEmpty() || plain.equals("last")) {
            return LAST;
        }
        Matcher found = WRITTEN.matcher(plain);
        if (!found.matches()) {
            throw new IllegalArgumentException("aggregate '" + text + "' is not understood; it can be last, or mean, min or max with a window: mean 15 min");
        }
        Duration window = found.group(2) == null ? USUAL : Duration.ofMillis(Long.parseLong(found.group(2)) * MILLIS.get(found.group(3) == null ? "s" : found.group(3)));
        if (window.isZero() || window.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("aggregate '" + text + "': a window is longer than nothing, and at most 31 days");
        }
        Kind kind = found.group(1).equals("avg") ? Kind.MEAN : Kind.valueOf(found.group(1).toUpperCase(Locale.ROOT));
        String shown = found.group(2) == null ? "5 min" : found.group(2) + " " + (found.group(3) == null ? "s" : found.group(3));
        return new Aggregate(kind, window, kind.name().toLowerCase(Locale.ROOT) + " " + shown);
    }
}
