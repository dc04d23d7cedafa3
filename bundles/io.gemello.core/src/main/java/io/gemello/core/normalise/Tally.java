package io.gemello.core.normalise;

import java.util.concurrent.atomic.LongAdder;

/** Counts reasons. Written by lanes, read by anybody. */
public final class Tally {
    private final LongAdder[] counts = new LongAdder[Reason.values().length];
    private volatile String lastSkewed;

    public Tally() {
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    public void count(Reason reason) {
        counts[reason.ordinal()].increment();
    }

    /** The source of this point's clock is ahead of ours. */
    void skewed(String point) {
        count(Reason.SKEWED);
        lastSkewed = point;
    }

    /** The point whose reading was skewed last; null before the first. */
    public String lastSkewed() {
        return lastSkewed;
    }

    public long of(Reason reason) {
        return counts[reason.ordinal()].sum();
    }
}
