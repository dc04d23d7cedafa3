package io.gemello.twin;

import io.gemello.api.http.Handler;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import io.gemello.api.twin.ThingView;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A thing in other media types than Ditto's, for whoever asks for one by {@code Accept}: made of what Ditto's answer would be, so that nobody sees more. */
final class ThingViews {
    private static final String THING = "/api/2/things/{thingId}";
    /** WoT Thing Description 1.1, section 9: a client that asks for it alone must not be given something else. */
    private static final String TD = "application/td+json";

    private final List<ThingView> views = new CopyOnWriteArrayList<>();

    void add(ThingView view) {
        views.add(view);
    }

    void remove(ThingView view) {
        views.remove(view);
    }

    /** The same routes, of which that of a thing heeds the views. */
    List<Route> over(List<Route> routes) {
        return routes.stream().map(route -> route.method().equals("GET") && route.path().equals(THING)
            ? new Route(route.method(), route.path(), route.role(), route.maxBody(), over(route.handler())) : route).toList();
    }

    private Handler over(Handler ditto) {
        return request -> {
            String accepted = request.header("Accept").orElse("").toLowerCase(Locale.ROOT);
            ThingView view = views.stream().filter(one -> accepts(accepted, one.mediaType())).findFirst().orElse(null);
            if (view != null) {
                return shown(view, request, ditto.handle(request)).header("Vary", "Accept");
            }
            if (accepts(accepted, TD) && !accepts(accepted, "application/json") && !accepts(accepted, "*/*")) {
                throw new HttpProblem(406, "gemello:twin.no-view", "Nobody here shows things as " + TD + ".", "The bundle io.gemello.twin.models does; start it, or ask for application/json.");
            }
            return ditto.handle(request);
        };
    }

    /** The revision is no tag of a view: what it shows may change without the thing. */
    private static Response shown(ThingView view, Request request, Response thing) {
        if (thing.status() != 200 || !(thing.body() instanceof byte[] json)) {
            return thing;
        }
        Map<String, String> headers = new LinkedHashMap<>(thing.headers());
        headers.remove("ETag");
        headers.put("Content-Type", view.mediaType());
        return new Response(200, headers, view.of(new String(json, StandardCharsets.UTF_8), request).getBytes(StandardCharsets.UTF_8));
    }

    private static boolean accepts(String accepted, String mediaType) {
        for (String range : accepted.split(",")) {
            int parameters = range.indexOf(';');
            if ((parameters < 0 ? range : range.substring(0, parameters)).trim().equals(mediaType)) {
                return true;
            }
        }
        return false;
    }
}
