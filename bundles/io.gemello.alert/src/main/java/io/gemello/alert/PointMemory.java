package io.gemello.alert;

import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import java.util.Arrays;
import java.util.BitSet;

/** The newest reading, by source time, of every point that a rule looks at. The engine's thread alone. */
final class PointMemory {
    private long[] at = {};
    private double[] value = {};
    private int[] quality = {};
    /** Keys of the points that changed since they were written last. */
    final BitSet dirty = new BitSet();

    /** When the point was heard last; 0 for never. */
    long heard(Point point) {
        return point.key() < at.length ? at[point.key()] : 0;
    }

    /** Null for none, and where the newest one is worse than that {@link Quality} level. */
    Reading latest(Point point, int worst) {
        int key = point.key();
        return heard(point) == 0 || Quality.level(quality[key]) > worst ? null : new Reading(point, at[key], value[key], quality[key]);
    }

    void take(int key, long time, double number, int how) {
        if (key >= at.length) {
            int size = Math.max(key + 1, at.length * 2);
            at = Arrays.copyOf(at, size);
            value = Arrays.copyOf(value, size);
            quality = Arrays.copyOf(quality, size);
        }
        at[key] = time;
        value[key] = number;
        quality[key] = how;
        dirty.set(key);
    }

    /** The machine's clock was set. */
    void moved(long by) {
        for (int key = 0; key < at.length; key++) {
            if (at[key] != 0) {
                at[key] = Math.max(1, at[key] + by);
                dirty.set(key);
            }
        }
    }

    /** What was heard ahead of this time was heard before the clock was set back, while nobody was there to see it. */
    void notAheadOf(long now) {
        for (int key = 0; key < at.length; key++) {
            if (at[key] > now) {
                at[key] = now;
                dirty.set(key);
            }
        }
    }

    /** Keys of all points that were ever heard. */
    BitSet known() {
        BitSet known = new BitSet();
        for (int key = 0; key < at.length; key++) {
            known.set(key, at[key] != 0);
        }
        return known;
    }

    long at(int key) {
        return at[key];
    }

    double value(int key) {
        return value[key];
    }

    int quality(int key) {
        return quality[key];
    }
}
