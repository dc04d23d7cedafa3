package io.gemello.core.state;

import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.catalogue.PointState.State;
import io.gemello.api.catalogue.PointStates;
import io.gemello.api.clock.SiteClock;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import io.gemello.core.site.SiteCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/**
 * The newest reading and the state of every point. The journal's thread brings what is durable, the clock's thread what became
 * stale; one lock, held for a batch at most. A point's deadline is looked at when it is due, not at every reading.
 */
public final class LiveStates implements PointStates {
    private final SiteClock clock;
    private final long maxSkew;
    private final LongSupplier stepped;
    private final List<SinkFeed> feeds = new CopyOnWriteArrayList<>();
    private final Deadlines deadlines = new Deadlines();
    private final BitSet history = new BitSet();
    private final long[] changes = new long[State.values().length];
    private PointEntry[] byKey = {};
    private List<String> order = List.of();
    private SiteCatalogue catalogue;
    private long position;
    private long settled;
    /** Of {@link #stepped}, what the entries have been moved by. */
    private long rebased;

    /**
     * @param maxSkew how far ahead of the clock a source's may be; a latest reading beyond that was taken before the clock was set back, and gives way to what comes
     * @param stepped by how many nanoseconds the clock has been set so far, in all; as of the last look at the clock
     */
    public LiveStates(SiteClock clock, Duration maxSkew, LongSupplier stepped) {
        this.clock = clock;
        this.maxSkew = maxSkew.toNanos();
        this.stepped = stepped;
    }

    /** The clock's time; where it was set since the last call, everything that runs on it is moved first, so that silence lasts as long as it would have. */
    private long now() {
        long now = clock.epochNanos();
        long by = stepped.getAsLong() - rebased;
        if (by != 0) {
            rebased += by;
            deadlines.clear();
            for (PointEntry entry : byKey) {
                if (entry != null) {
                    entry.heard += by;
                    entry.since += by;
                    deadlines.watch(entry);
                }
            }
        }
        return now;
    }

    /** What a true time can be at most. A recording's clock that was not moved yet says nothing. */
    private long believable(long now) {
        return now == 0 ? Long.MAX_VALUE : now + maxSkew;
    }

    /** Takes an applied site; states and latest readings of points that stay are kept. */
    public void apply(SiteCatalogue site) {
        BitSet all = new BitSet();
        synchronized (this) {
            long now = now();
            catalogue = site;
            order = List.copyOf(site.points().keySet());
            // A key whose id has passed to another key, with another unit, is nobody's any more.
            for (PointEntry entry : byKey) {
                if (entry != null) {
                    entry.point = null;
                }
            }
            // With other times until they are stale the deadlines that were set are not right any more.
            deadlines.clear();
            for (Point point : site.points().values()) {
                PointEntry entry = entry(point.key(), now);
                entry.point = point;
                Duration staleAfter = point.retired() ? null : site.detail(point.id()).staleAfter();
                entry.staleAfter = staleAfter == null ? 0 : staleAfter.toNanos();
                State state = point.retired() ? State.OUT_OF_SERVICE
                    : entry.state == State.OUT_OF_SERVICE ? entry.latest == null ? State.NEVER_SEEN : State.STALE : entry.state;
                change(entry, state, now, all);
                deadlines.watch(entry);
                all.set(point.key());
            }
        }
        feeds.forEach(feed -> feed.mark(all, true));
    }

    /** Takes what is on the disk now. @param behind position of the journal behind these readings */
    public void durable(List<Reading> readings, long behind) {
        BitSet newer = new BitSet();
        BitSet changed = new BitSet();
        synchronized (this) {
            long now = now();
            for (Reading reading : readings) {
                take(reading, now, newer, changed);
            }
            position = Math.max(position, behind);
        }
        feeds.forEach(feed -> feed.mark(newer, false));
        if (!changed.isEmpty()) {
            feeds.forEach(feed -> feed.mark(changed, true));
        }
    }

    private void take(Reading reading, long now, BitSet newer, BitSet changed) {
        history.set(reading.point().key());
        if (Quality.has(reading.quality(), Quality.SKEWED | Quality.BACK_FILLED)) {
            return;
        }
        PointEntry entry = entry(reading.point().key(), now);
        if (entry.point == null && catalogue != null || entry.latest != null && !follows(reading, entry.latest, now)) {
            return;
        }
        entry.latest = reading;
        entry.heard = Math.min(reading.epochNanos(), believable(now));
        entry.point = entry.point == null ? reading.point() : entry.point;
        newer.set(reading.point().key());
        boolean fresh = entry.staleAfter == 0 || entry.heard + entry.staleAfter > now;
        if (fresh && (entry.state == State.NEVER_SEEN || entry.state == State.STALE)) {
            change(entry, State.LIVE, now, changed);
            deadlines.watch(entry);
        } else if (!fresh && entry.state == State.NEVER_SEEN) {
            change(entry, State.STALE, now, changed);
        }
    }

    /** Newest by source time; but a time that lies ahead since the clock was set back must not hold up what is delivered now. */
    private boolean follows(Reading next, Reading latest, long now) {
        return next.epochNanos() >= latest.epochNanos() || latest.epochNanos() > believable(now);
    }

