package io.gemello.core.journal;

import java.time.Duration;

/**
 * How much of the journal of readings is kept.
 *
 * @param maxBytes never more than this: beyond it the oldest segment goes, read or unread
 * @param maxAge nothing older than this (to an eighth), read or unread; by the machine's clock at append, not by source time
 * @param keepBytes so much is kept even when every reader has read it
 */
public record JournalBounds(long maxBytes, Duration maxAge, long keepBytes) {
    public static final JournalBounds DEFAULT = new JournalBounds(2L << 30, Duration.ofDays(7), 256L << 20);

    public JournalBounds {
        if (maxBytes < 1 << 20 || keepBytes < 0 || keepBytes > maxBytes || maxAge.isNegative() || maxAge.isZero()) {
            throw new IllegalArgumentException("the journal's bounds must be at least 1 MiB, a positive age, and not more to keep than the bound: " + maxBytes + " bytes, " + maxAge + ", keep " + keepBytes);
        }
    }

    /** Sixteen segments make the bound, so that what goes at once is a small part of it. */
    public long segmentBytes() {
        return Math.min(64 << 20, maxBytes / 16);
    }

    long rollMillis() {
        return Math.max(1, maxAge.toMillis() / 16);
    }
}
