package io.gemello.twin;

import io.gemello.api.access.Role;
import io.gemello.api.catalogue.Point;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Route;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import io.gemello.api.series.SeriesPage;
import io.gemello.api.series.SeriesStore;
import io.gemello.api.series.SeriesWindow;
import io.gemello.twin.policy.Sight;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.eclipse.ditto.json.JsonArrayBuilder;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.things.model.ThingId;

/** The series of a feature's property, as Ditto's users ask for them, from whichever store runs; at the address of Ditto 4 too, and in its shape. */
final class TimeseriesRoutes {
    private static final String OF_FEATURE = "/api/2/things/{thingId}/features/{featureId}/timeseries/{property*}";
    private static final String OF_DITTO_4 = "/api/2/timeseries/things/{thingId}/features/{featureId}/properties/{property*}";
    private static final String VALUE = "value";

    private final Things things;
    private final Guard guard;
    private final Supplier<SeriesStore> stores;
    private final LongSupplier now;

    /** @param stores gives null while no store runs @param now UTC nanoseconds of the site's clock */
    TimeseriesRoutes(Things things, Guard guard, Supplier<SeriesStore> stores, LongSupplier now) {
        this.things = things;
        this.guard = guard;
        this.stores = stores;
        this.now = now;
    }

    List<Route> routes() {
        return List.of(route(OF_FEATURE), route(OF_DITTO_4));
    }

    private Route route(String path) {
        return new Route("GET", path, Role.VIEWER, ThingRoutes.guarded((request, answers, id) -> answers.json(200, answer(request).toString())));
    }

    private JsonObject answer(Request request) {
        RequestOption.refuseUnknown(request);
        RequestOption.refusePast(request);
        String thingId = ThingId.of(request.pathVariable("thingId")).toString();
        ThingPath path = ThingPath.of(JsonPointer.of("/features/" + request.pathVariable("featureId") + "/properties/" + request.pathVariable("property")));
        Point point = point(request, thingId, path);
        TimeseriesQuery query = TimeseriesQuery.of(request, now.getAsLong());
        SeriesStore store = stores.get();
        if (store == null) {
            throw SeriesTelemetry.unavailable("No time-series store runs.");
        }
        try {
            return json(thingId, path, point, query, query.windows() ? windows(store, point, query) : readings(store, point, query));
        } catch (IOException fault) {
            throw SeriesTelemetry.unavailable("The time-series store cannot answer: " + fault.getMessage());
        }
    }

    /** @throws org.eclipse.ditto.base.model.exceptions.DittoRuntimeException 404 where the caller may not read the property now: what is over is judged by the policy of today */
    private Point point(Request request, String thingId, ThingPath path) {
        ThingState thing = ThingReads.find(things, thingId);
        Sight sight = guard.sight(request.subject(), thing);
        if (sight.nothing()) {
            throw PathErrors.notFound(ThingPath.WHOLE, thingId);
        }
        int index = thing.site() == null ? -1 : thing.site().indexOf(path.feature());
        boolean series = index >= 0 && path.inner().toString().equals("/" + VALUE);
        if (!sight.all(path.pointer()) || !series && thing.at(path) == null) {
            throw PathErrors.notFound(path, thingId);
        }
        if (!series) {
            throw new HttpProblem(404, "gemello:twin.no-timeseries", "There is no time series of the property '" + path.inner() + "' of the feature '" + path.feature() + "' of the thing '" + thingId + "'.",
                "Time series are kept of the property '" + VALUE + "' of the site's points.");
        }
        return thing.site().points().get(index);
    }

    /** @param next where the following page begins; null for none */
    private record Values(JsonArrayBuilder data, int count, String next) {}

    private static Values readings(SeriesStore store, Point point, TimeseriesQuery query) throws IOException {
        JsonArrayBuilder data = JsonFactory.newArrayBuilder();
        SeriesPage page = store.range(point, query.from(), query.to(), query.limit());
        for (Reading reading : page.readings()) {
            data.add(value(reading.epochNanos(), reading.value(), reading.quality()));
        }
        return new Values(data, page.readings().size(), page.next().isPresent() ? Times.nanos(page.next().getAsLong()) : null);
    }

    private static Values windows(SeriesStore store, Point point, TimeseriesQuery query) throws IOException {
        List<SeriesWindow> all = store.aggregate(point, query.from(), query.to(), query.interval());
        List<SeriesWindow> some = all.subList(0, Math.min(all.size(), query.limit()));
        JsonArrayBuilder data = JsonFactory.newArrayBuilder();
        some.forEach(window -> data.add(value(window.start(), query.of(window), window.worstQuality())));
        return new Values(data, some.size(), all.size() > some.size() ? Times.nanos(all.get(some.size()).start()) : null);
    }

    /** What is good needs no word. */
    private static JsonObject value(long time, double value, int quality) {
        JsonObjectBuilder json = JsonFactory.newObjectBuilder().set("t", Times.nanos(time)).set("v", Double.isFinite(value) ? JsonFactory.newValue(value) : JsonFactory.nullLiteral());
        if (quality != Quality.GOOD) {
            JsonArrayBuilder reasons = JsonFactory.newArrayBuilder();
            Quality.reasons(quality).forEach(reasons::add);
            json.set("quality", Quality.word(quality)).set("reasons", reasons.build());
        }
        return json.build();
    }

    private static JsonObject json(String thingId, ThingPath path, Point point, TimeseriesQuery query, Values values) {
        JsonObjectBuilder asked = JsonFactory.newObjectBuilder().set("from", Times.nanos(query.from())).set("to", Times.nanos(query.to())).set("limit", query.limit());
        if (query.windows()) {
            asked.set("step", Duration.ofNanos(query.interval()).toString()).set("aggregation", query.aggregation());
        }
        JsonObjectBuilder result = JsonFactory.newObjectBuilder().set("count", values.count()).set("unit", query.windows() && query.aggregation().equals("count") ? "1" : point.unit())
            .set("dataType", "number").set("hasMore", values.next() != null);
        if (values.next() != null) {
            result.set("nextCursor", values.next());
        }
        return JsonFactory.newObjectBuilder().set("thingId", thingId).set("path", path.pointer().toString()).set("query", asked.build()).set("result", result.build())
            .set("data", values.data().build()).build();
    }
}
