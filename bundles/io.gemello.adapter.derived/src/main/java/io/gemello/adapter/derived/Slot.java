package io.gemello.adapter.derived;

import io.gemello.api.catalogue.PointDetail;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;

/** The newest value of a point that formulas look at. Used by the loop's thread. */
final class Slot {
    static final long NEVER = Long.MIN_VALUE;

    private long time = NEVER;
    private double value = Double.NaN;
    private int quality = Quality.BAD;
    /** Known from before the journal's place where the loop reads: it may be newer than what is read. */
    private boolean seed;
    private boolean computed;
    private long staleAfter = Long.MAX_VALUE;
    private double min = Double.NaN;
    private double max = Double.NaN;

    /** What the site says of the point now. @param computed here: readings of it are our own */
    void describe(PointDetail detail, boolean computed) {
        this.computed = computed;
        staleAfter = detail == null || detail.staleAfter() == null ? Long.MAX_VALUE : detail.staleAfter().toNanos();
        min = detail == null ? Double.NaN : detail.min();
        max = detail == null ? Double.NaN : detail.max();
    }

    void seed(Reading latest) {
        time = latest.epochNanos();
        value = latest.value();
        quality = latest.quality();
        seed = true;
    }

    /** From now on any reading is newer. */
    void giveWay() {
        seed = true;
    }

    /** @return whether it is news */
    boolean take(Reading reading) {
        if (computed || !seed && reading.epochNanos() <= time) {
            return false;
        }
        time = reading.epochNanos();
        value = reading.value();
        quality = reading.quality();
        seed = false;
        return true;
    }

    /** Of a computed point, with the judgement that the core will pass on its range. @param newValue NaN where there is none */
    void compute(long newTime, double newValue, int newQuality) {
        time = newTime;
        value = newValue;
        quality = Double.isNaN(newValue) || newValue < min || newValue > max ? Quality.BAD : newQuality;
        seed = false;
    }

    long time() {
        return time;
    }

    double value() {
        return value;
    }

    int quality() {
        return quality;
    }

    boolean usable(long now) {
        return time != NEVER && Quality.level(quality) != Quality.BAD && !Double.isNaN(value) && now - time <= staleAfter;
    }
}
