package io.gemello.series.duckdb;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The blocks that got rows since they were settled, and how long ago. A block is settled when nothing came for a while; the one that is going on
 * not before it ends, unless it has been quiet for long; one that never becomes quiet in the end nevertheless. The ingesting thread's.
 */
final class TouchedBlocks {
    /** A block of the present is settled after this many times the usual patience, one that keeps being touched after that many. */
    private static final int UNFINISHED = 10;
    private static final int RESTLESS = 120;

    private final long patienceNanos;
    private final TreeMap<Long, Times> blocks = new TreeMap<>();
    private long lastBlock = Long.MIN_VALUE;
    private Times lastTimes;

    private static final class Times {
        private final long first;
        private long last;

        Times(long now) {
            first = now;
            last = now;
        }
    }

    /** @param patienceNanos how long a block must have been quiet */
    TouchedBlocks(Iterable<Long> before, long patienceNanos, long now) {
        this.patienceNanos = patienceNanos;
        before.forEach(block -> blocks.put(block, new Times(now)));
    }

    /** @return whether the block is touched only now. @param now machine's nanoseconds */
    boolean touch(long time, long now) {
        long block = Tier.floor(time, Tier.BLOCK);
        if (block == lastBlock) {
            lastTimes.last = now;
            return false;
        }
        Times times = blocks.get(block);
        boolean fresh = times == null;
        if (fresh) {
            times = new Times(now);
            blocks.put(block, times);
        }
        times.last = now;
        lastBlock = block;
        lastTimes = times;
        return fresh;
    }

    /** Blocks that are to be settled now, in order. @param siteTime UTC nanoseconds @param now machine's nanoseconds */
    List<Long> due(long siteTime, long now) {
        List<Long> due = new ArrayList<>();
        blocks.forEach((block, times) -> {
            long quiet = now - times.last;
            boolean ended = block + Tier.BLOCK <= siteTime;
            if (quiet >= (ended ? 1 : UNFINISHED) * patienceNanos || now - times.first >= RESTLESS * patienceNanos) {
                due.add(block);
            }
        });
        return due;
    }

    void settled(Span span) {
        blocks.subMap(span.from(), span.to()).clear();
        lastBlock = Long.MIN_VALUE;
    }

    /** Beginning of the oldest day that has such a block. */
    long oldestDay() {
        return blocks.isEmpty() ? Tier.LATEST : Tier.floor(blocks.firstKey(), Tier.DAY);
    }

    int size() {
        return blocks.size();
    }
}
