package io.gemello.twin;

import java.util.concurrent.atomic.LongAdder;

/** What the twin counts. Any thread. */
final class TwinCounters {
    final LongAdder telemetryMerges = new LongAdder();
    final LongAdder conflated = new LongAdder();
    final LongAdder unknownPoints = new LongAdder();
    final LongAdder changes = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder journalWrites = new LongAdder();
    final LongAdder journalFailures = new LongAdder();
    final LongAdder snapshots = new LongAdder();
    final LongAdder snapshotFailures = new LongAdder();
    final LongAdder events = new LongAdder();
    final LongAdder slowStreams = new LongAdder();
    final LongAdder pointWrites = new LongAdder();
}
