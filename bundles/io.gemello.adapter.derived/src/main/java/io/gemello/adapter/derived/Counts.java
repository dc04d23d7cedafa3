package io.gemello.adapter.derived;

import io.gemello.api.health.Metrics;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** What became of the formulas. Any thread. */
final class Counts {
    private final AtomicLongArray outcomes = new AtomicLongArray(DerivedPoint.Outcome.values().length);
    private final LongAdder skipped = new LongAdder();

    void add(DerivedPoint.Outcome outcome) {
        outcomes.incrementAndGet(outcome.ordinal());
    }

    void skipped() {
        skipped.increment();
    }

    void collect(Metrics to, String adapter) {
        for (DerivedPoint.Outcome outcome : DerivedPoint.Outcome.values()) {
            to.counter("gemello_derived_formulas_total", "Looks at a formula's inputs by what came of it", outcomes.get(outcome.ordinal()), "adapter", adapter, "outcome", outcome.word());
        }
        to.counter("gemello_derived_skipped_intervals_total", "Intervals that were too long ago to be computed", skipped.sum(), "adapter", adapter);
    }
}
