package io.gemello.api.access;

import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.http.HttpProblem;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What a path asks first: whether the caller may see an asset, or a point's value. Any thread; never blocks. */
public final class AssetGuard {
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

        /** As {@link #points}, of a point at hand. */
        public boolean reads(Point point) {
            return points.test(point.asset(), point.id());
        }
    }

    /** For one answer. @throws HttpProblem 503 while nobody can tell */
    public Reader reader(Subject who) {
        Access decides = access();
        Catalogue now = catalogue();
        return new Reader(asset -> decides.mayRead(who, now.site().thingId(asset)), (asset, id) -> {
            Point point = now.points().get(id);
            String thing = now.site().thingId(asset);
            return point == null ? decides.mayRead(who, thing) : decides.mayReadAlerts(who, thing, point.feature());
        });
    }

    /** For a path that asks for a part of a thing. @throws HttpProblem 503 while it is away */
    public Access access() {
        Access decides = access.get();
        if (decides == null) {
            throw HttpProblem.soon("gemello:access.away", "Nobody can say what you may see.", "The bundle that decides is being replaced; try again.");
        }
        return decides;
    }

    /** The site that stands. @throws HttpProblem 503 while there is none */
    public Catalogue catalogue() {
        Catalogue now = catalogue.get();
        if (now == null) {
            throw HttpProblem.soon("gemello:site.none", "No site is applied.", "GET /api/gemello/site lists the faults of its files.");
        }
        return now;
    }
}
