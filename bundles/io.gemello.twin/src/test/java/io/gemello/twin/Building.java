package io.gemello.twin;

import io.gemello.api.access.Subject;
import io.gemello.api.access.Role;
import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointDetail;
import io.gemello.api.catalogue.Site;
import io.gemello.api.clock.SiteClock;
import io.gemello.api.http.EventSink;
import io.gemello.api.http.EventSource;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import io.gemello.api.series.SeriesStore;
import io.gemello.testkit.FakeIntake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;

/** A twin with everything around it that it needs, on a disk that survives it. */
final class Building implements AutoCloseable {
    static final Subject OPERATOR = new Subject("operator", Set.of(Role.INTEGRATOR));
    static final Subject OTTO = new Subject("otto", Set.of(Role.OPERATOR));
    static final Subject VERA = new Subject("vera", Set.of(Role.VIEWER));
    private static final long DEADLINE_NANOS = 10_000_000_000L;

    final MemoryDisk disk;
    final AtomicLong clock = new AtomicLong(1_700_000_000_000_000_000L);
    final Map<String, Asset> assets = new LinkedHashMap<>();
    /** What else {@code site.properties} says. */
    volatile Map<String, String> properties = Map.of();
    final Map<String, Point> points = new LinkedHashMap<>();
    final Map<String, PointDetail> details = new LinkedHashMap<>();
    FakeIntake intake;
    /** Who sends the requests. */
    volatile Subject who = OPERATOR;
    volatile SeriesStore series;
    long historyBytes = 1 << 20;
    Twin twin;

    Building() {
        this(new MemoryDisk());
    }

    Building(MemoryDisk disk) {
        this(disk, new FakeIntake());
    }

    Building(MemoryDisk disk, FakeIntake intake) {
        this.disk = disk;
        this.intake = intake;
        start();
    }

