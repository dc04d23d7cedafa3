package io.gemello.bim;

import io.gemello.api.access.AssetGuard;
import io.gemello.api.bim.ColourScheme;
import io.gemello.api.bim.ElementOverride;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.bim.BimSnapshot.Coloured;
import io.gemello.bim.LivePlan.Slot;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * {@code /bim/parameters} and {@code /bim/overrides}: everything, what has changed since a tag, or a stream of changes. A tag that says
 * nothing any more is answered with everything, marked as {@code full}.
 */
final class LiveEndpoint {
    private final Supplier<BimSnapshot> snapshots;
    private final AssetGuard guard;
    private final LiveStreams streams;

    LiveEndpoint(Supplier<BimSnapshot> snapshots, AssetGuard guard, LiveStreams streams) {
        this.snapshots = snapshots;
        this.guard = guard;
        this.streams = streams;
    }

    /** Filters: {@code element} (GlobalId), {@code parameter} (name), {@code asset}, {@code point}; {@code since}. */
    Response parameters(Request request) {
        Predicate<Slot> wanted = fits(request);
        return answer(request, (readable, since) -> readable.parameters(since, wanted));
    }

    private Predicate<Slot> fits(Request request) {
        String element = request.query("element").orElse(null);
        String parameter = request.query("parameter").orElse(null);
        String asset = request.query("asset").orElse(null);
        String point = request.query("point").orElse(null);
        return slot -> (parameter == null || parameter.equals(slot.parameter().name())) && (asset == null || asset.equals(slot.point().asset())) && (point == null || point.equals(slot.point().id()))
            && (element == null || element.equals(snapshots.get().plan().elements().get(slot.element()).guid()));
    }

    /** {@code by}: a scheme's name, {@code alert} where it is not given; {@code since}. */
    Response overrides(Request request) {
        String by = request.query("by").orElse(AlertColours.SCHEME);
        scheme(snapshots.get(), by);
        return answer(request, (readable, since) -> readable.overrides(since, by));
    }

    private Response answer(Request request, LiveStreams.Part part) {
        AssetGuard.Reader reader = guard.reader(request.subject());
        BimSnapshot now = snapshots.get();
        if (request.wantsEvents()) {
            String from = request.header("Last-Event-ID").or(() -> request.query("since")).map(LiveEndpoint::unquoted).orElse(null);
            return Response.events(to -> streams.open(request.subject(), part, from, to));
        }
        String tag = "\"" + now.etag() + "\"";
        if (request.query("since").isEmpty() && request.header("If-None-Match").map(tag::equals).orElse(false)) {
            return Response.empty(304).header("ETag", tag);
        }
        long since = request.query("since").map(given -> now.version(unquoted(given))).orElse(-1L);
        return Response.json(part.of(new Readable(now, reader), since)).header("ETag", tag);
    }

    private static String unquoted(String tag) {
        return tag.startsWith("W/") ? unquoted(tag.substring(2)) : tag.replace("\"", "");
    }

    /** @throws HttpProblem 404 for a name that is none */
    static ColourScheme scheme(BimSnapshot now, String name) {
        ColourScheme scheme = now.scheme(name);
        if (scheme == null) {
            throw new HttpProblem(404, "gemello:bim.unknown-scheme", "There is no way to colour called '" + name + "'.", "GET /bim/schemes lists them.");
        }
        return scheme;
    }

    /** The ways to colour, with their legends, and what the settings and the site's columns say that cannot be. */
    Response schemes(Request request) {
        BimSnapshot now = snapshots.get();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schemes", now.schemes().stream().map(BimJson::scheme).toList());
        json.put("faults", now.faults());
        return Response.json(json);
    }

    /** Why an element has the colours it has. */
    Response why(Request request) {
        BimSnapshot now = snapshots.get();
        Readable readable = new Readable(now, guard.reader(request.subject()));
        String guid = request.pathVariable("guid");
        Coloured found = now.elements().stream().filter(one -> one.override().ifcGuid().equals(guid)).findFirst().orElse(null);
        if (found == null || !readable.element(found.override())) {
            throw new HttpProblem(404, "gemello:bim.unmapped", "Nothing is mapped on an element '" + guid + "'.", "GET /bim/overrides lists the elements that something is mapped on.");
        }
        ElementOverride element = found.override();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ifcGuid", element.ifcGuid());
        json.put("revitUniqueId", element.revitUniqueId());
        json.put("tag", element.tag());
        json.put("entity", element.entity());
        json.put("name", element.name());
        json.put("position", element.position().isEmpty() ? null : element.position());
        json.put("assets", element.assets());
        Map<String, Object> colours = new LinkedHashMap<>();
        now.schemes().stream().filter(scheme -> element.shades().containsKey(scheme.name())).forEach(scheme -> colours.put(scheme.name(), colour(element, scheme)));
        json.put("colours", colours);
        json.put("parameters", element.parameters().stream().map(BimJson::parameter).toList());
        json.put("alerts", element.alerts().stream().map(BimJson::alert).toList());
        return Response.json(json);
    }

    private static Map<String, Object> colour(ElementOverride element, ColourScheme scheme) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", element.shades().get(scheme.name()).key());
        json.put("rgb", element.shades().get(scheme.name()).rgb());
        json.put("reason", element.shades().get(scheme.name()).reason());
        return json;
    }
}
