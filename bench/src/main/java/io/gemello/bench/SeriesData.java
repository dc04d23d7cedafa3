package io.gemello.bench;

import java.util.Arrays;
import java.util.Random;

/** The same readings for every store: series {@code p0 … pN}, each a walk in tenths of a degree, time by time. */
public final class SeriesData {
    private static final long SECOND = 1_000_000_000L;
    /** A midnight. */
    private static final long BEGIN = 1_699_920_000L * SECOND;

    private final int series;
    private final int times;
    private final long step;

    /** Takes one reading. */
    @FunctionalInterface
    public interface Taker {
        void take(int series, long epochNanos, double value) throws Exception;
    }

    SeriesData(int series, int times, int stepSeconds) {
        this.series = series;
        this.times = times;
        step = stepSeconds * SECOND;
    }

    public int series() {
        return series;
    }

    public long points() {
        return (long) series * times;
    }

    long begin() {
        return BEGIN;
    }

    /** Behind the last time. */
    long end() {
        return BEGIN + times * step;
    }

    /** The same, but only the first readings, so many at most and all of a time at least. */
    SeriesData first(int readings) {
        return new SeriesData(series, Math.max(1, Math.min(times, readings / series)), (int) (step / SECOND));
    }

    /** One step of all series after another. */
    public Walk walk() {
        return new Walk();
    }

    /** A way through the readings. One thread. */
    public final class Walk {
        private final int[] tenths = new int[series];
        private final Random random = new Random(1);
        private int time;

        private Walk() {
            Arrays.setAll(tenths, i -> 180 + i % 90);
        }

        /** @return false when there are no more times */
        public boolean next(Taker taker) throws Exception {
            if (time == times) {
                return false;
            }
            for (int i = 0; i < series; i++) {
                tenths[i] += random.nextInt(5) - 2;
                taker.take(i, BEGIN + time * step, tenths[i] / 10.0);
            }
            time++;
            return true;
        }
    }
}
