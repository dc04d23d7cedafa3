package io.gemello.core.intake;

import io.gemello.api.health.Metrics;
import java.util.concurrent.atomic.LongAdder;

/** What went through the intake. */
public final class IntakeCounters {
    final LongAdder samples = new LongAdder();
    final LongAdder readings = new LongAdder();
    final LongAdder unmapped = new LongAdder();
    final LongAdder unmappedUnlisted = new LongAdder();
    final LongAdder failed = new LongAdder();

    /** Samples of which nothing is left but this count. */
    public long droppedUnseen() {
        return unmappedUnlisted.sum() + failed.sum();
    }

    public void collect(Metrics to) {
        to.counter("gemello_samples_total", "Samples that adapters delivered", samples.sum());
        to.counter("gemello_readings_total", "Readings that are durable", readings.sum());
        to.counter("gemello_unmapped_samples_total", "Samples for addresses that lead to no point", unmapped.sum());
        to.counter("gemello_unmapped_unlisted_total", "Of these, those for which the list of addresses had no room", unmappedUnlisted.sum());
        to.counter("gemello_samples_failed_total", "Samples that could not be judged, by a fault of ours", failed.sum());
    }
}
