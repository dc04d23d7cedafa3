package io.gemello.twin;

import io.gemello.api.health.Health;
import io.gemello.api.health.Metrics;
import io.gemello.twin.policy.Policies;
import io.gemello.twin.search.Indices;
import java.time.Instant;
import java.util.List;

/** What operators see of the twin. */
final class TwinHealth {
    private final TwinCounters counters;
    private final Indices<ThingCell> indices;
    private final Things things;
    private final Policies policies;
    private final ChangeStreams streams;
    private final ClientChanges changes;
    private final TwinLane lane;
    private final DittoAdapter adapter;
    private long journalFailuresSeen;
    private long snapshotFailuresSeen;
    private Health last = new Health("twin", Health.State.OK, Instant.now(), "changes are durable");

    TwinHealth(TwinCounters counters, Indices<ThingCell> indices, Things things, Policies policies, ChangeStreams streams, ClientChanges changes, TwinLane lane, DittoAdapter adapter) {
        this.counters = counters;
        this.indices = indices;
        this.things = things;
        this.policies = policies;
        this.streams = streams;
        this.changes = changes;
        this.lane = lane;
        this.adapter = adapter;
    }

    void collect(Metrics to) {
        long site = things.cells().stream().map(cell -> cell.now).filter(state -> state != null && state.site() != null).count();
        long all = things.cells().stream().filter(cell -> cell.now != null).count();
        to.gauge("gemello_twin_things", "Things by origin", site, "origin", "site");
        to.gauge("gemello_twin_things", "Things by origin", all - site, "origin", "client");
        to.gauge("gemello_twin_policies", "Policies that things can stand under", policies.size());
        to.gauge("gemello_twin_search_indices", "Fields that are indexed because searches named them lately", indices.size());
        to.gauge("gemello_twin_search_index_entries", "Entries of these indices, about 85 bytes each", indices.entries());
        to.gauge("gemello_twin_streams", "Open event streams of changes", streams.openStreams());
        to.gauge("gemello_twin_changes_waiting", "Clients' changes that are on their way to the disk", changes.waiting());
        to.counter("gemello_twin_telemetry_merges_total", "Merges of telemetry into a thing, each one revision", counters.telemetryMerges.sum());
        to.counter("gemello_twin_readings_conflated_total", "Readings overtaken by a newer one before their thing's merge", counters.conflated.sum());
        to.counter("gemello_twin_readings_early_total", "Readings of points that the applied site did not name yet", counters.unknownPoints.sum());
        to.counter("gemello_twin_changes_total", "Clients' changes that became durable", counters.changes.sum());
        to.counter("gemello_twin_changes_refused_total", "Clients' changes that were refused, whatever the reason", counters.refused.sum());
        to.counter("gemello_twin_point_writes_total", "Values of points written by clients", counters.pointWrites.sum());
        to.counter("gemello_twin_journal_writes_total", "Records given to the twin's journal", counters.journalWrites.sum());
        to.counter("gemello_twin_journal_failures_total", "Records that did not become durable", counters.journalFailures.sum());
        to.counter("gemello_twin_snapshots_total", "Snapshots written", counters.snapshots.sum());
        to.counter("gemello_twin_events_total", "Events given to streams", counters.events.sum());
        to.counter("gemello_twin_slow_streams_total", "Streams that ended while being told, also because they did not keep up", counters.slowStreams.sum());
        to.counter("gemello_twin_failures_total", "Changes at which the twin itself failed: see the log", lane.failures());
    }

    synchronized List<Health> check() {
        Trouble trouble = trouble();
        Health.State state = trouble == null ? Health.State.OK : Health.State.WARN;
        String message = trouble == null ? "changes are durable" : trouble.message;
        if (last.state() != state || !last.message().equals(message)) {
            last = new Health("twin", state, last.state() == state ? last.since() : Instant.now(), message, trouble == null ? "" : trouble.remedy);
        }
        return List.of(last);
    }

    private record Trouble(String message, String remedy) {}

    /** Since the last look; null when all is well. */
    private Trouble trouble() {
        long journal = counters.journalFailures.sum() - journalFailuresSeen;
        long snapshots = counters.snapshotFailures.sum() - snapshotFailuresSeen;
        journalFailuresSeen += journal;
        snapshotFailuresSeen += snapshots;
        if (journal > 0) {
            return new Trouble("changes of things could not be made durable and were refused", "see whether the disk of the data folder is full");
        }
        if (snapshots > 0) {
            return new Trouble("the snapshot of the things could not be written", "see whether the disk of the data folder is full");
        }
        return adapter.trouble().isEmpty() ? null : new Trouble(adapter.trouble(), "give the other adapter another name; clients' values of points are refused until then");
    }
}
