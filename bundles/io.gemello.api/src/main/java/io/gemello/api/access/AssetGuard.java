package io.gemello.api.access;

import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.http.HttpProblem;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What a path asks first: whether the caller may see an asset, or a point's value. Any thread; never blocks. */
public final class AssetGuard {
    private static final Map<String, String> SOON = Map.of("Retry-After", "5");
    private final Supplier<Access> access;
    private final Supplier<Catalogue> catalogue;

    /** Both give null while there is none. */
    public AssetGuard(Supplier<Access> access, Supplier<Catalogue> catalogue) {
        this.access = access;
        this.catalogue = catalogue;
    }

    /**
     * What one caller may see.
     *
     * @param assets by id, wholly: a colour does not tell which point it comes from
     * @param points by asset and point, each with its alerts, which tell of its value. Of a point that has left the site it takes who may read all of its asset
     */
    public record Reader(Predicate<String> assets, BiPredicate<String, String> points) {
        /** Who sees everything: the system itself. */
        public static final Reader ALL = new Reader(asset -> true, (asset, point) -> true);
    }

    /** For one answer. @throws HttpProblem 503 while nobody can tell */
    public Reader reader(Subject who) {
        Access decides = access.get();
        Catalogue now = catalogue.get();
        if (decides == null) {
            throw new HttpProblem(503, "gemello:access.away", "Nobody can say what you may see.", "The bundle that decides is being replaced; try again.", SOON);
        }
        if (now == null) {
            throw new HttpProblem(503, "gemello:site.none", "No site is applied.", "GET /api/gemello/site lists the faults of its files.", SOON);
        }
        return new Reader(asset -> decides.mayRead(who, now.site().thingId(asset)), (asset, id) -> {
            Point point = now.points().get(id);
            String thing = now.site().thingId(asset);
            return point == null ? decides.mayRead(who, thing) : decides.mayReadAlerts(who, thing, point.feature());
        });
    }
}
