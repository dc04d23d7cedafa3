package io.gemello.core.normalise;

import java.util.concurrent.atomic.LongAdder;

/** Counts reasons. Written by lanes, read by anybody. */
public final class Tally {
    private final LongAdder[] counts = new LongAdder[Reason.values().length];

    public Tally() {
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    public void count(Reason reason) {
        counts[reason.ordinal()].increment();
    }

    public long of(Reason reason) {
        return counts[reason.ordinal()].sum();
    }
}
