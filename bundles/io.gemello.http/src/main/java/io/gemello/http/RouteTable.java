package io.gemello.http;

import io.gemello.api.http.Endpoint;
import io.gemello.api.http.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** All routes of all endpoints at one moment; immutable. Where two fit, the more literal one wins, then the one that came first in the list. */
final class RouteTable {
    static final RouteTable EMPTY = new RouteTable(List.of());
    private final List<Entry> entries;

    private record Entry(Endpoint owner, Route route, PathTemplate template) {}

    /** An endpoint with the routes that it named when it came. */
    record Offer(Endpoint owner, List<Route> routes) {}

    /** @param variables raw values by name */
    record Match(Endpoint owner, Route route, Map<String, String> variables) {}

    /** @param match null where no route fits path and method @param allowed the methods of all routes that fit the path; empty for an unknown path */
    record Found(Match match, Set<String> allowed) {}

    /** @param offers the preferred first */
    RouteTable(List<Offer> offers) {
        List<Entry> all = new ArrayList<>();
        for (Offer offer : offers) {
            for (Route route : offer.routes()) {
                all.add(new Entry(offer.owner(), route, new PathTemplate(route.path())));
            }
        }
        all.sort(Comparator.comparing(Entry::template));
        this.entries = List.copyOf(all);
    }

    /** HEAD is answered by the GET route. */
    Found find(String method, List<String> rawSegments) {
        String wanted = method.equals("HEAD") ? "GET" : method;
        Set<String> allowed = new TreeSet<>();
        Match match = null;
        for (Entry entry : entries) {
            Map<String, String> variables = entry.template.match(rawSegments);
            if (variables == null) {
                continue;
            }
            allowed.add(entry.route.method());
            if (match == null && entry.route.method().equals(wanted)) {
                match = new Match(entry.owner, entry.route, variables);
            }
        }
        if (!allowed.isEmpty()) {
            allowed.add("OPTIONS");
            if (allowed.contains("GET")) {
                allowed.add("HEAD");
            }
        }
        return new Found(match, allowed);
    }
}
