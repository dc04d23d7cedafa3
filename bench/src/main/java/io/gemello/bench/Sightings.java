package io.gemello.bench;

import java.util.Arrays;

/** Which sequence number of each point was first seen when. Written by one thread; any may look. */
final class Sightings {
    private final int[][] sequences;
    private final long[][] nanos;
    private final int[] counts;

    Sightings(int points) {
        sequences = new int[points][16];
        nanos = new long[points][16];
        counts = new int[points];
    }

    /** Older or equal numbers than the newest seen change nothing. @param epochNanos wall clock */
    synchronized void saw(int point, int sequence, long epochNanos) {
        int n = counts[point];
        if (n > 0 && sequence <= sequences[point][n - 1]) {
            return;
        }
        if (n == sequences[point].length) {
            sequences[point] = Arrays.copyOf(sequences[point], n * 2);
            nanos[point] = Arrays.copyOf(nanos[point], n * 2);
        }
        sequences[point][n] = sequence;
        nanos[point][n] = epochNanos;
        counts[point] = n + 1;
    }

    /** The newest sequence number seen; -1 for none. */
    synchronized int newest(int point) {
        return counts[point] == 0 ? -1 : sequences[point][counts[point] - 1];
    }

    /** When this reading, or the one that overtook it, was seen; -1 for never. */
    synchronized long when(int point, int sequence) {
        int at = Arrays.binarySearch(sequences[point], 0, counts[point], sequence);
        int index = at >= 0 ? at : -at - 1;
        return index == counts[point] ? -1 : nanos[point][index];
    }
}
