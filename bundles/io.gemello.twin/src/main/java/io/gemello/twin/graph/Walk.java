package io.gemello.twin.graph;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Everything that can be reached from one asset, nearest first, each asset once however many ways and circles lead to it. Of the shortest
 * ways it keeps the one over those that stand first in the file, so that the same site gives the same answer. For one thread.
 */
final class Walk {
    private static final int UNSEEN = -1;
    private final List<Edges> steps;
    private final int deepest;
    private final IntPredicate readable;
    private final int[] reached;
    private final int[] depths;
    private final int[] before;
    private final int[] by;
    private int count;
    private boolean cut;

    private Walk(int size, List<Edges> steps, int deepest, IntPredicate readable) {
        this.steps = steps;
        this.deepest = deepest;
        this.readable = readable;
        reached = new int[size];
        depths = new int[size];
        Arrays.fill(depths, UNSEEN);
        before = new int[size];
        by = new int[size];
    }

    /**
     * @param size assets that there are
     * @param steps edges that are followed, asked in their order
     * @param deepest steps from the start at most
     * @param readable what is not is not there: no way leads over it
     */
    static Walk of(int size, int start, List<Edges> steps, int deepest, IntPredicate readable) {
        Walk walk = new Walk(size, steps, deepest, readable);
        walk.depths[start] = 0;
        walk.expand(start, 1);
        int first = 0;
        for (int depth = 2; first < walk.count; depth++) {
            int end = walk.count;
            Arrays.sort(walk.reached, first, end);
            for (; first < end; first++) {
                walk.expand(walk.reached[first], depth);
            }
        }
        return walk;
    }

    private void expand(int from, int depth) {
        for (int i = 0; i < steps.size(); i++) {
            int step = i;
            steps.get(i).from(from, to -> reach(from, step, to, depth));
        }
    }

    private void reach(int from, int step, int to, int depth) {
        if (depths[to] != UNSEEN || !readable.test(to)) {
            return;
        }
        if (depth > deepest) {
            cut = true;
            return;
        }
        depths[to] = depth;
        before[to] = from;
        by[to] = step;
        reached[count++] = to;
    }

    /** By depth, then in the order of the file; without the start. */
    int[] reached() {
        return Arrays.copyOf(reached, count);
    }

    int depth(int asset) {
        return depths[asset];
    }

    /** Whether there is more beyond the deepest step. */
    boolean cut() {
        return cut;
    }

    /** From the start to an asset, both included. */
    List<Integer> path(int asset) {
        Deque<Integer> path = new ArrayDeque<>();
        int at = asset;
        for (; depths[at] > 0; at = before[at]) {
            path.addFirst(at);
        }
        path.addFirst(at);
        return List.copyOf(path);
    }

    /** Which of the steps leads to an asset on its path. */
    int step(int asset) {
        return by[asset];
    }
}
