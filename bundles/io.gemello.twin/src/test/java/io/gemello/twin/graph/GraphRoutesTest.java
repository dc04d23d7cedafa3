package io.gemello.twin.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.access.Access;
import io.gemello.api.access.Subject;
import io.gemello.api.catalogue.Asset;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Response;
import io.gemello.twin.FakeRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who goes down with whom is what a slow and simple search finds too, on graphs with circles, over what the caller may read alone. */
class GraphRoutesTest {
    private static final List<String> ALL = List.of("feeds", "partOf", "locatedIn");
    private final Set<String> hidden = new HashSet<>();
    private Map<String, String> properties = Map.of();
    private final GraphRoutes routes = new GraphRoutes(new Access() {
        @Override
        public boolean mayRead(Subject who, String thingId) {
            return !hidden.contains(thingId.substring("org.seeded:".length()));
        }

        @Override
        public boolean mayWrite(Subject who, String thingId) {
            throw new AssertionError("nothing is written");
        }
    });

    private Map<?, ?> get(String path) {
        FakeRequest request = FakeRequest.of("GET", "/api/gemello/graph/" + path, null);
        try {
            Response response = routes.routes().stream().filter(request::fits).findFirst().orElseThrow().handler().handle(request);
            return (Map<?, ?>) ((Response.Json) response.body()).value();
        } catch (RuntimeException refusal) {
            throw refusal;
        } catch (Exception fault) {
            throw new AssertionError(path, fault);
        }
    }

    private HttpProblem refused(String path) {
        return assertThrows(HttpProblem.class, () -> get(path), path);
    }

    private static List<Map<?, ?>> assets(Map<?, ?> answer) {
        List<Map<?, ?>> assets = new ArrayList<>();
        ((List<?>) answer.get("assets")).forEach(one -> assets.add((Map<?, ?>) one));
        return assets;
    }

    private static List<?> ids(Map<?, ?> answer) {
        return assets(answer).stream().map(one -> one.get("asset")).toList();
    }

    private static Asset asset(String id, String locatedIn, String partOf, String... feeds) {
        return new Asset(id, id.replaceAll("-.*", ""), id, locatedIn, partOf, List.of(feeds), null, Map.of(), false);
    }

    private void site(Asset... assets) {
        Map<String, Asset> all = new LinkedHashMap<>();
        Arrays.stream(assets).forEach(asset -> all.put(asset.id(), asset));
        routes.applied(new SeededSite(all, properties));
    }

    private void hall() {
        site(asset("hall", null, null), asset("ups", "hall", null, "row-1"), asset("chiller", "hall", null, "crac-1"), asset("crac-1", "hall", null, "row-1"),
            asset("row-1", "hall", null), asset("rack-1", "hall", "row-1"), asset("server-1", "rack-1", null), asset("rack-2", "hall", "row-1"));
    }

    @Test
    void aFailingChillerTakesUnitsRowsRacksAndServersWithIt() {
        hall();
        Map<?, ?> answer = get("chiller/impact");
        assertEquals(List.of("crac-1", "row-1", "rack-1", "rack-2", "server-1"), ids(answer));
        assertEquals(Map.of("crac", 1, "row", 1, "rack", 2, "server", 1), answer.get("types"));
        Map<?, ?> server = assets(answer).get(4);
        assertEquals(List.of("chiller", "crac-1", "row-1", "rack-1", "server-1"), server.get("path"));
        assertEquals(List.of("feeds", "feeds", "partOf", "locatedIn"), server.get("via"));
        assertEquals(4, server.get("depth"));
        assertEquals("org.seeded:server-1", server.get("thing"));
        assertEquals(false, answer.get("truncated"));
        assertEquals(List.of("row-1", "rack-1", "rack-2", "server-1"), ids(get("ups/impact")));
    }

    @Test
    void upstreamIsWhatAnAssetDependsOn() {
        hall();
        assertEquals(List.of("rack-1", "hall", "row-1", "ups", "crac-1", "chiller"), ids(get("server-1/upstream")));
        assertEquals(List.of("rack-1"), ids(get("server-1/upstream?depth=1")));
        assertEquals(true, get("server-1/upstream?depth=1").get("truncated"));
        assertEquals(false, get("server-1/upstream?depth=4").get("truncated"));
    }

