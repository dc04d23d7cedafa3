package io.gemello.core.normalise;

import io.gemello.api.reading.Quality;

/**
 * Judges a point's values by what came before: too fast, a spike, flat. Sees values in order of time; late ones are not
 * judged. One thread.
 */
final class Plausibility {
    private static final double NANOS = 1e9;

    private long lastTime = Long.MIN_VALUE;
    private double last = Double.NaN;
    private long flatSince;
    /** The last value that was not too fast, while {@link #last} is. */
    private double before = Double.NaN;
    private long beforeTime;
    private boolean lastTooFast;
    private boolean spikeFound;

    /** The reasons for this value, {@link Quality#RATE} and {@link Quality#FLAT}; afterwards {@link #spikeFound} speaks of the value before it. */
    int judge(PointRules rules, long time, double value) {
        spikeFound = false;
        if (Double.isNaN(value) || time <= lastTime) {
            return 0;
        }
        int reasons = 0;
        if (!Double.isNaN(rules.rate()) && !Double.isNaN(last)) {
            reasons = rate(rules.rate(), time, value);
        } else {
            lastTooFast = false;
        }
        if (value != last) {
            flatSince = time;
        } else if (rules.flatAfterNanos() > 0 && time - flatSince > rules.flatAfterNanos()) {
            reasons |= Quality.FLAT;
        }
        last = value;
        lastTime = time;
        return reasons;
    }

    private int rate(double limit, long time, double value) {
        boolean tooFast = Math.abs(value - last) > limit * ((time - lastTime) / NANOS);
        if (lastTooFast && tooFast && Math.abs(value - before) <= limit * ((time - beforeTime) / NANOS)) {
            spikeFound = true;
            lastTooFast = false;
            return 0;
        }
        if (tooFast && !lastTooFast) {
            before = last;
            beforeTime = lastTime;
        }
        lastTooFast = tooFast;
        return tooFast ? Quality.RATE : 0;
    }

    /** Whether the value before the one just judged jumped and came back at once. */
    boolean spikeFound() {
        return spikeFound;
    }
}
