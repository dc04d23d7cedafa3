package io.gemello.core.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.access.Access;
import io.gemello.api.access.Role;
import io.gemello.api.access.Subject;
import io.gemello.api.catalogue.Point;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import io.gemello.api.series.SeriesPage;
import io.gemello.api.series.SeriesStore;
import io.gemello.api.series.SeriesWindow;
import io.gemello.core.ServiceSlot;
import io.gemello.core.site.PointRegistry;
import io.gemello.core.site.SiteDesk;
import io.gemello.core.site.SiteFiles;
import io.gemello.core.site.SiteFolder;
import io.gemello.core.state.LiveStates;
import io.gemello.core.state.RecordedClock;
import io.gemello.core.units.UnitBook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long T0 = 1_750_000_000L * SECOND;
    private static final UnitBook UNITS = new UnitBook();
    @TempDir
    Path temporary;
    private final RecordedClock clock = new RecordedClock();
    private final LiveStates states = new LiveStates(clock, java.time.Duration.ofSeconds(5), () -> 0);
    private final ServiceSlot<Access> access = new ServiceSlot<>();
    private final ServiceSlot<SeriesStore> stores = new ServiceSlot<>();
    private SiteFolder site;
    private SiteDesk sites;

    @BeforeEach
    void apply() throws IOException {
        clock.onAdvance(states::expire);
        clock.advance(T0);
        site = new SiteFolder(temporary.resolve("site")).assets("asset,type,locatedIn\nhall,hall,\nrack,rack,hall\nsecret,rack,hall\nsilent,rack,hall\n")
            .points("t1,rack,inlet,temperature,Cel,hall,a,,,,,,,,,60s,\nt2,rack,outlet,temperature,Cel,hall,b,,,,,,,,,60s,\nt3,secret,inlet,temperature,Cel,hall,c,,,,,,,,,60s,\nt4,silent,inlet,temperature,Cel,hall,d,,,,,,,,,60s,\n");
        sites = new SiteDesk(site.path(), temporary.resolve("kept"), new SiteFiles(UNITS), new PointRegistry(temporary.resolve("points.jsonl")), states::hasHistory, states::apply);
        sites.apply();
        access.set(new Access() {
            @Override
            public boolean mayRead(Subject who, String thingId) {
                return !thingId.equals("org.first:secret");
            }

            @Override
            public boolean mayWrite(Subject who, String thingId) {
                return false;
            }
        });
        states.durable(List.of(new Reading(point("t1"), T0 + 123, 20, Quality.GOOD), new Reading(point("t3"), T0, 1, Quality.GOOD)), 1);
    }

    @Test
    void pointsCarryStateTimeAndQualityAndOnlyWhatMayBeSeen() throws Exception {
        Map<String, Object> page = get("/api/gemello/points");
        assertEquals(List.of("t1", "t2", "t4"), ids(page, "points", "point"));
        Map<String, Object> one = get("/api/gemello/points/t1");
        assertEquals(List.of("live", 20.0, "good", "2025-06-15T15:06:40.000000123Z"), List.of(one.get("state"), one.get("value"), one.get("quality"), one.get("time").toString()));
        assertEquals(404, problem("/api/gemello/points/t3").status());
        assertEquals(404, problem("/api/gemello/points/absent").status());
    }

    @Test
    void pointsAreFilteredAndPaged() throws Exception {
        assertEquals(List.of("t2", "t4"), ids(get("/api/gemello/points?state=never seen"), "points", "point"));
        assertEquals(List.of("t4"), ids(get("/api/gemello/points?asset=silent"), "points", "point"));
        Map<String, Object> first = get("/api/gemello/points?limit=2");
        assertEquals(List.of("t1", "t2"), ids(first, "points", "point"));
        Map<String, Object> second = get("/api/gemello/points?limit=2&cursor=" + first.get("cursor"));
        assertEquals(List.of("t4"), ids(second, "points", "point"));
        assertNull(second.get("cursor"));
        // The one that may not be seen is not counted either.
        assertEquals(400, problem("/api/gemello/points?limit=0").status());
        assertEquals(400, problem("/api/gemello/points?cursor=gone").status());
    }

    @Test
    void pointsAreFilteredByAgeAdapterAndText() throws Exception {
        clock.advance(T0 + 30 * SECOND);
        assertEquals(List.of("t1"), ids(get("/api/gemello/points?youngerThan=1m"), "points", "point"));
        assertEquals(List.of("t2", "t4"), ids(get("/api/gemello/points?olderThan=1m"), "points", "point"), "one that was never seen is older than all");
        assertEquals(List.of("t1", "t2", "t4"), ids(get("/api/gemello/points?adapter=hall"), "points", "point"));
        assertEquals(List.of(), ids(get("/api/gemello/points?adapter=other"), "points", "point"));
        assertEquals(List.of("t4"), ids(get("/api/gemello/points?q=SILENT"), "points", "point"));
        assertEquals(List.of("t1"), ids(get("/api/gemello/points?quality=good"), "points", "point"));
        assertEquals(Map.of("live", 1L, "stale", 0L, "never seen", 2L, "out of service", 0L), get("/api/gemello/points?q=none").get("states"));
        assertEquals(400, problem("/api/gemello/points?olderThan=long").status());
    }

    /** What the cursor names may have changed its state since: the next page goes on all the same. */
    @Test
    void aPageGoesOnWhereTheLastOneEndedThoughItsLastPointPassesTheFilterNoMore() throws Exception {
        Map<String, Object> first = get("/api/gemello/points?state=never seen&limit=1");
        assertEquals("t2", first.get("cursor"));
        states.durable(List.of(new Reading(point("t2"), T0, 1, Quality.GOOD)), 2);
        assertEquals(List.of("t4"), ids(get("/api/gemello/points?state=never seen&limit=1&cursor=t2"), "points", "point"));
    }

    /** A device of which one sensor speaks is live; one that spoke once is stale, not never seen. */
    @Test
    void anAssetsStateFollowsFromItsPoints() throws Exception {
        assertEquals("live", get("/api/gemello/assets/rack").get("state"));
        assertEquals("never seen", get("/api/gemello/assets/silent").get("state"));
        clock.advance(T0 + 120 * SECOND);
        assertEquals("stale", get("/api/gemello/assets/rack").get("state"));
        assertEquals(404, problem("/api/gemello/assets/secret").status());
    }

    @Test
    void nobodySeesAnythingWhileNobodyDecides() {
        access.set(null);
        for (String path : List.of("/api/gemello/points", "/api/gemello/points/t1", "/api/gemello/assets", "/api/gemello/assets/rack", "/api/gemello/series/t1")) {
            assertEquals(503, problem(path).status(), path);
            assertTrue(problem(path).headers().containsKey("Retry-After"), path);
        }
    }

    @Test
    void withoutAStoreSeriesAskToComeBack() {
        assertEquals(503, problem("/api/gemello/series/t1").status());
        assertEquals("5", problem("/api/gemello/series/t1/latest").headers().get("Retry-After"));
    }

    /** The disk was full, or the store's bundle is just being replaced: nobody's fault who asks. */
    @Test
    void aStoreInTroubleAsksToComeBack() {
        stores.set(new Troubled());
        for (String question : List.of("t1", "t1?every=1m", "t1/latest")) {
            assertEquals(503, problem("/api/gemello/series/" + question).status());
            assertEquals("5", problem("/api/gemello/series/" + question).headers().get("Retry-After"));
        }
    }

    @Test
    void seriesAreReadRawPagedAndInWindows() throws Exception {
        stores.set(new ThreeReadings());
        String span = "from=2025-06-15T15:00:00Z&to=2025-06-15T16:00:00Z";
        Map<String, Object> raw = get("/api/gemello/series/t1?" + span + "&limit=2");
        assertEquals(2, ((List<?>) raw.get("readings")).size());
        Map<String, Object> rest = get("/api/gemello/series/t1?" + span + "&limit=2&cursor=" + raw.get("cursor"));
        assertEquals(1, ((List<?>) rest.get("readings")).size());
        assertNull(rest.get("cursor"));
        Map<String, Object> windows = get("/api/gemello/series/t1?" + span + "&every=1h&agg=mean,min,max,sum,count,first,last");
        Map<?, ?> window = (Map<?, ?>) ((List<?>) windows.get("windows")).get(0);
        assertEquals(List.of(2.0, 1.0, 3.0, 6.0, 3L, 1.0, 3.0), List.of(window.get("mean"), window.get("min"), window.get("max"), window.get("sum"), window.get("count"), window.get("first"), window.get("last")));
        assertEquals(3.0, get("/api/gemello/series/t1/latest").get("value"));
        assertEquals(404, problem("/api/gemello/series/t3").status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"from=yesterday", "every=0s", "every=1x", "every=1h&agg=median", "from=2025-06-15T17:00:00Z&to=2025-06-15T16:00:00Z", "every=1ms&from=2020-01-01T00:00:00Z", "every=1ms&from=1700-01-01T00:00:00Z&to=2262-01-01T00:00:00Z", "limit=many"})
    void aWrongQuestionIsTheCallersFault(String query) {
        stores.set(new ThreeReadings());
        assertEquals(400, problem("/api/gemello/series/t1?" + query).status());
    }

    @Test
    void aSiteIsAppliedReportedAndUndone() throws Exception {
        site.points("t9,rack,inlet,temperature,blorg,hall,a,,,,,,,,,,\n");
        Response refused = call("POST", "/api/gemello/site");
        assertEquals(400, refused.status());
        Map<?, ?> fault = (Map<?, ?>) ((List<?>) FakeRequest.json(refused).get("faults")).get(0);
        assertEquals(List.of("points.csv", 2, "unit"), List.of(fault.get("file"), fault.get("line"), fault.get("column")));
        site.points("t9,rack,inlet,temperature,Cel,hall,a,,,,,,,,,,\n");
        assertEquals(200, call("POST", "/api/gemello/site").status());
        assertEquals(Boolean.TRUE, get("/api/gemello/site").get("applied"));
        assertEquals("undo", FakeRequest.json(call("DELETE", "/api/gemello/site")).get("action"));
        assertEquals(409, assertThrows(HttpProblem.class, () -> call("DELETE", "/api/gemello/site")).status());
    }

    // The report of the first apply names all assets and points: also those that the caller may not know.
    @Test
    void theReportTellsAViewerOfWhatHeMayReadAlone() throws Exception {
        Map<String, Object> report = get("/api/gemello/site");
        assertEquals(List.of("hall", "rack", "silent"), ((Map<?, ?>) report.get("assets")).get("added"));
        assertEquals(List.of("t1", "t2", "t4"), ((Map<?, ?>) report.get("points")).get("added"));
        site.points("t9,secret,inlet,temperature,blorg,hall,a,,,,,,,,,,\n");
        call("POST", "/api/gemello/site");
        assertEquals(List.of(), get("/api/gemello/site").get("faults"));
    }

    @Test
    void onlyIntegratorsChangeTheSite() {
        for (Route route : new SiteEndpoint(sites, access).routes()) {
            assertEquals(route.method().equals("GET") ? Role.VIEWER : Role.INTEGRATOR, route.role(), route.method());
        }
    }

    private Point point(String id) {
        return sites.current().points().get(id);
    }

    private Map<String, Object> get(String target) throws Exception {
        return FakeRequest.json(call("GET", target));
    }

    private HttpProblem problem(String target) {
        return assertThrows(HttpProblem.class, () -> call("GET", target), target);
    }

    private Response call(String method, String target) throws Exception {
        String area = target.split("[/?]")[3];
        return FakeRequest.call(switch (area) {
            case "points" -> new PointsEndpoint(sites, states, clock, access);
            case "assets" -> new AssetsEndpoint(sites, states, access);
            case "series" -> new SeriesEndpoint(sites, clock, access, stores);
            default -> new SiteEndpoint(sites, access);
        }, method, target);
    }

    private static List<Object> ids(Map<String, Object> page, String list, String id) {
        List<Object> ids = new ArrayList<>();
        ((List<?>) page.get(list)).forEach(item -> ids.add(((Map<?, ?>) item).get(id)));
        return ids;
    }

    private static final class Troubled implements SeriesStore {
        @Override
        public String name() {
            return "troubled";
        }

        @Override
        public SeriesPage range(Point point, long from, long to, int limit) throws IOException {
            throw new IOException("no space left");
        }

        @Override
        public List<SeriesWindow> aggregate(Point point, long from, long to, long everyNanos) throws IOException {
            throw new IOException("no space left");
        }

        @Override
        public Optional<Reading> latest(Point point) throws IOException {
            throw new IOException("no space left");
        }
    }

    /** Values 1, 2, 3 of consecutive seconds from T0 on. */
    private static final class ThreeReadings implements SeriesStore {
        @Override
        public String name() {
            return "three";
        }

        @Override
        public SeriesPage range(Point point, long from, long to, int limit) {
            List<Reading> all = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                if (T0 + i * SECOND >= from && T0 + i * SECOND < to) {
                    all.add(new Reading(point, T0 + i * SECOND, i + 1, Quality.GOOD));
                }
            }
            return all.size() <= limit ? new SeriesPage(all, OptionalLong.empty()) : new SeriesPage(all.subList(0, limit), OptionalLong.of(all.get(limit).epochNanos()));
        }

        @Override
        public List<SeriesWindow> aggregate(Point point, long from, long to, long everyNanos) {
            return List.of(new SeriesWindow(from, 3, 6, 1, 3, 1, 3, Quality.GOOD));
        }

        @Override
        public Optional<Reading> latest(Point point) {
            return Optional.of(new Reading(point, T0 + 2 * SECOND, 3, Quality.GOOD));
        }
    }
}
