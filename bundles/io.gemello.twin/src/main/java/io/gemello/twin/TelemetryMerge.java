package io.gemello.twin;

import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.reading.Reading;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** The way of a reading into its thing: put into a plain array at once, shown once per thing and interval. On the lane, but for the two doors. */
final class TelemetryMerge {
    /** Batches on their way to the lane; their giver waits beyond it. */
    private static final int MAX_BATCHES = 16;

    private final TwinLane lane;
    private final Publication publication;
    private final ChangeStreams streams;
    private final TwinCounters counters;
    private final long mergeMillis;
    private final Semaphore batches = new Semaphore(MAX_BATCHES);

    private Slots slots = new Slots(0);
    /** What came for points that no applied catalogue has named yet; at most one per point. */
    private final Map<Point, Reading> earlyReadings = new HashMap<>();
    private final Map<Point, PointState> earlyStates = new HashMap<>();
    private List<ThingCell> dirty = new ArrayList<>();
    private List<ThingCell> untold = new ArrayList<>();
    private boolean mergeIsDue;

    /** By {@link Point#key}: the thing, and the place in its telemetry; -1 for a retired point whose feature another point has. */
    record Slots(ThingCell[] cells, int[] places) {
        Slots(int keys) {
            this(new ThingCell[keys], new int[keys]);
        }

        void set(Point point, ThingCell cell, int place) {
            cells[point.key()] = cell;
            places[point.key()] = place;
        }

        /** Null while no catalogue has named the point. */
        ThingCell cell(Point point) {
            return point.key() < cells.length ? cells[point.key()] : null;
        }

        int place(Point point) {
            return places[point.key()];
        }
    }

    TelemetryMerge(TwinLane lane, Publication publication, ChangeStreams streams, TwinCounters counters, long mergeMillis) {
        this.lane = lane;
        this.publication = publication;
        this.streams = streams;
        this.counters = counters;
        this.mergeMillis = mergeMillis;
    }

    /** Any thread. Blocks while the lane is busy with earlier batches. */
    void accept(List<Reading> latest) {
        bounded(() -> latest.forEach(this::take));
    }

    /** Any thread. Blocks while the lane is busy with earlier batches. */
    void changed(List<PointState> states) {
        bounded(() -> states.forEach(this::take));
    }

    private void bounded(Runnable batch) {
        batches.acquireUninterruptibly();
        boolean given = lane.run(() -> {
            try {
                batch.run();
            } finally {
                batches.release();
            }
        });
        if (!given) {
            batches.release();
        }
    }

    /** All things are in their new form: from now on readings go there. Merge before their form changes. */
    void into(Slots now) {
        slots = now;
        earlyReadings.values().removeIf(reading -> {
            boolean known = now.cell(reading.point()) != null;
            if (known) {
                take(reading);
            }
            return known;
        });
        earlyStates.values().removeIf(state -> {
            boolean known = now.cell(state.point()) != null;
            if (known) {
                take(state);
            }
            return known;
        });
    }

    private void take(Reading reading) {
        ThingCell cell = slots.cell(reading.point());
        if (cell == null) {
            counters.unknownPoints.increment();
            earlyReadings.put(reading.point(), reading);
            return;
        }
        int place = slots.place(reading.point());
        if (place >= 0) {
            pending(cell, place).take(place, reading);
        }
    }

    private void take(PointState state) {
        ThingCell cell = slots.cell(state.point());
        if (cell == null) {
            earlyStates.put(state.point(), state);
            return;
        }
        int place = slots.place(state.point());
        if (place >= 0) {
            pending(cell, place).take(place, state.state());
        }
    }

    /** On the lane. The place behind the last point is that of the alerts. @param alerts null for none */
    void take(ThingCell cell, AlertsFeature alerts) {
        if (cell.now != null && cell.now.site() != null) {
            pending(cell, cell.now.site().points().size()).take(alerts);
        }
    }

    private Telemetry pending(ThingCell cell, int place) {
        if (cell.pending == null) {
            cell.pending = cell.now.telemetry().copy();
            dirty.add(cell);
            mergeLater();
        }
        if (cell.changed.get(place)) {
            counters.conflated.increment();
        }
        cell.changed.set(place);
        return cell.pending;
    }

    private void mergeLater() {
        if (!mergeIsDue) {
            mergeIsDue = true;
            lane.after(mergeMillis, () -> {
                mergeIsDue = false;
                merge();
            });
        }
    }

    /** One merge per thing: its revision rises once, whatever number of readings came. */
    void merge() {
        List<ThingCell> merging = dirty;
        dirty = new ArrayList<>();
        long now = publication.now();
        for (ThingCell cell : merging) {
            ThingState state = cell.now;
            publication.show(cell, state.with(cell.pending, state.revision() + 1, now));
            counters.telemetryMerges.increment();
            cell.pending = null;
            if (cell.untold.isEmpty()) {
                untold.add(cell);
            }
            cell.untold.or(cell.changed);
            cell.changed.clear();
        }
        tell();
    }

    /** While streams are busy what changed is gathered, and told in one later. */
    private void tell() {
        if (untold.isEmpty()) {
            return;
        }
        if (!streams.ready()) {
            mergeLater();
            return;
        }
        List<ThingCell> telling = untold;
        untold = new ArrayList<>();
        for (ThingCell cell : telling) {
            if (cell.now != null && cell.now.site() != null && streams.watched(cell.id)) {
                streams.add(ThingChange.telemetry(cell.now, (BitSet) cell.untold.clone()));
            }
            cell.untold.clear();
        }
    }
}
