package io.gemello.control;

import java.time.Instant;

/**
 * That a loop may write, for a while.
 *
 * @param by who armed it, or extended it last
 * @param endNanos on the machine's monotonic clock
 * @param until the same for people's eyes
 */
record Lease(String by, String comment, long endNanos, Instant until) {
    boolean over(long nanos) {
        return nanos - endNanos >= 0;
    }
}
