package io.gemello.alert;

import io.gemello.api.access.Access;
import io.gemello.api.access.AssetGuard;
import io.gemello.api.alert.Alert;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import java.util.function.Supplier;

/** What every path asks first: whether the caller may see a point's alerts. */
final class AlertGuard {
    private final AssetGuard guard;

    /** Both give null while there is none. */
    AlertGuard(Supplier<Access> access, Supplier<Catalogue> catalogue) {
        guard = new AssetGuard(access, catalogue);
    }

    AssetGuard.Reader reader(Request request) {
        return guard.reader(request.subject());
    }

    /** The alert that the path names. */
    Alert alert(Request request, AlertBoard board) {
        String id = request.pathVariable("id");
        Alert alert = board.of(id);
        if (alert == null || !reader(request).reads(alert.point())) {
            throw new HttpProblem(404, "gemello:alerts.unknown", "There is no alert '" + id + "'.", "GET /api/gemello/alerts?state=all lists them.");
        }
        return alert;
    }

    static HttpProblem away(String why) {
        return HttpProblem.soon("gemello:alerts.away", "The alert engine is not at work now.", why == null ? "It starts; try again." : why);
    }
}
