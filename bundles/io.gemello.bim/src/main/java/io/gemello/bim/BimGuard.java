package io.gemello.bim;

import io.gemello.api.access.Access;
import io.gemello.api.access.Subject;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.http.HttpProblem;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What every path asks first: whether the caller may see an asset, or a point's value. */
final class BimGuard {
    private static final Map<String, String> SOON = Map.of("Retry-After", "5");
    private final Supplier<Access> access;
    private final Supplier<Catalogue> catalogue;

    /** Both give null while there is none. */
    BimGuard(Supplier<Access> access, Supplier<Catalogue> catalogue) {
        this.access = access;
        this.catalogue = catalogue;
    }

    /**
     * What one caller may see.
     *
     * @param assets by id, wholly: of a colour it is not known which point it comes from
     * @param points with their alerts, for a value is shown with the alert that stands against it
     */
    record Reader(Predicate<String> assets, Predicate<Point> points) {}

    Reader reader(Subject who) {
        Access decides = access.get();
        Catalogue now = catalogue.get();
        if (decides == null) {
            throw new HttpProblem(503, "gemello:access.away", "Nobody can say what you may see.", "The bundle that decides is being replaced; try again.", SOON);
        }
        if (now == null) {
            throw new HttpProblem(503, "gemello:site.none", "No site is applied.", "GET /api/gemello/site lists the faults of its files.", SOON);
        }
        return new Reader(asset -> decides.mayRead(who, now.site().thingId(asset)), point -> decides.mayReadAlerts(who, now.site().thingId(point.asset()), point.feature()));
    }

    static HttpProblem soon(String error, String message, String description) {
        return new HttpProblem(503, error, message, description, SOON);
    }
}
