package io.gemello.twin;

import io.gemello.api.access.Role;
import io.gemello.api.http.Handler;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import io.gemello.twin.protocol.AckDesk;
import io.gemello.twin.protocol.AckWish;
import io.gemello.twin.protocol.CorrelationIds;
import io.gemello.twin.protocol.Patience;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.ditto.things.model.ThingId;

/** Ditto's HTTP API 2 as far as things go. Whoever is signed in may call; what he may see and change is asked for each thing. */
final class ThingRoutes {
    private final ThingReads reads;
    private final ThingWrites writes;
    private final ThingSearch search;
    private final AckDesk desk;
    private final String defaultNamespace;

    ThingRoutes(ThingReads reads, ThingWrites writes, ThingSearch search, AckDesk desk, String defaultNamespace) {
        this.reads = reads;
        this.writes = writes;
        this.search = search;
        this.desk = desk;
        this.defaultNamespace = defaultNamespace;
    }

    /** One request that knows its thing and the place in it. */
    private interface OnThing {
        Response answer(Request request, String thingId, ThingPath path, Answers answers, String correlationId);
    }

    interface OnThings {
        Response answer(Request request, Answers answers, String correlationId);
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        routes.add(new Route("GET", "/api/2/things", Role.VIEWER, guarded((request, answers, id) ->
            request.query("ids").isPresent() || request.wantsEvents() ? reads.many(request, answers) : search.list(request, answers))));
        routes.add(new Route("POST", "/api/2/things", Role.VIEWER, guarded((request, answers, id) -> acknowledged(request, answers, id, () -> writes.post(request, answers, id)))));
        for (String method : new String[] {"GET", "POST"}) {
            routes.add(new Route(method, "/api/2/search/things", Role.VIEWER, guarded((request, answers, id) -> search.search(request, answers))));
            routes.add(new Route(method, "/api/2/search/things/count", Role.VIEWER, guarded((request, answers, id) -> search.count(request, answers))));
        }
        add(routes, "GET", (request, thingId, path, answers, id) -> reads.one(request, thingId, path, answers));
        add(routes, "PUT", acknowledged(writes::put));
        add(routes, "PATCH", acknowledged(writes::patch));
        add(routes, "DELETE", acknowledged(writes::delete));
        return routes;
    }

    private OnThing acknowledged(OnThing write) {
        return (request, thingId, path, answers, id) -> acknowledged(request, answers, id, () -> write.answer(request, thingId, path, answers, id));
    }

    /** A change whose sender also waits for what others say to its event. */
    private Response acknowledged(Request request, Answers answers, String correlationId, Supplier<Response> write) {
        AckWish wish = AckWish.of(request);
        Patience patience = Patience.of(request);
        return wish.plain() || !patience.answered() ? write.get() : Response.later(desk.around(wish, correlationId, patience.timeout(), write).handle((done, fault) ->
            fault == null ? done.over(answers::json) : answers.of(fault)));
    }

    private void add(List<Route> routes, String method, OnThing handler) {
        routes.add(new Route(method, "/api/2/things/{thingId}", Role.VIEWER, guarded((request, answers, id) ->
            handler.answer(request, thingId(request), ThingPath.WHOLE, answers, id))));
        routes.add(new Route(method, "/api/2/things/{thingId}/{path*}", Role.VIEWER, guarded((request, answers, id) ->
            handler.answer(request, thingId(request), ThingPath.ofUrl(request.rawPathVariable("path")), answers, id))));
    }

    /** @throws org.eclipse.ditto.things.model.ThingIdInvalidException 400 */
    private String thingId(Request request) {
        String id = request.pathVariable("thingId");
        return ThingId.of(id.startsWith(":") ? defaultNamespace + id : id).toString();
    }

    static Handler guarded(OnThings handler) {
        return request -> {
            String correlationId = CorrelationIds.of(request);
            Answers answers = new Answers(correlationId, request.subject());
            try {
                return handler.answer(request, answers, correlationId);
            } catch (RuntimeException refusal) {
                return answers.of(refusal);
            }
        };
    }
}
