package io.gemello.alert;

/**
 * Lets a level hold only when it held for its on-delay without interruption, and be over only when it was over for the off-delay. Times
 * are site time; 0 delays let through at once. The thread of the engine alone.
 */
final class DelayGate {
    private final long[] onDelay;
    private final long offDelay;
    /** Since when a level has been other than what is let through; 0 where it is the same. */
    final long[] since;
    int passed;

    /** @param since of each level, 0 at first; is changed @param passed what was let through before */
    DelayGate(long[] onDelay, long offDelay, long[] since, int passed) {
        this.onDelay = onDelay.clone();
        this.offDelay = offDelay;
        this.since = since;
        this.passed = passed;
    }

    /** @param levels as a check found them @param at when that was so */
    void found(int levels, long at) {
        for (int i = 0; i < since.length; i++) {
            boolean differs = ((levels ^ passed) & 1 << i) != 0;
            since[i] = !differs ? 0 : since[i] == 0 ? Math.max(1, at) : since[i];
        }
    }

    /** Nothing can be said any more: delays that run begin anew when something can. */
    void interrupted() {
        for (int i = 0; i < since.length; i++) {
            since[i] = 0;
        }
    }

    /** When the next delay is over; {@code Long.MAX_VALUE} for never. */
    long due() {
        long due = Long.MAX_VALUE;
        for (int i = 0; i < since.length; i++) {
            due = since[i] == 0 ? due : Math.min(due, over(i));
        }
        return due;
    }

    /** Lets through what is due by now. @return whether anything changed */
    boolean pass(long now) {
        int before = passed;
        for (int i = 0; i < since.length; i++) {
            if (since[i] != 0 && over(i) <= now) {
                passed ^= 1 << i;
                since[i] = 0;
            }
        }
        return passed != before;
    }

    private long over(int i) {
        return since[i] + ((passed & 1 << i) != 0 ? offDelay : onDelay[i]);
    }
}
