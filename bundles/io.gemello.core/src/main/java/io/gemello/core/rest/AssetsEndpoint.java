package io.gemello.core.rest;

import io.gemello.api.access.Access;
import io.gemello.api.access.Role;
import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.catalogue.PointStates;
import io.gemello.api.http.Endpoint;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import io.gemello.core.ServiceSlot;
import io.gemello.core.site.SiteDesk;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** {@code /api/gemello/assets}: what the building holds, and whether anything is heard of it. */
public final class AssetsEndpoint implements Endpoint {
    private final PointStates states;
    private final Guard guard;

    public AssetsEndpoint(SiteDesk site, PointStates states, ServiceSlot<Access> access) {
        this.states = states;
        this.guard = new Guard(site, access);
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", "/api/gemello/assets", Role.VIEWER, this::list), new Route("GET", "/api/gemello/assets/{id}", Role.VIEWER, this::one));
    }

    private Response list(Request request) {
        Catalogue catalogue = guard.catalogue();
        Predicate<String> readable = guard.reader(request);
        Map<String, PointState.State> heard = heard();
        return Response.json(Paging.page(request, "assets", List.copyOf(catalogue.assets().values()), asset -> readable.test(asset.id()), Asset::id, asset -> json(asset, catalogue, heard)));
    }

    private Response one(Request request) {
        Catalogue catalogue = guard.catalogue();
        Asset asset = catalogue.assets().get(request.pathVariable("id"));
        if (asset == null || !guard.reader(request).test(asset.id())) {
            throw new HttpProblem(404, "gemello:assets.unknown", "There is no asset '" + request.pathVariable("id") + "'.", "GET /api/gemello/assets lists them.");
        }
        return Response.json(json(asset, catalogue, heard()));
    }

    /** By asset: live when any of its points is, stale when one was heard of but none is live, never seen otherwise. */
    private Map<String, PointState.State> heard() {
        Map<String, PointState.State> heard = new HashMap<>();
        for (PointState point : states.all()) {
            if (point.state() == PointState.State.LIVE) {
                heard.put(point.point().asset(), PointState.State.LIVE);
            } else if (point.latest() != null) {
                heard.putIfAbsent(point.point().asset(), PointState.State.STALE);
            }
        }
        return heard;
    }

    private static Map<String, Object> json(Asset asset, Catalogue catalogue, Map<String, PointState.State> heard) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("asset", asset.id());
        json.put("type", asset.type());
        json.put("name", asset.name());
        json.put("thing", catalogue.site().thingId(asset.id()));
        json.put("state", (asset.retired() ? PointState.State.OUT_OF_SERVICE : heard.getOrDefault(asset.id(), PointState.State.NEVER_SEEN)).word());
        json.put("locatedIn", asset.locatedIn());
        json.put("partOf", asset.partOf());
        json.put("feeds", asset.feeds());
        json.put("ifcGuid", asset.ifcGuid());
        json.put("attributes", asset.attributes());
        json.put("retired", asset.retired());
        return json;
    }
}