    @Test
    void neighboursSayHowTheyAreRelated() {
        hall();
        Map<?, ?> answer = get("row-1/neighbours");
        assertEquals(List.of("hall", "ups", "crac-1", "rack-1", "rack-2"), ids(answer));
        assertEquals(List.of(Map.of("kind", "locatedIn", "direction", "upstream")), assets(answer).get(0).get("relations"));
        assertEquals(List.of(Map.of("kind", "feeds", "direction", "upstream")), assets(answer).get(1).get("relations"));
        assertEquals(List.of(Map.of("kind", "partOf", "direction", "downstream")), assets(answer).get(3).get("relations"));
        assertEquals(List.of("rack-1", "rack-2"), ids(get("row-1/neighbours?kinds=partOf")));
    }

    @Test
    void aQueryChoosesKindsAndTurnsThemAround() {
        hall();
        assertEquals(List.of("crac-1", "row-1"), ids(get("chiller/impact?kinds=feeds")));
        assertEquals(List.of("row-1"), ids(get("rack-2/impact?kinds=-partOf")));
        assertEquals(List.of("-partOf"), assets(get("rack-2/impact?kinds=-partOf")).get(0).get("via"));
        assertEquals(List.of("rack-1", "rack-2"), ids(get("chiller/impact?type=rack")));
        assertEquals(5, get("chiller/impact?type=rack").get("count"));
        HttpProblem unknown = refused("chiller/impact?kinds=feeds,heats");
        assertEquals(400, unknown.status());
        assertEquals("gemello:graph.kind", unknown.error());
    }

    /** Other supplies than feeds: columns of the site's own, whichever end they stand at. */
    @Test
    void theSitesOwnColumnsRelateToo() {
        properties = Map.of("relations.powers", "downstream", "relations.cooledBy", "upstream");
        site(own("ups", Map.of("powers", "rack-1; rack-2")), own("crac", Map.of()), own("rack-1", Map.of("cooledBy", "crac")), own("rack-2", Map.of()));
        assertEquals(List.of("rack-1", "rack-2"), ids(get("ups/impact")));
        assertEquals(List.of("powers"), assets(get("ups/impact")).get(0).get("via"));
        assertEquals(List.of("rack-1"), ids(get("crac/impact")));
        assertEquals(List.of("ups", "crac"), ids(get("rack-1/upstream")));
        assertEquals(List.of("crac"), ids(get("rack-1/upstream?kinds=cooledBy")));
        assertEquals(List.of("feeds", "partOf", "locatedIn", "cooledBy", "powers"), get("ups/impact").get("kinds"));
        properties = Map.of();
        site(own("ups", Map.of("powers", "rack-1")), own("rack-1", Map.of()));
        assertEquals(List.of(), ids(get("ups/impact")));
    }

    private static Asset own(String id, Map<String, String> columns) {
        return new Asset(id, "x", id, null, null, List.of(), null, columns, false);
    }

    @Test
    void whatIsUnknownUnreadableOrRetiredIsNotThere() {
        hall();
        assertEquals("gemello:graph.unknown-asset", refused("nobody/impact").error());
        hidden.add("crac-1");
        assertEquals(404, refused("crac-1/neighbours").status());
        // No way leads over it either: what it feeds is not told.
        assertEquals(List.of(), ids(get("chiller/impact")));
        assertEquals(List.of("hall", "ups", "rack-1", "rack-2"), ids(get("row-1/neighbours")));
        site(new Asset("old", "ups", "old", null, null, List.of("row-1"), null, Map.of(), true), asset("row-1", null, null));
        assertEquals(404, refused("old/impact").status());
        assertEquals(List.of(), ids(get("row-1/upstream")));
    }

    @Test
    void withoutASiteItIsUnavailable() {
        assertEquals(503, refused("ups/impact").status());
    }

    @Test
    void anAppliedSiteIsAnsweredFromAtOnce() {
        hall();
        site(asset("ups", null, null, "row-2"), asset("row-2", null, null));
        assertEquals(List.of("row-2"), ids(get("ups/impact")));
        assertEquals(404, refused("row-1/impact").status());
    }

    @Test
    void boundsAreSaid() {
        hall();
        for (String wrong : List.of("depth=0", "depth=65", "depth=x", "limit=0", "limit=10001", "cursor=nobody", "cursor=ups", "kinds=")) {
            assertEquals(400, refused("ups/impact?" + wrong).status(), wrong);
        }
    }

    @Test
    void pagesTogetherAreTheWhole() {
        SeededSite site = SeededSite.of(60, 3, 7);
        routes.applied(site);
        String start = site.assets().values().stream().filter(asset -> !asset.retired() && asset.feeds().size() > 3).findFirst().orElseThrow().id();
        List<?> whole = ids(get(start + "/impact"));
        assertTrue(whole.size() > 20, "nothing to page");
        List<Object> paged = new ArrayList<>();
        Object cursor = null;
        do {
            Map<?, ?> page = get(start + "/impact?limit=7" + (cursor == null ? "" : "&cursor=" + cursor));
            assertEquals(whole.size(), page.get("count"));
            paged.addAll(ids(page));
            cursor = page.get("cursor");
        } while (cursor != null);
        assertEquals(whole, paged);
    }