    void start() {
        try {
            twin = new Twin(disk, new SiteClock() {
                @Override
                public long epochNanos() {
                    return clock.get();
                }

                @Override
                public boolean replaying() {
                    return false;
                }
            }, intake, () -> series, new Twin.Settings(5, 100_000, 1_000, 100, historyBytes, "org.eclipse.ditto"));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** As kill -9 does: nothing is written any more, nobody says goodbye. A new twin then starts on the same disk. */
    void killAndRestart() {
        disk.powerCut();
        intake = new FakeIntake();
        Thread undertaker = new Thread(twin::close, "test-undertaker");
        undertaker.setDaemon(true);
        undertaker.start();
        start();
    }

    void stopAndRestart() {
        twin.close();
        start();
    }

    Asset asset(String id, Map<String, String> attributes) {
        Asset asset = new Asset(id, "rack", id.toUpperCase(Locale.ROOT), "hall", null, List.of(), "3guid", attributes, false);
        assets.put(id, asset);
        return asset;
    }

    Point point(String asset, String feature, String adapter) {
        String id = asset + "." + feature;
        Point point = new Point(points.size(), id, asset, feature, "temperature", "Cel", false);
        points.put(id, point);
        details.put(id, new PointDetail(adapter, asset + "/" + feature, null, Double.NaN, Double.NaN, Duration.ofMinutes(1), false, null, null, null, Map.of()));
        return point;
    }

    void apply() {
        applyAll();
        for (Asset asset : List.copyOf(assets.values())) {
            until("org.first:" + asset.id() + " is there", () -> get("/org.first:" + asset.id()).status() == 200);
        }
    }

    /** Without waiting. */
    void applyAll() {
        Map<String, Asset> assetsNow = new LinkedHashMap<>(assets);
        Map<String, Point> pointsNow = new LinkedHashMap<>(points);
        twin.applied(new Catalogue() {
            @Override
            public Site site() {
                return new Site("first", "org.first", ZoneId.of("Europe/Rome"), Path.of("/site"), properties);
            }

            @Override
            public Map<String, Asset> assets() {
                return assetsNow;
            }

            @Override
            public Map<String, Point> points() {
                return pointsNow;
            }

            @Override
            public PointDetail detail(String pointId) {
                return details.get(pointId);
            }

            @Override
            public long revision() {
                return 1;
            }
        });
    }

    void reading(Point point, double value) {
        twin.accept(List.of(new Reading(point, clock.get(), value, Quality.GOOD)));
    }

    Response get(String path, String... headers) {
        return call("GET", path, null, headers);
    }

    Response put(String path, String body, String... headers) {
        return call("PUT", path, body, headers);
    }

    Response patch(String path, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(0, List.of("Content-Type", "application/merge-patch+json"));
        return call("PATCH", path, body, all.toArray(String[]::new));
    }

    Response delete(String path, String... headers) {
        return call("DELETE", path, null, headers);
    }

    /** As somebody else. */
    <T> T as(Subject other, Supplier<T> does) {
        Subject before = who;
        who = other;
        try {
            return does.get();
        } finally {
            who = before;
        }
    }

    /** @param path behind {@code /api/2/things}, as in a URL */
    Response call(String method, String path, String body, String... headers) {
        Response response = begin(method, path, body, headers);
        while (response.body() instanceof Response.Later later) {
            try {
                response = later.response().toCompletableFuture().get(10, TimeUnit.SECONDS);
            } catch (Exception fault) {
                throw new AssertionError(method + " " + path, fault);
            }
        }
        return response;
    }

    /** Without waiting for a later answer. */
    Response begin(String method, String path, String body, String... headers) {
        FakeRequest request = FakeRequest.of(method, path, body, headers).as(who);
        // As the server does: the one that names most.
        Route route = twin.routes().stream().filter(request::fits).min(Comparator.comparing((Route one) -> one.path().replaceAll("\\{\\w+\\*}$", "~").replaceAll("\\{\\w+}", "}")))
            .orElseThrow(() -> new AssertionError("no route for " + method + " " + path));
        try {
            return route.handler().handle(request);
        } catch (HttpProblem refusal) {
            // As the server does.
            return new Answers("none", who).of(refusal);
        } catch (Exception fault) {
            throw new AssertionError(method + " " + path, fault);
        }
    }

    static String text(Response response) {
        return response.body() == null ? "" : new String((byte[]) response.body(), StandardCharsets.UTF_8);
    }

    static JsonObject json(Response response) {
        return JsonFactory.newObject(text(response));
    }

    /** What a stream is told, in order. */
    List<String> listen(String path) {
        List<String> told = new CopyOnWriteArrayList<>();
        listen(path, new EventSink() {
            @Override
            public boolean send(String id, String event, String data) {
                if (!data.isEmpty()) {
                    told.add(data);
                }
                return true;
            }

            @Override
            public void close() {}
        });
        return told;
    }

    AutoCloseable listen(String path, EventSink sink) {
        Response response = get(path, "Accept", "text/event-stream");
        if (!(response.body() instanceof EventSource source)) {
            throw new AssertionError(response.status() + " " + text(response));
        }
        return source.open(sink);
    }

    /** The same thing of a site before and after an apply that says something new of its type. */
    record SiteSample(SiteThing before, SiteThing after) {}

    static SiteSample siteSample() {
        Site site = new Site("first", "org.first", ZoneId.of("Europe/Rome"), Path.of("/site"), Map.of());
        Point point = new Point(0, "r1.f", "r1", "f", "temperature", "Cel", false);
        return new SiteSample(SiteThing.of(site, "org.first:site", List.of(), new Asset("r1", "old", "R1", null, null, List.of("r2"), "guid", Map.of("x.y", "1"), false), List.of(point)),
            SiteThing.of(site, "org.first:site", List.of(), new Asset("r1", "new", "R1", null, null, List.of("r2"), "guid", Map.of("x.y", "1"), false), List.of(point)));
    }

    static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + DEADLINE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within 10 s: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() {
        twin.close();
    }
}
