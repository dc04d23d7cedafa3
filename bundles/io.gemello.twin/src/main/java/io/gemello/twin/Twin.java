package io.gemello.twin;

import io.gemello.api.access.PolicyAccess;
import io.gemello.api.adapter.Intake;
import io.gemello.api.alert.AlertListener;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.clock.SiteClock;
import io.gemello.api.health.Health;
import io.gemello.api.health.Metrics;
import io.gemello.api.http.Route;
import io.gemello.api.http.SocketEndpoint;
import io.gemello.api.journal.Journals;
import io.gemello.api.reading.Reading;
import io.gemello.api.series.SeriesStore;
import io.gemello.api.twin.Twins;
import io.gemello.twin.graph.GraphRoutes;
import io.gemello.twin.policy.Judge;
import io.gemello.twin.policy.Policies;
import io.gemello.twin.protocol.AckDesk;
import io.gemello.twin.protocol.ProtocolSockets;
import io.gemello.twin.search.Finder;
import io.gemello.twin.search.Indices;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The embedded twin: things of the site and of clients, their durable changes, and Ditto's surface over them. */
final class Twin implements AutoCloseable {
    /** About 85 bytes each. */
    private static final long MAX_INDEX_ENTRIES = 1_000_000;

    private final TwinCounters counters = new TwinCounters();
    private final Things things = new Things();
    private final Policies policies = new Policies();
    private final TwinLane lane = new TwinLane();
    private final ThingJournal journal;
    private final Snapshots snapshots;
    private final DittoAdapter adapter;
    private final ChangeStreams streams;
    private final TelemetryMerge telemetry;
    private final SiteThings siteThings;
    private final AlertFeatures alerts;
    private final ClientChanges changes;
    private final SeriesTelemetry past;
    private final SearchStreams found;
    private final ThingRoutes routes;
    private final PolicyRoutes policyRoutes;
    private final PermissionRoutes permissionRoutes;
    private final ThingAccess access;
    private final GraphRoutes graph;
    private final TimeseriesRoutes timeseries;
    private final ProtocolSockets sockets;
    private final TwinHealth health;

    /**
     * @param mergeMillis telemetry of a thing is merged at most once in this time
     * @param maxThingBytes of what clients wrote of one thing
     * @param maxWaiting changes that wait for the disk
     * @param snapshotRecords journal records after which a snapshot is written
     * @param historyBytes of the journal that are kept for looking back, at most
     * @param defaultNamespace of things that are made without one
     */
    record Settings(long mergeMillis, int maxThingBytes, int maxWaiting, long snapshotRecords, long historyBytes, String defaultNamespace) {}

    /** @param series gives null while no store runs @throws IOException where the journal cannot be opened or read */
    Twin(Journals journals, SiteClock clock, Intake intake, Supplier<SeriesStore> series, Settings settings) throws IOException {
        DittoClasses.touch();
        journal = new ThingJournal(journals.open("twin"), new ThingHistory(settings.historyBytes()));
        try {
            new Recovery(things, policies).from(journal);
            adapter = new DittoAdapter(intake);
        } catch (IOException | RuntimeException fault) {
            journal.close();
            lane.close();
            throw fault;
        }
        snapshots = new Snapshots(things, policies, journal, lane, counters, settings.snapshotRecords());
        Indices<ThingCell> indices = new Indices<>(StateFields.of(things), MAX_INDEX_ENTRIES);
        Finder<ThingCell> finder = new Finder<>(indices);
        found = new SearchStreams(finder);
        Publication publication = new Publication(journal, clock, lane, counters, indices);
        PolicyChanges policyChanges = new PolicyChanges(policies, lane, journal, publication);
        lane.run(() -> policyChanges.adopt(things));
        Judge judge = new Judge(policies);
        Guard guard = new Guard(policies, judge);
        streams = new ChangeStreams(guard, counters);
        telemetry = new TelemetryMerge(lane, publication, streams, counters, settings.mergeMillis());
        siteThings = new SiteThings(things, publication, telemetry, streams, policyChanges);
        alerts = new AlertFeatures(lane, things, telemetry);
        changes = new ClientChanges(things, lane, new DurableChanges(things, lane, journal, publication, streams), adapter, streams, counters,
            new ClientChanges.Limits(settings.maxThingBytes(), settings.maxWaiting()), guard, policyChanges);
        past = new SeriesTelemetry(series);
        Supplier<Instant> now = () -> Times.instant(clock.epochNanos());
        ThingReads reads = new ThingReads(things, guard, streams, new TimeTravel(things, journal, past, clock::epochNanos), now);
        ThingWrites writes = new ThingWrites(changes, settings.defaultNamespace(), now);
        ThingSearch search = new ThingSearch(finder, things, found, guard, now);
        AckDesk desk = new AckDesk();
        routes = new ThingRoutes(reads, writes, search, desk, settings.defaultNamespace());
        policyRoutes = new PolicyRoutes(policies, judge, new PolicyRequests(lane, settings.maxWaiting(), policyChanges, judge, siteThings::standUnder), settings.defaultNamespace());
        permissionRoutes = new PermissionRoutes(things, judge);
        access = new ThingAccess(things, policies, judge);
        graph = new GraphRoutes(access);
        timeseries = new TimeseriesRoutes(things, guard, series, clock::epochNanos);
        sockets = new ProtocolSockets(new SocketDoor(things, guard, reads, writes, search, policyRoutes, streams, now), desk);
        health = new TwinHealth(counters, indices, things, policies, streams, changes, lane, adapter);
        snapshots.watch();
    }

    void applied(Catalogue catalogue) {
        adapter.applied(catalogue);
        past.applied(catalogue);
        graph.applied(catalogue);
        lane.run(() -> {
            siteThings.apply(catalogue);
            alerts.applied(catalogue.site());
        });
    }

    void accept(List<Reading> latest) {
        telemetry.accept(latest);
    }

    void changed(List<PointState> states) {
        telemetry.changed(states);
    }

    AlertListener alerts() {
        return alerts;
    }

    SocketEndpoint sockets() {
        return sockets;
    }

    PolicyAccess access() {
        return access;
    }

    Twins published() {
        return new PublishedThings(things);
    }

    List<Route> routes() {
        return Stream.of(routes.routes(), policyRoutes.routes(), permissionRoutes.routes(), graph.routes(), timeseries.routes(), sockets.routes()).flatMap(List::stream).toList();
    }

    void collect(Metrics to) {
        health.collect(to);
        sockets.collect(to);
    }

    List<Health> check() {
        return health.check();
    }

    /** Everything accepted is durable before; the snapshot only makes the next start quick. */
    @Override
    public void close() {
        changes.close();
        adapter.close();
        streams.close();
        sockets.close();
        found.close();
        lane.close();
        snapshots.close();
        journal.close();
    }
}
