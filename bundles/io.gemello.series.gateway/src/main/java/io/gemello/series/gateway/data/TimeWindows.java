package io.gemello.series.gateway.data;

import java.time.Instant;
import java.time.ZoneId;

/**
 * Windows of time in a zone: a day begins at its midnight there, though the clocks were changed in between.
 *
 * @param everyNanos their length
 * @param offsetNanos by which they begin later, less than their length
 */
public record TimeWindows(long everyNanos, long offsetNanos, ZoneId zone) {
    /** Nanoseconds. */
    public static final long SECOND = 1_000_000_000L;

    /** Where the window of this time begins. */
    public long start(long time) {
        long offset = offset(time);
        long into = Math.floorMod(time - offsetNanos + offset, everyNanos);
        long start = time - into;
        return start + shift(offset, offset(start));
    }

    /** Where the one after the window that begins here begins. */
    public long next(long start) {
        long end = start + everyNanos;
        return end + shift(offset(start), offset(end));
    }

    /** Windows longer than the jump of the clocks follow it, shorter ones do not notice it. */
    private long shift(long before, long after) {
        long shift = before - after;
        return Math.abs(shift) < everyNanos ? shift : 0;
    }

    private long offset(long time) {
        return zone.getRules().getOffset(Instant.ofEpochSecond(Math.floorDiv(time, SECOND))).getTotalSeconds() * SECOND;
    }
}