    @Test
    void seededGraphsWithCirclesAreWalkedAsANaiveSearchDoes() {
        List<List<String>> choices = List.of(ALL, List.of("feeds"), List.of("feeds", "-partOf"), List.of("locatedIn", "partOf"));
        int reached = 0;
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            SeededSite site = SeededSite.of(5 + random.nextInt(30), 1.5, seed);
            routes.applied(site);
            hidden.clear();
            site.assets().keySet().stream().filter(id -> random.nextInt(10) == 0).forEach(hidden::add);
            List<String> kinds = choices.get(seed % choices.size());
            int deepest = seed % 3 == 0 ? 2 : 64;
            for (boolean down : new boolean[] {true, false}) {
                NaiveWalk naive = new NaiveWalk(site.assets(), kinds, down);
                for (Asset start : site.assets().values()) {
                    String path = start.id() + (down ? "/impact" : "/upstream") + "?depth=" + deepest + "&kinds=" + String.join(",", kinds);
                    if (start.retired() || hidden.contains(start.id())) {
                        assertEquals(404, refused(path).status(), path);
                        continue;
                    }
                    Map<String, List<String>> expected = naive.from(start.id(), deepest, id -> !hidden.contains(id));
                    Map<?, ?> answer = get(path);
                    assertEquals(List.copyOf(expected.keySet()), ids(answer), "seed " + seed + " " + path);
                    assertEquals(naive.from(start.id(), deepest + 1, id -> !hidden.contains(id)).size() > expected.size(), answer.get("truncated"), "seed " + seed + " " + path);
                    assets(answer).forEach(one -> way(one, expected.get(one.get("asset")), naive, kinds));
                    reached += expected.size();
                }
            }
        }
        assertTrue(reached > 3_000, "hardly anything was reached: " + reached);
    }

    private static void way(Map<?, ?> one, List<String> expected, NaiveWalk naive, List<String> kinds) {
        assertEquals(expected, one.get("path"));
        assertEquals(expected.size() - 1, one.get("depth"));
        List<?> via = (List<?>) one.get("via");
        for (int i = 0; i < via.size(); i++) {
            String from = expected.get(i);
            String to = expected.get(i + 1);
            assertEquals(kinds.stream().filter(kind -> naive.leads(kind, from, to)).findFirst().orElseThrow(), via.get(i));
        }
    }

    /** A hundred thousand: every asset once, at the depth that a plain search by ids finds. */
    @Test
    void aHundredThousandAssetsAreWalkedWhole() {
        SeededSite site = SeededSite.of(100_000, 1.2, 5);
        routes.applied(site);
        Map<String, List<String>> down = new HashMap<>();
        site.assets().values().stream().filter(asset -> !asset.retired()).forEach(asset -> {
            asset.feeds().forEach(fed -> down.computeIfAbsent(asset.id(), key -> new ArrayList<>()).add(fed));
            down.computeIfAbsent(String.valueOf(asset.partOf()), key -> new ArrayList<>()).add(asset.id());
            down.computeIfAbsent(String.valueOf(asset.locatedIn()), key -> new ArrayList<>()).add(asset.id());
        });
        String start = site.assets().values().stream().filter(asset -> !asset.retired() && asset.feeds().size() > 2).findFirst().orElseThrow().id();
        Map<String, Integer> depths = new HashMap<>(Map.of(start, 0));
        Deque<String> waiting = new ArrayDeque<>(List.of(start));
        while (!waiting.isEmpty()) {
            String from = waiting.remove();
            for (String to : down.getOrDefault(from, List.of())) {
                if (!site.assets().get(to).retired() && depths.putIfAbsent(to, depths.get(from) + 1) == null) {
                    waiting.add(to);
                }
            }
        }
        depths.remove(start);
        assertTrue(depths.size() > 50_000, "hardly anything is reached: " + depths.size());
        Map<String, Integer> walked = new HashMap<>();
        Object cursor = null;
        do {
            Map<?, ?> page = get(start + "/impact?limit=10000" + (cursor == null ? "" : "&cursor=" + cursor));
            assertEquals(depths.size(), page.get("count"));
            assets(page).forEach(one -> walked.put((String) one.get("asset"), (Integer) one.get("depth")));
            cursor = page.get("cursor");
        } while (cursor != null);
        assertEquals(depths, walked);
    }
}
