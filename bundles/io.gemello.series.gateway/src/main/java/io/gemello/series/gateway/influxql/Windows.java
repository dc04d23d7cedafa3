package io.gemello.series.gateway.influxql;

import java.time.Instant;
import java.time.ZoneId;

/** Windows of time in a zone: a day begins at its midnight there, though the clocks were changed in between. */
final class Windows {
    private static final long SECOND = 1_000_000_000L;

    private final Select.Window window;
    private final ZoneId zone;

    Windows(Select.Window window, ZoneId zone) {
        this.window = window;
        this.zone = zone;
    }

    /** Where the window of this time begins. */
    long start(long time) {
        long offset = offset(time);
        long into = Math.floorMod(time - window.offsetNanos() + offset, window.everyNanos());
        long start = time - into;
        return start + shift(offset, offset(start));
    }

    /** Where the one after the window that begins here begins. */
    long next(long start) {
        long end = start + window.everyNanos();
        return end + shift(offset(start), offset(end));
    }

    /** Windows longer than the jump of the clocks follow it, shorter ones do not notice it. */
    private long shift(long before, long after) {
        long shift = before - after;
        return Math.abs(shift) < window.everyNanos() ? shift : 0;
    }

    private long offset(long time) {
        return zone.getRules().getOffset(Instant.ofEpochSecond(Math.floorDiv(time, SECOND))).getTotalSeconds() * SECOND;
    }
}
