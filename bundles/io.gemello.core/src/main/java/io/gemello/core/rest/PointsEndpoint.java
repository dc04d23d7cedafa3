package io.gemello.core.rest;

import io.gemello.api.access.Access;
import io.gemello.api.access.Role;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointDetail;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.catalogue.PointStates;
import io.gemello.api.http.Endpoint;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import io.gemello.core.ServiceSlot;
import io.gemello.core.site.SiteDesk;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** {@code /api/gemello/points}: every point with its state and newest reading. */
public final class PointsEndpoint implements Endpoint {
    private final PointStates states;
    private final Guard guard;

    public PointsEndpoint(SiteDesk site, PointStates states, ServiceSlot<Access> access) {
        this.states = states;
        this.guard = new Guard(site, access);
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", "/api/gemello/points", Role.VIEWER, this::list), new Route("GET", "/api/gemello/points/{id}", Role.VIEWER, this::one));
    }

    private Response list(Request request) {
        Catalogue catalogue = guard.catalogue();
        Predicate<String> readable = guard.reader(request);
        String asset = request.query("asset").orElse(null);
        String state = request.query("state").orElse(null);
        List<PointState> known = states.all().stream()
            .filter(point -> asset == null || point.point().asset().equals(asset))
            .filter(point -> readable.test(point.point().asset())).toList();
        List<PointState> all = known.stream().filter(point -> state == null || point.state().word().equals(state)).toList();
        Map<String, Object> page = Paging.page(request, "points", all, point -> point.point().id(), point -> json(point, catalogue));
        // Of all states, also where one is asked for.
        page.put("states", known.stream().collect(Collectors.groupingBy(point -> point.state().word(), TreeMap::new, Collectors.counting())));
        return Response.json(page);
    }

    private Response one(Request request) {
        PointState state = states.of(request.pathVariable("id"));
        Catalogue catalogue = guard.catalogue();
        if (state == null || !guard.reader(request).test(state.point().asset())) {
            throw new HttpProblem(404, "gemello:points.unknown", "There is no point '" + request.pathVariable("id") + "'.", "GET /api/gemello/points lists them.");
        }
        return Response.json(json(state, catalogue));
    }

    private static Map<String, Object> json(PointState state, Catalogue catalogue) {
        Point point = state.point();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("point", point.id());
        json.put("asset", point.asset());
        json.put("feature", point.feature());
        json.put("quantity", point.quantity());
        json.put("unit", point.unit());
        json.put("state", state.state().word());
        json.put("since", ReadingJson.time(state.since()));
        if (state.latest() != null) {
            json.putAll(ReadingJson.of(state.latest()));
        }
        PointDetail detail = catalogue.detail(point.id());
        if (detail != null) {
            json.put("adapter", detail.adapter());
            json.put("address", detail.address());
        }
        json.put("retired", point.retired());
        return json;
    }
}
