package io.gemello.core.journal;

import java.util.concurrent.TimeUnit;

/**
 * How a journal writes.
 *
 * @param segmentBytes a segment that would grow beyond this is closed and a new one begun; a larger record gets a segment of its own
 * @param forceNanos least time between two fsyncs; a record that comes after a longer silence is forced at once
 * @param reserveBytes free space below which the disk counts as full, so that cursors, snapshots and logs can still be written
 */
record JournalTuning(long segmentBytes, long forceNanos, long reserveBytes, Disk disk) {
    static final JournalTuning DEFAULT = new JournalTuning(64 << 20, TimeUnit.MILLISECONDS.toNanos(20), 32 << 20, Disk.REAL);

    /** Journals of states and of what people do: they are cut behind a snapshot, by whole segments, so small ones keep their files near what is live. */
    static final JournalTuning NAMED = DEFAULT.withSegments(8 << 20);

    JournalTuning withSegments(long bytes) {
        return new JournalTuning(bytes, forceNanos, reserveBytes, disk);
    }

    /** For a lone writer who waits for each record before the next: nothing comes meanwhile that could be forced with it. */
    JournalTuning forcedAtOnce() {
        return new JournalTuning(segmentBytes, 0, reserveBytes, disk);
    }

    JournalTuning with(Disk other) {
        return new JournalTuning(segmentBytes, forceNanos, reserveBytes, other);
    }
}
