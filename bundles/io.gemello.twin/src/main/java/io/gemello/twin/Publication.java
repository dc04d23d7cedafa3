package io.gemello.twin;

import io.gemello.api.clock.SiteClock;
import io.gemello.twin.search.Indices;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** How a new state becomes visible: the lane only. */
final class Publication {
    /** So many revisions are marked ahead, and a new mark is made when half of them are used: at five merges a second a record every 100 s and thing. */
    private static final long AHEAD = 1_000;

    private final ThingJournal journal;
    private final SiteClock clock;
    private final TwinLane lane;
    private final TwinCounters counters;
    private final Indices<ThingCell> indices;
    private List<ThingCell> toMark = new ArrayList<>();

    Publication(ThingJournal journal, SiteClock clock, TwinLane lane, TwinCounters counters, Indices<ThingCell> indices) {
        this.journal = journal;
        this.clock = clock;
        this.lane = lane;
        this.counters = counters;
        this.indices = indices;
    }

    long now() {
        return clock.epochNanos();
    }

    /** Shows a state. Revisions of site things run ahead of the journal, so they are kept below a mark in it. */
    void show(ThingCell cell, ThingState state) {
        ThingState before = cell.now;
        cell.now = state;
        boolean telemetryAlone = before != null && before.client() == state.client() && before.site() == state.site();
        indices.changed(cell, telemetryAlone ? StateFields::ofTelemetry : field -> true);
        cell.lastRevision = state.revision();
        cell.lastCreated = state.created();
        if (state.site() != null && state.revision() + AHEAD / 2 > cell.mark) {
            if (toMark.isEmpty()) {
                lane.run(this::mark);
            }
            cell.mark = state.revision() + AHEAD;
            toMark.add(cell);
        }
    }

    /** The thing is gone. */
    void hide(ThingCell cell) {
        cell.now = null;
        indices.changed(cell, field -> true);
    }

    private void mark() {
        List<ThingCell> cells = toMark;
        toMark = new ArrayList<>();
        for (ThingCell cell : cells) {
            keep(ThingRecord.marked(cell.id, cell.mark), () -> cell.mark = 0);
        }
    }

    /** For what follows from the site's files: on a full disk it is left out, the next start finds it out again. */
    void keep(ThingRecord record) {
        keep(record, () -> { });
    }

    private void keep(ThingRecord record, Runnable lost) {
        append(record).whenComplete((position, fault) -> lane.run(() -> {
            if (fault == null) {
                journal.behind(position);
            } else {
                lost.run();
            }
        }));
    }

    CompletionStage<Long> append(ThingRecord record) {
        return counted(journal.append(record));
    }

    CompletionStage<Long> append(PolicyRecord record) {
        return counted(journal.append(record));
    }

    private CompletionStage<Long> counted(CompletionStage<Long> written) {
        counters.journalWrites.increment();
        return written.whenComplete((position, fault) -> {
            if (fault != null) {
                counters.journalFailures.increment();
            }
        });
    }
}
