package io.gemello.twin;

import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.Relation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.ditto.json.JsonPointer;

/** The things of the site as an applied catalogue makes them: its layer below, what clients wrote above. On the lane. */
final class SiteThings {
    private final Things things;
    private final Publication publication;
    private final TelemetryMerge telemetry;
    private final ChangeStreams streams;
    private final PolicyChanges policies;
    private String policyId = "";

    SiteThings(Things things, Publication publication, TelemetryMerge telemetry, ChangeStreams streams, PolicyChanges policies) {
        this.policies = policies;
        this.things = things;
        this.publication = publication;
        this.telemetry = telemetry;
        this.streams = streams;
    }

    /** Whether a policy is that of the site. */
    boolean standUnder(String id) {
        return id.equals(policyId);
    }

    void apply(Catalogue catalogue) {
        telemetry.merge();
        Map<String, List<Point>> pointsOf = new HashMap<>();
        int keys = 0;
        for (Point point : catalogue.points().values()) {
            pointsOf.computeIfAbsent(point.asset(), asset -> new ArrayList<>()).add(point);
            keys = Math.max(keys, point.key() + 1);
        }
        TelemetryMerge.Slots slots = new TelemetryMerge.Slots(keys);
        Set<String> named = new HashSet<>();
        policyId = catalogue.site().namespace() + ":site";
        policies.ensureOfRoles(policyId);
        List<Relation> relations = catalogue.site().relations();
        for (Asset asset : catalogue.assets().values()) {
            List<Point> points = pointsOf.getOrDefault(asset.id(), List.of());
            SiteThing site = SiteThing.of(catalogue.site(), policyId, relations, asset, points);
            named.add(site.thingId());
            ThingCell cell = things.make(site.thingId());
            lay(cell, site);
            points.forEach(point -> slots.set(point, cell, site.points().indexOf(point)));
        }
        for (ThingCell cell : List.copyOf(things.cells())) {
            if (!named.contains(cell.id) && (cell.awaitsSite || cell.now != null && cell.now.site() != null)) {
                leave(cell);
            }
        }
        telemetry.into(slots);
    }

    private void lay(ThingCell cell, SiteThing site) {
        ThingState before = cell.now;
        if (before != null && before.site() != null && before.site().looksLike(site)) {
            return;
        }
        ThingState after = laid(cell, site, publication.now());
        boolean fresh = before == null && !cell.awaitsSite;
        cell.awaitsSite = false;
        cell.recovered = ClientPart.EMPTY;
        if (before != null && (before.site() == null || !before.client().equals(after.client()))) {
            publication.keep(ThingRecord.changed(cell.id, after.revision(), true, after.created(), after.modified(), after.client()));
        }
        publication.show(cell, after);
        tell(fresh ? ThingChange.Action.CREATED : ThingChange.Action.MODIFIED, after);
    }

    private static ThingState laid(ThingCell cell, SiteThing site, long now) {
        ThingState before = cell.now;
        if (before == null) {
            return new ThingState(cell.id, cell.lastRevision + 1, cell.lastCreated == 0 ? now : cell.lastCreated, now, site,
                cell.recovered.under(site), Telemetry.none(site.points().size()));
        }
        ClientPart part = before.site() == null ? before.client().adoptedBy(site) : before.client().under(site);
        return new ThingState(cell.id, before.revision() + 1, before.created(), now, site, part,
            Telemetry.carriedOver(site, before.site(), before.telemetry()));
    }

    /** The site no longer knows the thing, not even as retired: what clients wrote of it stays theirs. */
    private void leave(ThingCell cell) {
        ThingState before = cell.now;
        ClientPart part = before == null ? cell.recovered : before.client();
        cell.awaitsSite = false;
        cell.recovered = ClientPart.EMPTY;
        cell.lastRevision++;
        if (part.isEmpty()) {
            remove(cell, before);
            return;
        }
        ThingState after = new ThingState(cell.id, cell.lastRevision, cell.lastCreated, publication.now(), null, part.alone(cell.id), null);
        publication.keep(ThingRecord.changed(cell.id, after.revision(), false, after.created(), after.modified(), after.client()));
        publication.show(cell, after);
        tell(ThingChange.Action.MODIFIED, after);
    }

    private void remove(ThingCell cell, ThingState before) {
        publication.hide(cell);
        publication.keep(ThingRecord.deleted(cell.id, cell.lastRevision, publication.now()));
        if (cell.inFlight == 0) {
            things.drop(cell);
        }
        if (before != null && streams.watched(cell.id)) {
            streams.add(new ThingChange(ThingChange.Action.DELETED, JsonPointer.empty(), null, null, before, cell.lastRevision, publication.now(), null));
        }
    }

    private void tell(ThingChange.Action action, ThingState after) {
        if (streams.watched(after.id())) {
            streams.add(new ThingChange(action, JsonPointer.empty(), after.json(), null, after, after.revision(), after.modified(), null));
        }
    }
}
