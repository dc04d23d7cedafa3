package io.gemello.twin.graph;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** Edges between assets that are numbers, by where they begin; those of one asset in the order of their ends. Two integers an edge at most. Immutable. */
final class Edges {
    /** Where the ends of an asset begin in {@link #ends}; one longer than there are assets. */
    private final int[] begin;
    private final int[] ends;

    private Edges(int[] begin, int[] ends) {
        this.begin = begin;
        this.ends = ends;
    }

    /** @param from beginnings, and @param to ends of as many edges, as far as {@code count}; an edge that stands there twice is one */
    static Edges of(int assets, int[] from, int[] to, int count) {
        int[] begin = new int[assets + 1];
        for (int i = 0; i < count; i++) {
            begin[from[i] + 1]++;
        }
        for (int i = 0; i < assets; i++) {
            begin[i + 1] += begin[i];
        }
        int[] next = Arrays.copyOf(begin, assets);
        int[] ends = new int[count];
        for (int i = 0; i < count; i++) {
            ends[next[from[i]]++] = to[i];
        }
        for (int i = 0; i < assets; i++) {
            Arrays.sort(ends, begin[i], begin[i + 1]);
        }
        return new Edges(begin, ends);
    }

    void from(int asset, IntConsumer end) {
        for (int i = begin[asset]; i < begin[asset + 1]; i++) {
            if (i == begin[asset] || ends[i] != ends[i - 1]) {
                end.accept(ends[i]);
            }
        }
    }
}
