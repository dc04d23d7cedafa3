package io.gemello.adapter.derived;

import io.gemello.api.adapter.Sample;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import java.util.ArrayList;
import java.util.List;

/**
 * Computes at the end of each interval of source time: when the first reading of the next one comes, or when nothing came
 * for a while. So the result depends on the readings and their order alone, live, after a restart and under replay. Used by
 * the loop's thread.
 */
final class Evaluation {
    /** A result that is older than this is made up for later, ns. */
    static final long LATE = 60_000_000_000L;
    /** More than any source may be ahead, ns. */
    private static final long AHEAD = 60_000_000_000L;

    private final long interval;
    private final long catchUp;
    private final Counts counts;
    private Derivations derivations = Derivations.NONE;
    private List<Sample> due = new ArrayList<>();
    private long current = Long.MIN_VALUE;
    private boolean news;
    private boolean replaying;
    private long now;

    /** @param interval ns @param catchUp ns; what is older is not computed */
    Evaluation(long interval, long catchUp, Counts counts) {
        this.interval = interval;
        this.catchUp = catchUp;
        this.counts = counts;
    }

    void install(Derivations of) {
        derivations = of;
        news = true;
    }

    /** @param siteNow what the clock says */
    void clock(long siteNow, boolean replay) {
        now = siteNow;
        replaying = replay;
        if (!replay && current != Long.MIN_VALUE && current * interval > now + AHEAD) {
            current = Long.MIN_VALUE;
            derivations.slots().values().forEach(Slot::giveWay);
            derivations.order().forEach(DerivedPoint::giveWay);
        }
    }

    void take(Reading reading) {
        Slot slot = derivations.slots().get(reading.point().key());
        if (slot == null || Quality.has(reading.quality(), Quality.SKEWED)) {
            return;
        }
        long bucket = Math.floorDiv(reading.epochNanos(), interval);
        if (bucket > current) {
            close();
            current = bucket;
        }
        news |= slot.take(reading);
    }

    /** Whether readings came that are not computed yet. */
    boolean hasNews() {
        return news;
    }

    /** Computes what is new. */
    void close() {
        if (!news || current == Long.MIN_VALUE) {
            return;
        }
        news = false;
        long end = (current + 1) * interval;
        if (!replaying && end < now - catchUp) {
            counts.skipped();
            return;
        }
        for (DerivedPoint point : derivations.order()) {
            DerivedPoint.Outcome outcome = point.evaluate(end, !replaying && end < now - LATE);
            counts.add(outcome);
            if (outcome == DerivedPoint.Outcome.VALUE) {
                due.add(point.sample());
            }
        }
    }

    /** What was computed since the last call. */
    List<Sample> due() {
        List<Sample> samples = due;
        due = new ArrayList<>();
        return samples;
    }
}
