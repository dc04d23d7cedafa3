package io.gemello.core.rest;

import io.gemello.api.access.Access;
import io.gemello.api.access.Role;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointDetail;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.catalogue.PointStates;
import io.gemello.api.clock.SiteClock;
import io.gemello.api.http.Endpoint;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import io.gemello.api.reading.Quality;
import io.gemello.core.ServiceSlot;
import io.gemello.core.site.SiteDesk;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** {@code /api/gemello/points}: every point with its state and newest reading. */
public final class PointsEndpoint implements Endpoint {
    private final PointStates states;
    private final SiteClock clock;
    private final Guard guard;

    public PointsEndpoint(SiteDesk site, PointStates states, SiteClock clock, ServiceSlot<Access> access) {
        this.states = states;
        this.clock = clock;
        this.guard = new Guard(site, access);
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", "/api/gemello/points", Role.VIEWER, this::list), new Route("GET", "/api/gemello/points/{id}", Role.VIEWER, this::one));
    }

    /** Filters: {@code asset}, {@code state}, {@code adapter}, {@code quality}, {@code olderThan} and {@code youngerThan} (of the newest reading; one that was never seen is older than all), {@code q} (in id, asset or quantity). */
    private Response list(Request request) {
        Catalogue catalogue = guard.catalogue();
        long now = clock.epochNanos();
        Predicate<Point> readable = guard.pointReader(request);
        List<PointState> all = states.all().stream().filter(point -> readable.test(point.point())).toList();
        Map<String, Long> counts = new LinkedHashMap<>();
        for (PointState.State state : PointState.State.values()) {
            counts.put(state.word(), all.stream().filter(point -> point.state() == state).count());
        }
        Predicate<PointState> wanted = equal(request, "asset", point -> point.point().asset())
            .and(equal(request, "state", point -> point.state().word()))
            .and(equal(request, "adapter", point -> catalogue.detail(point.point().id()) == null ? null : catalogue.detail(point.point().id()).adapter()))
            .and(equal(request, "quality", point -> point.latest() == null ? null : Quality.word(point.latest().quality())))
            .and(aged(request, now)).and(containing(request));
        Map<String, Object> page = Paging.page(request, "points", all, wanted, point -> point.point().id(), point -> json(point, catalogue, now));
        page.put("states", counts);
        return Response.json(page);
    }

    private static Predicate<PointState> equal(Request request, String name, Function<PointState, String> of) {
        String text = request.query(name).orElse(null);
        return point -> text == null || text.equals(of.apply(point));
    }

    private static Predicate<PointState> aged(Request request, long now) {
        long older = request.query("olderThan").map(text -> Times.duration("olderThan", text)).orElse(Long.MIN_VALUE);
        long younger = request.query("youngerThan").map(text -> Times.duration("youngerThan", text)).orElse(Long.MAX_VALUE);
        return point -> {
            long age = point.latest() == null ? Long.MAX_VALUE : now - point.latest().epochNanos();
            return age >= older && (younger == Long.MAX_VALUE || age < younger);
        };
    }

    private static Predicate<PointState> containing(Request request) {
        String text = request.query("q").orElse("").toLowerCase(Locale.ROOT);
        return point -> text.isEmpty() || (point.point().id() + "\n" + point.point().asset() + "\n" + point.point().quantity()).toLowerCase(Locale.ROOT).contains(text);
    }

    private Response one(Request request) {
        PointState state = states.of(request.pathVariable("id"));
        Catalogue catalogue = guard.catalogue();
        if (state == null || !guard.pointReader(request).test(state.point())) {
            throw new HttpProblem(404, "gemello:points.unknown", "There is no point '" + request.pathVariable("id") + "'.", "GET /api/gemello/points lists them.");
        }
        return Response.json(json(state, catalogue, clock.epochNanos()));
    }

    private static Map<String, Object> json(PointState state, Catalogue catalogue, long now) {
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
            json.put("ageSeconds", (now - state.latest().epochNanos()) / 1e9);
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
