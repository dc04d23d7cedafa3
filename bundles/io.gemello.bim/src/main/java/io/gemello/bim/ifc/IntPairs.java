package io.gemello.bim.ifc;

import java.util.Arrays;

/** Which instances go with which, eight bytes a pair. Add, then freeze, then ask. */
final class IntPairs {
    private long[] pairs = new long[256];
    private int size;

    void add(int from, int to) {
        if (size == pairs.length) {
            pairs = Arrays.copyOf(pairs, size + (size >> 1));
        }
        pairs[size++] = (long) from << 32 | to;
    }

    /** From here on it can be asked; a pair that was added twice is there once. */
    IntPairs freeze() {
        Arrays.sort(pairs, 0, size);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (kept == 0 || pairs[i] != pairs[kept - 1]) {
                pairs[kept++] = pairs[i];
            }
        }
        pairs = Arrays.copyOf(pairs, kept);
        size = kept;
        return this;
    }

    /** In ascending order; empty for none. */
    int[] of(int from) {
        int low = Arrays.binarySearch(pairs, (long) from << 32);
        low = low < 0 ? -low - 1 : low;
        int high = low;
        while (high < size && (int) (pairs[high] >> 32) == from) {
            high++;
        }
        int[] to = new int[high - low];
        for (int i = 0; i < to.length; i++) {
            to[i] = (int) pairs[low + i];
        }
        return to;
    }

    /** The first of them, 0 for none. */
    int first(int from) {
        int low = Arrays.binarySearch(pairs, (long) from << 32);
        low = low < 0 ? -low - 1 : low;
        return low < size && (int) (pairs[low] >> 32) == from ? (int) pairs[low] : 0;
    }

    IntPairs turned() {
        IntPairs turned = new IntPairs();
        for (int i = 0; i < size; i++) {
            turned.add((int) pairs[i], (int) (pairs[i] >> 32));
        }
        return turned.freeze();
    }
}
