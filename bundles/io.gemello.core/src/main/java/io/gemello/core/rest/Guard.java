package io.gemello.core.rest;

import io.gemello.api.access.Access;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.core.ServiceSlot;
import io.gemello.core.site.SiteDesk;
import java.util.Map;
import java.util.function.Predicate;

/** What every endpoint asks first: the catalogue that stands, and which assets the caller may see. */
final class Guard {
    static final Map<String, String> SOON = Map.of("Retry-After", "5");
    private final SiteDesk site;
    private final ServiceSlot<Access> access;

    Guard(SiteDesk site, ServiceSlot<Access> access) {
        this.site = site;
        this.access = access;
    }

    Catalogue catalogue() {
        Catalogue now = site.current();
        if (now == null) {
            throw new HttpProblem(503, "gemello:site.none", "No site is applied.", "GET /api/gemello/site lists the faults of its files.", SOON);
        }
        return now;
    }

    /** Tells of an asset's id whether the caller may read what is said of the asset. */
    Predicate<String> reader(Request request) {
        Access decides = access();
        Catalogue now = catalogue();
        return asset -> decides.mayRead(request.subject(), now.site().thingId(asset), "/attributes");
    }

    /** Tells of a point whether the caller may read its values. */
    Predicate<Point> pointReader(Request request) {
        Access decides = access();
        Catalogue now = catalogue();
        return point -> decides.mayRead(request.subject(), now.site().thingId(point.asset()), Access.point(point.feature()));
    }

    private Access access() {
        Access decides = access.get();
        if (decides == null) {
            throw new HttpProblem(503, "gemello:access.away", "Nobody can say what you may see.", "The bundle that decides is being replaced; try again.", SOON);
        }
        return decides;
    }
}
