package io.gemello.twin.graph;

import io.gemello.api.access.Access;
import io.gemello.api.access.Role;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/** {@code /api/gemello/graph}: what fails with an asset, what an asset depends on, what it is related to. Over what the caller may read alone. */
public final class GraphRoutes {
    private static final String PATH = "/api/gemello/graph/{asset}/";
    /** Longer chains than that are cut and said to be: a building has a dozen, and each asset of the answer shows its whole way. */
    private static final int DEEPEST = 64;
    /** What must be readable of a thing for its asset to be there: the relations are attributes. */
    private static final String ATTRIBUTES = "/attributes";

    private final Access access;
    private volatile SiteGraph graph;

    public GraphRoutes(Access access) {
        this.access = access;
    }

    /** The next question is about this site. */
    public void applied(Catalogue now) {
        graph = SiteGraph.of(now);
    }

    public List<Route> routes() {
        return List.of(
            new Route("GET", PATH + "impact", Role.VIEWER, request -> walk(request, true)),
            new Route("GET", PATH + "upstream", Role.VIEWER, request -> walk(request, false)),
            new Route("GET", PATH + "neighbours", Role.VIEWER, this::neighbours));
    }

    private Response walk(Request request, boolean down) {
        SiteGraph now = graph();
        IntPredicate readable = readable(request, now);
        int start = start(request, now, readable);
        List<Steps> steps = Steps.asked(request, now);
        Walk walk = Walk.of(now.size(), start, steps.stream().map(step -> down ? step.down() : step.up()).toList(), GraphPage.number(request, "depth", DEEPEST, DEEPEST), readable);
        Map<String, Object> json = head(now, start, steps);
        json.put("truncated", walk.cut());
        json.putAll(GraphPage.of(request, now, walk.reached(), asset -> {
            List<Integer> path = walk.path(asset);
            Map<String, Object> item = item(now, asset);
            item.put("depth", walk.depth(asset));
            item.put("path", path.stream().map(number -> now.asset(number).id()).toList());
            item.put("via", path.stream().skip(1).map(number -> steps.get(walk.step(number)).name()).toList());
            return item;
        }));
        return Response.json(json);
    }

    private Response neighbours(Request request) {
        SiteGraph now = graph();
        IntPredicate readable = readable(request, now);
        int start = start(request, now, readable);
        List<Steps> steps = Steps.asked(request, now);
        Map<Integer, List<Object>> found = new TreeMap<>();
        for (Steps step : steps) {
            step.down().from(start, other -> found.computeIfAbsent(other, key -> new ArrayList<>()).add(relation(step, "downstream")));
            step.up().from(start, other -> found.computeIfAbsent(other, key -> new ArrayList<>()).add(relation(step, "upstream")));
        }
        int[] assets = found.keySet().stream().mapToInt(Integer::intValue).filter(other -> other != start && readable.test(other)).toArray();
        Map<String, Object> json = head(now, start, steps);
        json.putAll(GraphPage.of(request, now, assets, asset -> {
            Map<String, Object> item = item(now, asset);
            item.put("relations", found.get(asset));
            return item;
        }));
        return Response.json(json);
    }

    private static Map<String, Object> relation(Steps step, String direction) {
        Map<String, Object> relation = new LinkedHashMap<>();
        relation.put("kind", step.name());
        relation.put("direction", direction);
        return relation;
    }

    private SiteGraph graph() {
        SiteGraph now = graph;
        if (now == null) {
            throw new HttpProblem(503, "gemello:site.none", "No site is applied.", "GET /api/gemello/site lists the faults of its files.", Map.of("Retry-After", "5"));
        }
        return now;
    }

    private IntPredicate readable(Request request, SiteGraph now) {
        return asset -> access.mayRead(request.subject(), now.thingId(asset), ATTRIBUTES);
    }

    /** What the caller may not read is as unknown as what is not there. */
    private static int start(Request request, SiteGraph now, IntPredicate readable) {
        String id = request.pathVariable("asset");
        int start = now.number(id);
        if (start < 0 || !readable.test(start)) {
            throw new HttpProblem(404, "gemello:graph.unknown-asset", "There is no asset '" + id + "'.", "GET /api/gemello/assets lists them.");
        }
        return start;
    }

    private static Map<String, Object> head(SiteGraph now, int start, List<Steps> steps) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("asset", now.asset(start).id());
        json.put("thing", now.thingId(start));
        json.put("kinds", steps.stream().map(Steps::name).toList());
        return json;
    }

    private static Map<String, Object> item(SiteGraph now, int asset) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("asset", now.asset(asset).id());
        item.put("thing", now.thingId(asset));
        item.put("type", now.asset(asset).type());
        item.put("name", now.asset(asset).name());
        return item;
    }
}
