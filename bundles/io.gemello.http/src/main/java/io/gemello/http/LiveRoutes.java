package io.gemello.http;

import io.gemello.api.http.Endpoint;
import io.gemello.api.http.Route;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes of the endpoints that are there now. Endpoints come and go by framework threads; requests read one immutable table. */
final class LiveRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRoutes.class);
    /** By service reference, whose order is that of OSGi: the higher ranking is the greater. */
    private final Map<Comparable<Object>, RouteTable.Offer> offers = new TreeMap<>();
    private volatile RouteTable table = RouteTable.EMPTY;

    @SuppressWarnings("unchecked") // ServiceReference is Comparable<Object> by its contract; tests use numbers.
    synchronized void add(Endpoint endpoint, Comparable<?> rank) {
        try {
            List<Route> routes = List.copyOf(endpoint.routes());
            routes.forEach(route -> new PathTemplate(route.path()));
            offers.put((Comparable<Object>) rank, new RouteTable.Offer(endpoint, routes));
            rebuild();
        } catch (RuntimeException broken) {
            LOG.error("the paths of {} are not served: {}", endpoint.getClass().getName(), broken.toString());
        }
    }

    synchronized void remove(Endpoint endpoint) {
        offers.values().removeIf(offer -> offer.owner() == endpoint);
        rebuild();
    }

    RouteTable now() {
        return table;
    }

    private void rebuild() {
        List<RouteTable.Offer> preferredFirst = new ArrayList<>(offers.values());
        Collections.reverse(preferredFirst);
        table = new RouteTable(preferredFirst);
    }
}
