package io.gemello.api.access;

import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.http.HttpProblem;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What a path asks first: whether the caller may see an asset's values. Any thread; never blocks. */
public final class AssetGuard {
    private static final Map<String, String> SOON = Map.of("Retry-After", "5");
    private final Supplier<Access> access;
    private final Supplier<Catalogue> catalogue;

    /** Both give null while there is none. */
    public AssetGuard(Supplier<Access> access, Supplier<Catalogue> catalogue) {
        this.access = access;
        this.catalogue = catalogue;
    }

    /** Tells by an asset's id; use it for one answer. @throws HttpProblem 503 while nobody can tell */
    public Predicate<String> reader(Subject who) {
        Access decides = access.get();
        Catalogue now = catalogue.get();
        if (decides == null) {
            throw new HttpProblem(503, "gemello:access.away", "Nobody can say what you may see.", "The bundle that decides is being replaced; try again.", SOON);
        }
        if (now == null) {
            throw new HttpProblem(503, "gemello:site.none", "No site is applied.", "GET /api/gemello/site lists the faults of its files.", SOON);
        }
        return asset -> decides.mayRead(who, now.site().thingId(asset));
    }
}
