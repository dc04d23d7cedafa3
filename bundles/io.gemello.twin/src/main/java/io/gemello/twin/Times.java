package io.gemello.twin;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as text. */
final class Times {
    private static final long SECOND = 1_000_000_000L;
    private static final DateTimeFormatter NANOS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'").withZone(ZoneOffset.UTC);

    private Times() {}

    /** ISO-8601 in UTC with nine digits of a second, so that texts sort as times do. */
    static String nanos(long epochNanos) {
        return NANOS.format(instant(epochNanos));
    }

    static Instant instant(long epochNanos) {
        return Instant.ofEpochSecond(Math.floorDiv(epochNanos, SECOND), Math.floorMod(epochNanos, SECOND));
    }

    /** @throws java.time.DateTimeException where the text is no ISO-8601 instant, ArithmeticException where it is out of the range of 64 bit nanoseconds */
    static long nanos(String iso) {
        Instant instant = DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(iso, Instant::from);
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), SECOND), instant.getNano());
    }
}
