package io.gemello.core.normalise;

import java.util.Arrays;

/**
 * The last {@value #KEPT} times of a point and the values that they had, in order of time: what duplicates are found by.
 * Grows with use, so that a silent point costs next to nothing. One thread.
 */
final class SeenTimes {
    /** An hour at one reading a minute, so redelivery ten minutes late is seen with room to spare. */
    static final int KEPT = 64;
    private static final int FULL = 2 * KEPT;

    private long[] times = new long[4];
    private double[] values = new double[4];
    private int size;

    /** Place of that time, or {@code -(insertion point) - 1}. */
    int find(long time) {
        return size == 0 || time > times[size - 1] ? -size - 1 : Arrays.binarySearch(times, 0, size, time);
    }

    /** False for a time older than all that are kept while others have been dropped: whether it was seen is not known. */
    boolean knows(long time) {
        return size < KEPT || time >= times[size - KEPT];
    }

    double value(int place) {
        return values[place];
    }

    long time(int place) {
        return times[place];
    }

    int size() {
        return size;
    }

    /** The newest time; the smallest there can be where there is none. */
    long last() {
        return size == 0 ? Long.MIN_VALUE : times[size - 1];
    }

    void replace(int place, double value) {
        values[place] = value;
    }

    /** @param missing what {@link #find} returned */
    void insert(int missing, long time, double value) {
        int place = -missing - 1;
        if (size == times.length) {
            place = makeRoom(place);
        }
        System.arraycopy(times, place, times, place + 1, size - place);
        System.arraycopy(values, place, values, place + 1, size - place);
        times[place] = time;
        values[place] = value;
        size++;
    }

    void forget(long time) {
        int place = find(time);
        if (place >= 0) {
            size--;
            System.arraycopy(times, place + 1, times, place, size - place);
            System.arraycopy(values, place + 1, values, place, size - place);
        }
    }

    private int makeRoom(int place) {
        if (size < FULL) {
            times = Arrays.copyOf(times, size * 2);
            values = Arrays.copyOf(values, size * 2);
            return place;
        }
        System.arraycopy(times, KEPT, times, 0, KEPT);
        System.arraycopy(values, KEPT, values, 0, KEPT);
        size = KEPT;
        return Math.max(0, place - KEPT);
    }
}
