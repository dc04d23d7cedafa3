package io.gemello.twin;

import io.gemello.twin.policy.Policies;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a snapshot of all things now and then, so that the journal stays short. Gathered on the lane (published states never change), written on a thread of its own. */
final class Snapshots implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
    private static final long LOOK_SECONDS = 2;

    private final Things things;
    private final Policies policies;
    private final ThingJournal journal;
    private final TwinLane lane;
    private final TwinCounters counters;
    private final long everyRecords;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread t = new Thread(work, "gemello-twin-snapshot");
        t.setDaemon(true);
        return t;
    });

    Snapshots(Things things, Policies policies, ThingJournal journal, TwinLane lane, TwinCounters counters, long everyRecords) {
        this.things = things;
        this.policies = policies;
        this.journal = journal;
        this.lane = lane;
        this.counters = counters;
        this.everyRecords = everyRecords;
    }

    void watch() {
        thread.scheduleWithFixedDelay(() -> {
            if (journal.sinceSnapshot() >= everyRecords) {
                lane.run(() -> {
                    long position = journal.done();
                    List<ThingRecord> records = gather(false);
                    List<PolicyRecord> rules = rules();
                    thread.execute(() -> write(position, records, rules));
                });
            }
        }, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    /** @param last true when no revision follows: then the things' own revisions are enough, and the next start goes on from them */
    private List<ThingRecord> gather(boolean last) {
        List<ThingRecord> records = new ArrayList<>();
        things.deleted().forEach((id, revision) -> records.add(ThingRecord.deleted(id, revision, 0)));
        for (ThingCell cell : things.cells()) {
            ThingState state = cell.now;
            if (state == null && !cell.awaitsSite) {
                records.add(ThingRecord.deleted(cell.id, cell.lastRevision, 0));
                continue;
            }
            ClientPart part = state == null ? cell.recovered : state.client();
            boolean site = state == null || state.site() != null;
            records.add(ThingRecord.changed(cell.id, site && !last ? Math.max(cell.mark, cell.lastRevision) : cell.lastRevision, site,
                cell.lastCreated, state == null ? cell.recoveredModified : state.modified(), part));
        }
        return records;
    }

    private List<PolicyRecord> rules() {
        return policies.all().stream().map(PolicyRecord::of).toList();
    }

    private void write(long position, List<ThingRecord> records, List<PolicyRecord> rules) {
        try {
            journal.snapshot(position, records, rules);
            counters.snapshots.increment();
        } catch (IOException | RuntimeException fault) {
            counters.snapshotFailures.increment();
            LOG.warn("The twin's snapshot could not be written; its journal grows until one can: {}", fault.toString());
        }
    }

    /** After the lane has ended: writes the last snapshot. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            thread.awaitTermination(30, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        write(journal.done(), gather(true), rules());
    }
}