    /** What has become due becomes stale. */
    public void expire() {
        BitSet changed = new BitSet();
        synchronized (this) {
            long now = now();
            for (PointEntry entry; (entry = deadlines.due(now)) != null;) {
                if (entry.point != null && entry.state == State.LIVE && entry.staleAfter > 0) {
                    if (entry.heard + entry.staleAfter <= now) {
                        change(entry, State.STALE, now, changed);
                    } else {
                        deadlines.watch(entry);
                    }
                }
            }
        }
        if (!changed.isEmpty()) {
            feeds.forEach(feed -> feed.mark(changed, true));
        }
    }

    private void change(PointEntry entry, State state, long now, BitSet changed) {
        if (entry.state != state) {
            entry.state = state;
            entry.since = now;
            changes[state.ordinal()]++;
            changed.set(entry.point.key());
        }
    }

    private PointEntry entry(int key, long now) {
        if (key >= byKey.length) {
            byKey = Arrays.copyOf(byKey, Math.max(key + 1, byKey.length * 2));
        }
        if (byKey[key] == null) {
            byKey[key] = new PointEntry();
            byKey[key].since = now;
        }
        return byKey[key];
    }

    /** Tells a sink everything, and from then on what changes. */
    void add(SinkFeed feed) {
        feeds.add(feed);
        BitSet all = new BitSet();
        synchronized (this) {
            for (int key = 0; key < byKey.length; key++) {
                all.set(key, byKey[key] != null && byKey[key].point != null);
            }
        }
        feed.mark(all, false);
        feed.mark(all, true);
    }

    void remove(SinkFeed feed) {
        feeds.remove(feed);
    }

    /** The newest readings of these points; points that were never seen are left out. */
    synchronized List<Reading> latest(BitSet keys) {
        List<Reading> readings = new ArrayList<>(keys.cardinality());
        for (int key = keys.nextSetBit(0); key >= 0; key = keys.nextSetBit(key + 1)) {
            PointEntry entry = byKey[key];
            if (entry.point != null && entry.latest != null) {
                readings.add(entry.latest.point() == entry.point ? entry.latest
                    : new Reading(entry.point, entry.latest.epochNanos(), entry.latest.value(), entry.latest.quality()));
            }
        }
        return List.copyOf(readings);
    }

    synchronized List<PointState> states(BitSet keys) {
        List<PointState> states = new ArrayList<>(keys.cardinality());
        for (int key = keys.nextSetBit(0); key >= 0; key = keys.nextSetBit(key + 1)) {
            if (byKey[key].point != null) {
                states.add(state(byKey[key]));
            }
        }
        return List.copyOf(states);
    }

    private static PointState state(PointEntry entry) {
        return new PointState(entry.point, entry.state, entry.since, entry.latest);
    }

    @Override
    public synchronized List<PointState> all() {
        List<PointState> all = new ArrayList<>(order.size());
        order.forEach(id -> all.add(state(byKey[catalogue.points().get(id).key()])));
        return all;
    }

    @Override
    public synchronized PointState of(String pointId) {
        Point point = catalogue == null ? null : catalogue.points().get(pointId);
        return point == null ? null : state(byKey[point.key()]);
    }

    /** Whether a reading of this point was ever taken, of whatever time. */
    public synchronized boolean hasHistory(Point point) {
        return history.get(point.key());
    }

    /** How often points came into this state. */
    public synchronized long changesTo(State state) {
        return changes[state.ordinal()];
    }

    public synchronized int count(State state) {
        int count = 0;
        for (PointEntry entry : byKey) {
            count += entry != null && entry.point != null && entry.state == state ? 1 : 0;
        }
        return count;
    }

    /**
     * For a checkpoint: the states, and a position of the journal before which nothing is missing in them. With several lanes a batch may be
     * handed over an instant after one that lies behind it, so what an image claims is what had been reached at the image before.
     */
    synchronized Image image() {
        long claimed = settled;
        settled = position;
        now();
        List<Kept> all = new ArrayList<>();
        for (PointEntry entry : byKey) {
            if (entry != null && entry.point != null && entry.latest != null) {
                all.add(new Kept(state(entry), entry.heard));
            }
        }
        return new Image(claimed, all, (BitSet) history.clone());
    }

    /** Nothing is being handed over now: the next image claims everything. */
    public synchronized void settle() {
        settled = position;
    }

    /** Takes a checkpoint back, before any site is applied. */
    synchronized void restore(Image image) {
        position = image.position();
        settled = position;
        history.or(image.history());
        long now = now();
        for (Kept kept : image.states()) {
            PointState state = kept.state();
            PointEntry entry = entry(state.point().key(), state.since());
            // The clock may have been set back since the checkpoint was written.
            entry.heard = Math.min(kept.heard(), believable(now));
            entry.point = state.point();
            entry.latest = state.latest();
            entry.state = state.state();
            entry.since = state.since();
        }
    }

    /** The journal was made anew and ends before what the checkpoint says: what it gets from now on must be read after the next start. */
    public synchronized void journalEnds(long end) {
        position = Math.min(position, end);
        settled = Math.min(settled, end);
    }

    /** @param position everything before it is in the states @param history keys of the points that ever had a reading */
    record Image(long position, List<Kept> states, BitSet history) {}

    /** @param heard when its latest reading counts as taken, on the clock of the image */
    record Kept(PointState state, long heard) {}
}
