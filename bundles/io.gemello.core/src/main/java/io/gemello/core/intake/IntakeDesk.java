package io.gemello.core.intake;

import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.adapter.Intake;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.catalogue.Point;
import io.gemello.api.clock.SiteClock;
import io.gemello.core.normalise.Normaliser;
import io.gemello.core.normalise.Tally;
import io.gemello.core.site.PointSpec;
import io.gemello.core.site.SiteCatalogue;
import io.gemello.core.units.UnitBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Where adapters open their sessions, and where an applied site meets their addresses. */
public final class IntakeDesk implements Intake {
    private final Lanes lanes;
    private final SiteClock clock;
    private final UnitBook units;
    private final Tally tally;
    private final IntakeCounters counters;
    private final Unmapped unmapped = new Unmapped();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Map<String, AdapterErrors> errors = new ConcurrentHashMap<>();
    /** Since when the site wants something of an adapter that has no session. */
    private final Map<String, Instant> missing = new ConcurrentHashMap<>();
    private final Map<Integer, PointTrack> tracksByKey = new HashMap<>();
    private volatile Map<String, Map<String, PointTrack>> tracks = Map.of();
    private final HistoryTracks history;

    public IntakeDesk(Lanes lanes, SiteClock clock, UnitBook units, Tally tally, IntakeCounters counters) {
        this.lanes = lanes;
        this.clock = clock;
        this.units = units;
        this.tally = tally;
        this.counters = counters;
        history = new HistoryTracks(() -> new Normaliser(units, tally));
    }

    @Override
    public IntakeSession open(AdapterInfo who) {
        return enter(new Session(who, this, errors(who.name()), () -> tracks(who.name())));
    }

    @Override
    public IntakeSession openHistory(AdapterInfo who) {
        Session session = enter(new Session(who, this, errors(who.name()), history::now));
        history.opened(session);
        return session;
    }

    private Session enter(Session session) {
        AdapterInfo who = session.info();
        Session other = sessions.putIfAbsent(who.name(), session);
        if (other != null) {
            throw new IllegalStateException("an adapter named '" + who.name() + "' (" + other.info().type() + ") is open already; give this one another name");
        }
        missing.remove(who.name());
        return session;
    }

    private AdapterErrors errors(String adapter) {
        return errors.computeIfAbsent(adapter, name -> new AdapterErrors());
    }

    /** Takes an applied site: every binding leads where the new site says. */
    public synchronized void apply(SiteCatalogue site) {
        Map<String, Map<String, PointTrack>> next = new HashMap<>();
        site.specs().forEach((id, spec) -> {
            Point point = site.points().get(id);
            PointTrack track = track(point, spec);
            next.computeIfAbsent(spec.detail().adapter(), adapter -> new HashMap<>()).put(spec.detail().address(), track);
            unmapped.mapped(spec.detail().adapter(), spec.detail().address());
        });
        tracks = next;
        history.apply(site);
        Instant now = Instant.now();
        missing.keySet().retainAll(next.keySet());
        next.keySet().forEach(name -> missing.putIfAbsent(name, now));
        sessions.values().forEach(Session::rebind);
    }

    private PointTrack track(Point point, PointSpec spec) {
        PointTrack before = tracksByKey.get(point.key());
        PointTrack track = before == null ? PointTrack.live(point, spec, new Normaliser(units, tally)) : before.under(point, spec);
        tracksByKey.put(point.key(), track);
        return track;
    }

    /** The tracks of an adapter by address. */
    Map<String, PointTrack> tracks(String adapter) {
        return tracks.getOrDefault(adapter, Map.of());
    }

    Lanes lanes() {
        return lanes;
    }

    IntakeCounters counters() {
        return counters;
    }

    void closed(Session session) {
        history.closed(session);
        if (sessions.remove(session.info().name(), session)) {
            missing.put(session.info().name(), Instant.now());
        }
    }

    /** Remembers what came for an address that leads nowhere. */
    void unmapped(String adapter, String address, Object value, String unit) {
        counters.unmapped.increment();
        if (!unmapped.note(adapter, address, value, unit, clock.epochNanos())) {
            counters.unmappedUnlisted.increment();
        }
    }

    /** Whether each of these adapters has opened its session and has tried to reach its source, with or without success. */
    public boolean tried(Set<String> adapters) {
        return adapters.stream().map(sessions::get).allMatch(session -> session != null && session.tried());
    }

    public Unmapped unmapped() {
        return unmapped;
    }

    /** Every open session, by name, and the adapters that the site names but nobody runs. */
    public List<SessionStatus> status() {
        Map<String, SessionStatus> all = new TreeMap<>();
        tracks.forEach((name, wanted) -> all.put(name, SessionStatus.absent(name, wanted.size(), missing.computeIfAbsent(name, first -> Instant.now()), errors(name))));
        sessions.forEach((name, session) -> all.put(name, session.statusNow()));
        return new ArrayList<>(all.values());
    }
}
