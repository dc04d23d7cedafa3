package io.gemello.core.intake;

import io.gemello.api.catalogue.Point;
import io.gemello.core.normalise.Normaliser;
import io.gemello.core.site.SiteCatalogue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Every point of the site by its id, for sessions that fill in what was not delivered live; there only while one is open, for each point's memory costs room. */
final class HistoryTracks {
    private final Supplier<Normaliser> memories;
    private final Set<Session> open = new HashSet<>();
    private volatile Map<String, PointTrack> tracks = Map.of();
    private SiteCatalogue site;

    HistoryTracks(Supplier<Normaliser> memories) {
        this.memories = memories;
    }

    synchronized void apply(SiteCatalogue now) {
        site = now;
        if (!open.isEmpty()) {
            trace();
        }
    }

    synchronized void opened(Session session) {
        open.add(session);
        if (site != null) {
            trace();
        }
    }

    synchronized void closed(Session session) {
        if (open.remove(session) && open.isEmpty()) {
            tracks = Map.of();
        }
    }

    private void trace() {
        Map<String, PointTrack> next = new HashMap<>();
        site.specs().forEach((id, spec) -> {
            Point point = site.points().get(id);
            PointTrack before = tracks.get(id);
            next.put(id, before != null && before.point().key() == point.key() ? before.under(point, spec) : PointTrack.history(point, spec, memories.get()));
        });
        tracks = next;
    }

    /** By id of the point. */
    Map<String, PointTrack> now() {
        return tracks;
    }
}
