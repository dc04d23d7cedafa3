package io.gemello.alert.ahead;

import java.util.Arrays;

/**
 * A straight line through the readings of late, by least squares; older ones weigh less, so that a few sums are all there is to remember.
 * They lie in the numbers that the engine keeps: a kind has no memory of its own.
 */
final class Trend {
    static final int MEMORY = 7;
    private static final int FIRST = 0;
    private static final int LAST = 1;
    /** Sums over the readings: weight, time, time squared, value, time times value; times count from the last reading. */
    private static final int W = 2;
    private static final int T = 3;
    private static final int TT = 4;
    private static final int V = 5;
    private static final int TV = 6;
    private final double window;
    private final double[] sums;

    /** @param window seconds, after half of which a reading weighs 1/e @param memory zero at first; is changed */
    Trend(double window, double[] memory) {
        this.window = window;
        sums = memory;
    }

    /** @param at seconds, not before the last one */
    void add(double at, double value) {
        double passed = at - sums[LAST];
        if (sums[W] == 0 || passed > window || passed < 0) {
            // After a gap, and where the clock was set back, the line begins anew.
            Arrays.fill(sums, 0);
            sums[FIRST] = at;
            passed = 0;
        }
        double kept = Math.exp(-passed / (window / 2));
        sums[TT] = kept * (sums[TT] - 2 * passed * sums[T] + passed * passed * sums[W]);
        sums[TV] = kept * (sums[TV] - passed * sums[V]);
        sums[T] = kept * (sums[T] - passed * sums[W]);
        sums[W] = kept * sums[W] + 1;
        sums[V] = kept * sums[V] + value;
        sums[LAST] = at;
    }

    /** Whether enough was seen, and not too long ago. */
    boolean known(double now) {
        return sums[W] > 0 && sums[LAST] - sums[FIRST] >= window && now - sums[LAST] <= window && spread() > 0;
    }

    private double spread() {
        return sums[W] * sums[TT] - sums[T] * sums[T];
    }

    /** The value so many seconds after the last reading. */
    double expected(double later) {
        double slope = (sums[W] * sums[TV] - sums[T] * sums[V]) / spread();
        return (sums[V] - slope * sums[T]) / sums[W] + slope * later;
    }
}
