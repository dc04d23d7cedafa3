package io.gemello.twin;

import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.reading.Reading;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.eclipse.ditto.json.JsonPointer;

/**
 * The things of the site: their layer from the catalogue, their telemetry from readings. Readings are put into plain
 * arrays and merged once per thing and interval. All of it runs on the lane.
 */
final class SiteThings {
    /** Batches of readings on their way to the lane; their giver waits beyond it. */
    private static final int MAX_BATCHES = 16;

    private final Things things;
    private final TwinLane lane;
    private final Publication publication;
    private final ChangeStreams streams;
    private final TwinCounters counters;
    private final long mergeMillis;
    private final Semaphore batches = new Semaphore(MAX_BATCHES);

    /** By {@link Point#key}: the thing and the place in its telemetry. */
    private ThingCell[] cellOf = new ThingCell[0];
    private int[] indexOf = new int[0];
    /** What came for points that no applied catalogue has named yet; at most one per point. */
    private final Map<Point, Reading> earlyReadings = new HashMap<>();
    private final Map<Point, PointState> earlyStates = new HashMap<>();
    private List<ThingCell> dirty = new ArrayList<>();
    private List<ThingCell> untold = new ArrayList<>();
    private boolean mergeIsDue;

    SiteThings(Things things, TwinLane lane, Publication publication, ChangeStreams streams, TwinCounters counters, long mergeMillis) {
        this.things = things;
        this.lane = lane;
        this.publication = publication;
        this.streams = streams;
        this.counters = counters;
        this.mergeMillis = mergeMillis;
    }

    void applied(Catalogue now) {
        lane.run(() -> apply(now));
    }

    /** Blocks while the lane is busy with earlier batches. */
    void accept(List<Reading> latest) {
        bounded(() -> latest.forEach(this::take));
    }

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

    private void take(Reading reading) {
        int key = reading.point().key();
        ThingCell cell = key < cellOf.length ? cellOf[key] : null;
        if (cell == null) {
            counters.unknownPoints.increment();
            earlyReadings.put(reading.point(), reading);
        } else if (indexOf[key] >= 0) {
            pending(cell, indexOf[key]).take(indexOf[key], reading);
        }
    }

    private void take(PointState state) {
        int key = state.point().key();
        ThingCell cell = key < cellOf.length ? cellOf[key] : null;
        if (cell == null) {
            earlyStates.put(state.point(), state);
        } else if (indexOf[key] >= 0) {
            pending(cell, indexOf[key]).take(indexOf[key], state.state());
        }
    }

    private Telemetry pending(ThingCell cell, int index) {
        if (cell.pending == null) {
            cell.pending = cell.now.telemetry().copy();
            dirty.add(cell);
            mergeLater();
        }
        if (cell.changed.get(index)) {
            counters.conflated.increment();
        }
        cell.changed.set(index);
        return cell.pending;
    }

    private void mergeLater() {
        if (!mergeIsDue) {
            mergeIsDue = true;
            lane.after(mergeMillis, this::merge);
        }
    }

    /** One merge per thing: its revision rises once, whatever number of readings came. */
    private void merge() {
        mergeIsDue = false;
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

    private void tell() {
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

    private void apply(Catalogue catalogue) {
        merge();
        Map<String, List<Point>> pointsOf = new HashMap<>();
        int keys = 0;
        for (Point point : catalogue.points().values()) {
            pointsOf.computeIfAbsent(point.asset(), asset -> new ArrayList<>()).add(point);
            keys = Math.max(keys, point.key() + 1);
        }
        cellOf = new ThingCell[keys];
        indexOf = new int[keys];
        Set<String> named = new HashSet<>();
        String policyId = catalogue.site().namespace() + ":site";
        for (Asset asset : catalogue.assets().values()) {
            List<Point> points = pointsOf.getOrDefault(asset.id(), List.of());
            SiteThing site = SiteThing.of(catalogue.site(), policyId, asset, points);
            named.add(site.thingId());
            ThingCell cell = things.make(site.thingId());
            lay(cell, site);
            for (Point point : points) {
                cellOf[point.key()] = cell;
                indexOf[point.key()] = site.points().indexOf(point);
            }
        }
        for (ThingCell cell : List.copyOf(things.cells())) {
            if (!named.contains(cell.id) && (cell.awaitsSite || cell.now != null && cell.now.site() != null)) {
                leave(cell);
            }
        }
        earlyReadings.values().removeIf(reading -> known(reading.point(), () -> take(reading)));
        earlyStates.values().removeIf(state -> known(state.point(), () -> take(state)));
    }

    private boolean known(Point point, Runnable take) {
        boolean known = point.key() < cellOf.length && cellOf[point.key()] != null;
        if (known) {
            take.run();
        }
        return known;
    }

    /** Lays the site's newest word below what clients wrote. */
    private void lay(ThingCell cell, SiteThing site) {
        ThingState before = cell.now;
        if (before != null && before.site() != null && before.site().looksLike(site)) {
            return;
        }
        long now = publication.now();
        ThingState after;
        if (before == null) {
            long created = cell.lastCreated == 0 ? now : cell.lastCreated;
            after = new ThingState(cell.id, cell.lastRevision + 1, created, now, site, cell.recovered.under(site), Telemetry.none(site.points().size()));
        } else {
            ClientPart part = before.site() == null ? before.client().adoptedBy(site) : before.client().under(site);
            after = new ThingState(cell.id, before.revision() + 1, before.created(), now, site, part,
                Telemetry.carriedOver(site, before.site(), before.telemetry()));
        }
        boolean fresh = before == null && !cell.awaitsSite;
        cell.awaitsSite = false;
        cell.recovered = ClientPart.EMPTY;
        if (before != null && (before.site() == null || !before.client().equals(after.client()))) {
            publication.keep(ThingRecord.changed(cell.id, after.revision(), true, after.created(), now, after.client()));
        }
        publication.show(cell, after);
        tell(fresh ? ThingChange.Action.CREATED : ThingChange.Action.MODIFIED, after);
    }

    /** The site no longer knows the thing, not even as retired: what clients wrote of it stays theirs. */
    private void leave(ThingCell cell) {
        ThingState before = cell.now;
        ClientPart part = before == null ? cell.recovered : before.client();
        cell.awaitsSite = false;
        cell.recovered = ClientPart.EMPTY;
        long now = publication.now();
        if (part.isEmpty()) {
            cell.now = null;
            cell.lastRevision = cell.lastRevision + 1;
            publication.keep(ThingRecord.deleted(cell.id, cell.lastRevision));
            if (cell.inFlight == 0) {
                things.drop(cell);
            }
            if (before != null) {
                streams.add(new ThingChange(ThingChange.Action.DELETED, JsonPointer.empty(), null, null, before, cell.lastRevision, now, null));
            }
            return;
        }
        ThingState after = new ThingState(cell.id, cell.lastRevision + 1, cell.lastCreated, now, null, part.alone(cell.id), null);
        publication.keep(ThingRecord.changed(cell.id, after.revision(), false, after.created(), now, after.client()));
        publication.show(cell, after);
        tell(ThingChange.Action.MODIFIED, after);
    }

    private void tell(ThingChange.Action action, ThingState after) {
        if (streams.watched(after.id())) {
            streams.add(new ThingChange(action, JsonPointer.empty(), after.json(), null, after, after.revision(), after.modified(), null));
        }
    }
}
