package io.gemello.series.duckdb;

import java.util.Arrays;
import java.util.Comparator;

/** Which rows stay, and in what order: by point and time, and of each point and time the one delivered last. */
final class RowOrder {
    private final RowColumns rows;
    private int[] order;
    private int size;

    RowOrder(RowColumns rows) {
        this.rows = rows;
        order = byNumber();
        for (int from = 0; from < order.length;) {
            int to = from;
            boolean ascending = true;
            for (int nr = rows.nr(order[from]); to < order.length && rows.nr(order[to]) == nr; to++) {
                ascending &= to == from || rows.time(order[to - 1]) <= rows.time(order[to]);
            }
            if (!ascending) {
                sortByTime(from, to);
            }
            keepLast(from, to);
            from = to;
        }
    }

    /** Points' numbers are dense, so counting them is enough; rows of one point stay in the order of delivery. */
    private int[] byNumber() {
        int lowest = Integer.MAX_VALUE;
        int highest = Integer.MIN_VALUE;
        for (int i = 0; i < rows.size(); i++) {
            lowest = Math.min(lowest, rows.nr(i));
            highest = Math.max(highest, rows.nr(i));
        }
        int[] next = new int[rows.size() == 0 ? 0 : highest - lowest + 2];
        for (int i = 0; i < rows.size(); i++) {
            next[rows.nr(i) - lowest + 1]++;
        }
        for (int i = 1; i < next.length; i++) {
            next[i] += next[i - 1];
        }
        int[] sorted = new int[rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            sorted[next[rows.nr(i) - lowest]++] = i;
        }
        return sorted;
    }

    private void sortByTime(int from, int to) {
        Integer[] part = new Integer[to - from];
        for (int i = from; i < to; i++) {
            part[i - from] = order[i];
        }
        Arrays.sort(part, Comparator.comparingLong(rows::time));
        for (int i = from; i < to; i++) {
            order[i] = part[i - from];
        }
    }

    private void keepLast(int from, int to) {
        for (int i = from; i < to; i++) {
            if (i + 1 == to || rows.time(order[i + 1]) != rows.time(order[i])) {
                order[size++] = order[i];
            }
        }
    }

    /** Rows of the first block come first now, within it by point and time. */
    void byBlock() {
        long lowest = Long.MAX_VALUE;
        long highest = Long.MIN_VALUE;
        for (int i = 0; i < size; i++) {
            lowest = Math.min(lowest, Math.floorDiv(rows.time(order[i]), Tier.BLOCK));
            highest = Math.max(highest, Math.floorDiv(rows.time(order[i]), Tier.BLOCK));
        }
        if (lowest >= highest) {
            return;
        }
        int[] next = new int[(int) (highest - lowest) + 2];
        for (int i = 0; i < size; i++) {
            next[(int) (Math.floorDiv(rows.time(order[i]), Tier.BLOCK) - lowest) + 1]++;
        }
        for (int i = 1; i < next.length; i++) {
            next[i] += next[i - 1];
        }
        int[] sorted = new int[size];
        for (int i = 0; i < size; i++) {
            sorted[next[(int) (Math.floorDiv(rows.time(order[i]), Tier.BLOCK) - lowest)]++] = order[i];
        }
        order = sorted;
    }

    int size() {
        return size;
    }

    /** The row at this place. */
    int row(int place) {
        return order[place];
    }
}
