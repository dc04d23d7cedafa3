package io.gemello.adapter.derived;

import io.gemello.api.adapter.Sample;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjLongConsumer;

/**
 * Computes at the end of each interval of source time: when the first reading of the next one comes, or when it is told that
 * nothing comes. So the result depends on the readings and their order alone, live, after a restart and under replay. Used by
 * the loop's thread.
 */
final class Evaluation {
    /** While it catches up, a result that is older than this is made up for later, ns. */
    static final long LATE = 60_000_000_000L;
    /** More than any source may be ahead, ns. */
    private static final long AHEAD = 60_000_000_000L;
    private static final long NONE = Long.MIN_VALUE;

    /**
     * @param now site time, ns
     * @param replaying whether it is a recording's
     * @param catchingUp whether readings are read that came before the start
     */
    record Moment(long now, boolean replaying, boolean catchingUp) {}

    private final long interval;
    private final long catchUp;
    private final Counts counts;
    private Derivations derivations = Derivations.NONE;
    private List<Sample> due = new ArrayList<>();
    private long current = NONE;
    private boolean news;
    private long closed;
    private long incomplete;
    private long undefined;
    private Moment moment = new Moment(0, false, false);

    /** @param interval ns @param catchUp ns; what is older is not computed while it catches up */
    Evaluation(long interval, long catchUp, Counts counts) {
        this.interval = interval;
        this.catchUp = catchUp;
        this.counts = counts;
    }

    void install(Derivations of) {
        derivations = of;
        news = true;
    }

    void at(Moment now) {
        moment = now;
        if (!now.replaying && current != NONE && current * interval > now.now + AHEAD) {
            // The clock was set back.
            current = NONE;
            derivations.slots().values().forEach(Slot::giveWay);
            derivations.order().forEach(DerivedPoint::giveWay);
        }
    }

    /** @return whether it is news to a formula */
    boolean take(Reading reading) {
        Slot slot = derivations.slots().get(reading.point().key());
        if (slot == null || Quality.has(reading.quality(), Quality.SKEWED)) {
            return false;
        }
        long bucket = Math.floorDiv(reading.epochNanos(), interval);
        if (bucket > current) {
            close();
            current = bucket;
        }
        boolean taken = slot.take(reading);
        news |= taken;
        return taken;
    }

    /** Computes what is new. */
    void close() {
        if (!news || current == NONE) {
            return;
        }
        news = false;
        closed++;
        long end = (current + 1) * interval;
        boolean catchingUp = moment.catchingUp && !moment.replaying;
        if (catchingUp && end < moment.now - catchUp) {
            counts.skipped();
            return;
        }
        for (DerivedPoint point : derivations.order()) {
            DerivedPoint.Outcome outcome = point.evaluate(end, catchingUp && end < moment.now - LATE);
            counts.add(outcome);
            switch (outcome) {
                case VALUE -> due.add(point.sample());
                case INCOMPLETE -> incomplete++;
                case UNDEFINED -> undefined++;
                default -> { }
            }
        }
    }

    /** Whether readings came that are not computed yet. */
    boolean unfinished() {
        return news && current != NONE;
    }

    /** How many intervals were computed. */
    long closed() {
        return closed;
    }

    /** Results that there were not since the last call, told by reason. */
    void missing(ObjLongConsumer<String> to) {
        if (incomplete > 0) {
            to.accept(DerivedPoint.Outcome.INCOMPLETE.word(), incomplete);
        }
        if (undefined > 0) {
            to.accept(DerivedPoint.Outcome.UNDEFINED.word(), undefined);
        }
        incomplete = 0;
        undefined = 0;
    }

    /** What was computed since the last call. */
    List<Sample> due() {
        List<Sample> samples = due;
        due = new ArrayList<>();
        return samples;
    }
}
