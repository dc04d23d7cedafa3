package io.gemello.adapter.ipmi;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;

/** The line that begins a scan: {@code Timestamp: yyyy-MM-dd HH:mm:ss UTC}. */
final class Stamp {
    static final long NONE = Long.MIN_VALUE;
    static final String WORD = "Timestamp:";

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withResolverStyle(ResolverStyle.STRICT);

    private Stamp() {}

    /** UTC nanoseconds, or {@link #NONE} for any other line. */
    static long parse(String line) {
        if (!line.startsWith(WORD)) {
            return NONE;
        }
        try {
            return Math.multiplyExact(LocalDateTime.parse(line.substring(WORD.length()).trim(), FORM).toEpochSecond(ZoneOffset.UTC), 1_000_000_000L);
        } catch (DateTimeException | ArithmeticException e) {
            return NONE;
        }
    }
}
