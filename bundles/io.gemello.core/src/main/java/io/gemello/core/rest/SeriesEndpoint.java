package io.gemello.core.rest;

import io.gemello.api.access.Access;
import io.gemello.api.access.Role;
import io.gemello.api.catalogue.Point;
import io.gemello.api.clock.SiteClock;
import io.gemello.api.http.Endpoint;
import io.gemello.api.http.Handler;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import io.gemello.api.series.SeriesPage;
import io.gemello.api.series.SeriesStore;
import io.gemello.api.series.SeriesWindow;
import io.gemello.core.ServiceSlot;
import io.gemello.core.site.SiteDesk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /api/gemello/series/{point}}: readings and windows of them, from whichever store runs. */
public final class SeriesEndpoint implements Endpoint {
    private static final long HOUR = 3_600_000_000_000L;
    private static final long MOST_WINDOWS = 100_000;
    private static final List<String> AGGREGATES = List.of("mean", "min", "max", "sum", "count", "first", "last");
    private final SiteClock clock;
    private final ServiceSlot<SeriesStore> stores;
    private final Guard guard;

    public SeriesEndpoint(SiteDesk site, SiteClock clock, ServiceSlot<Access> access, ServiceSlot<SeriesStore> stores) {
        this.clock = clock;
        this.stores = stores;
        this.guard = new Guard(site, access);
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", "/api/gemello/series/{point}", Role.VIEWER, storing(this::series)), new Route("GET", "/api/gemello/series/{point}/latest", Role.VIEWER, storing(this::latest)));
    }

    /** A store in trouble, or one that is just being replaced, is no fault of the server: it tries again by itself. */
    private static Handler storing(Handler handler) {
        return request -> {
            try {
                return handler.handle(request);
            } catch (IOException trouble) {
                throw HttpProblem.soon("gemello:series.away", "The time-series store cannot answer: " + trouble.getMessage(), "Readings wait in the journal; /health says how the store fares.");
            }
        };
    }

    private Response series(Request request) throws IOException {
        Point point = point(request);
        SeriesStore store = store();
        long to = request.query("to").map(text -> Times.instant("to", text)).orElse(clock.epochNanos());
        long from = request.query("cursor").or(() -> request.query("from")).map(text -> Times.instant("from", text)).orElse(to - HOUR);
        if (from > to) {
            throw new HttpProblem(400, "gemello:series.range", "from lies behind to.", "Exchange them.");
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("point", point.id());
        json.put("unit", point.unit());
        Optional<String> every = request.query("every");
        if (every.isPresent()) {
            windows(request, point, store, from, to, Times.duration("every", every.get()), json);
        } else if (request.query("agg").isPresent()) {
            throw new HttpProblem(400, "gemello:series.every", "agg needs every: the length of the windows.", "Write e.g. every=1m&agg=mean.");
        } else {
            SeriesPage page = store.range(point, from, to, Paging.limit(request));
            json.put("readings", page.readings().stream().map(ReadingJson::of).toList());
            json.put("cursor", page.next().isPresent() ? ReadingJson.time(page.next().getAsLong()) : null);
        }
        return Response.json(json);
    }

    private static void windows(Request request, Point point, SeriesStore store, long from, long to, long every, Map<String, Object> json) throws IOException {
        List<String> wanted = List.of(request.query("agg").orElse("mean").split(","));
        for (String aggregate : wanted) {
            if (!AGGREGATES.contains(aggregate)) {
                throw new HttpProblem(400, "gemello:series.aggregate", "There is no aggregate '" + aggregate + "'.", "Choose among " + String.join(", ", AGGREGATES) + ".");
            }
        }
        // As floating point: nanoseconds of more than 292 years overflow.
        if (((double) to - from) / every > MOST_WINDOWS) {
            throw new HttpProblem(400, "gemello:series.windows", "That makes more than " + MOST_WINDOWS + " windows.", "Ask for a shorter time or a longer every.");
        }
        List<Object> windows = new ArrayList<>();
        for (SeriesWindow window : store.aggregate(point, from, to, every)) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("time", ReadingJson.time(window.start()));
            wanted.forEach(aggregate -> one.put(aggregate, value(window, aggregate)));
            one.put("quality", Quality.word(window.worstQuality()));
            windows.add(one);
        }
        json.put("windows", windows);
    }

    private static Object value(SeriesWindow window, String aggregate) {
        return switch (aggregate) {
            case "min" -> window.min();
            case "max" -> window.max();
            case "sum" -> window.sum();
            case "count" -> window.count();
            case "first" -> window.first();
            case "last" -> window.last();
            default -> window.mean();
        };
    }

    private Response latest(Request request) throws IOException {
        Point point = point(request);
        Reading reading = store().latest(point).orElseThrow(() -> new HttpProblem(404, "gemello:series.empty", "Nothing is stored of '" + point.id() + "' yet.", null));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("point", point.id());
        json.put("unit", point.unit());
        json.putAll(ReadingJson.of(reading));
        return Response.json(json);
    }

    private Point point(Request request) {
        String id = request.pathVariable("point");
        Point point = guard.catalogue().points().get(id);
        if (point == null || !guard.pointReader(request).test(point)) {
            throw new HttpProblem(404, "gemello:series.unknown-point", "There is no point '" + id + "'.", "GET /api/gemello/points lists them.");
        }
        return point;
    }

    private SeriesStore store() {
        SeriesStore store = stores.get();
        if (store == null) {
            throw HttpProblem.soon("gemello:series.no-store", "No time-series store runs.", "Readings wait in the journal; start a store's bundle.");
        }
        return store;
    }
}
