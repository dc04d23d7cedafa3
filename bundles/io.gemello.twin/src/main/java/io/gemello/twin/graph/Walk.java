package io.gemello.twin.graph;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Everything that can be reached from one asset, nearest first, each asset once however many ways and circles lead to it. Of the shortest
 * ways it keeps the one over those that stand first in the file, so that the same site gives the same answer.
 */
final class Walk {
    private final int[] reached;
    private final int[] depths;
    private final int[] before;
    private final byte[] by;
    private final boolean cut;

    private Walk(int[] reached, int[] depths, int[] before, byte[] by, boolean cut) {
        this.reached = reached;
        this.depths = depths;
        this.before = before;
        this.by = by;
        this.cut = cut;
    }

    /**
     * @param steps edges that are followed, asked in their order
     * @param deepest steps from the start at most
     * @param readable what is not is not there: no way leads over it. Asked once for each asset
     */
    static Walk of(int size, int start, List<Edges> steps, int deepest, IntPredicate readable) {
        int[] before = new int[size];
        Arrays.fill(before, -1);
        byte[] by = new byte[size];
        boolean[] seen = new boolean[size];
        boolean[] cut = new boolean[1];
        int[] reached = new int[size];
        int[] depths = new int[size];
        int[] count = {0};
        seen[start] = true;
        int[] level = {start};
        for (int depth = 1; level.length > 0; depth++) {
            int first = count[0];
            boolean tooDeep = depth > deepest;
            for (int from : level) {
                for (int step = 0; step < steps.size(); step++) {
                    byte kind = (byte) step;
                    steps.get(step).from(from, to -> {
                        if (seen[to]) {
                            return;
                        }
                        seen[to] = true;
                        if (!readable.test(to)) {
                            return;
                        }
                        if (tooDeep) {
                            cut[0] = true;
                            return;
                        }
                        before[to] = from;
                        by[to] = kind;
                        reached[count[0]++] = to;
                    });
                }
            }
            level = Arrays.copyOfRange(reached, first, count[0]);
            Arrays.sort(level);
            System.arraycopy(level, 0, reached, first, level.length);
            for (int asset : level) {
                depths[asset] = depth;
            }
        }
        return new Walk(Arrays.copyOf(reached, count[0]), depths, before, by, cut[0]);
    }

    /** By depth, then in the order of the file; without the start. */
    int[] reached() {
        return reached;
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
        for (int at = asset; at >= 0; at = before[at]) {
            path.addFirst(at);
        }
        return List.copyOf(path);
    }

    /** Which of the steps leads to an asset on its path. */
    int step(int asset) {
        return by[asset];
    }
}
