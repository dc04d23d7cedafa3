package io.gemello.core.rest;

import io.gemello.api.access.Access;
import io.gemello.api.access.AssetGuard;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.http.Request;
import io.gemello.core.ServiceSlot;
import io.gemello.core.site.SiteDesk;
import java.util.function.Predicate;

/** What every endpoint asks first: the catalogue that stands, and of which assets the caller may read the attributes, of which points the value without its alerts. */
final class Guard {
    private final AssetGuard guard;

    Guard(SiteDesk site, ServiceSlot<Access> access) {
        guard = new AssetGuard(access::get, site::current);
    }

    Catalogue catalogue() {
        return guard.catalogue();
    }

    /** Tells of an asset's id whether the caller may read what is said of the asset. */
    Predicate<String> reader(Request request) {
        Access decides = guard.access();
        Catalogue now = catalogue();
        return asset -> decides.mayRead(request.subject(), now.site().thingId(asset), "/attributes");
    }

    /** Tells of a point whether the caller may read its values. */
    Predicate<Point> pointReader(Request request) {
        Access decides = guard.access();
        Catalogue now = catalogue();
        return point -> decides.mayRead(request.subject(), now.site().thingId(point.asset()), Access.point(point.feature()));
    }
}
