package io.gemello.alert;

import io.gemello.api.access.Access;
import io.gemello.api.alert.Alert;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import java.util.Map;
import java.util.function.Supplier;

/** What every path asks first: whether the caller may see a point's alerts. */
final class AlertGuard {
    private static final Map<String, String> SOON = Map.of("Retry-After", "5");
    private final Supplier<Access> access;
    private final Supplier<Catalogue> catalogue;

    /** Both give null while there is none. */
    AlertGuard(Supplier<Access> access, Supplier<Catalogue> catalogue) {
        this.access = access;
        this.catalogue = catalogue;
    }

    /** Tells by the point's id, which may have left the site: then it takes who may read all of its asset. */
    interface Reader {
        boolean test(String asset, String point);

        default boolean test(Point point) {
            return test(point.asset(), point.id());
        }
    }

    Reader reader(Request request) {
        Access decides = access.get();
        Catalogue now = catalogue.get();
        if (decides == null) {
            throw new HttpProblem(503, "gemello:access.away", "Nobody can say what you may see.", "The bundle that decides is being replaced; try again.", SOON);
        }
        if (now == null) {
            throw new HttpProblem(503, "gemello:site.none", "No site is applied.", "GET /api/gemello/site lists the faults of its files.", SOON);
        }
        return (asset, id) -> {
            Point point = now.points().get(id);
            String thing = now.site().thingId(asset);
            return point == null ? decides.mayRead(request.subject(), thing) : decides.mayReadAlerts(request.subject(), thing, point.feature());
        };
    }

    /** The alert that the path names. */
    Alert alert(Request request, AlertBoard board) {
        String id = request.pathVariable("id");
        Alert alert = board.of(id);
        if (alert == null || !reader(request).test(alert.point())) {
            throw new HttpProblem(404, "gemello:alerts.unknown", "There is no alert '" + id + "'.", "GET /api/gemello/alerts?state=all lists them.");
        }
        return alert;
    }

    static HttpProblem away(String why) {
        return new HttpProblem(503, "gemello:alerts.away", "The alert engine is not at work now.", why == null ? "It starts; try again." : why, SOON);
    }
}
