package io.gemello.testkit;

import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointDetail;
import io.gemello.api.catalogue.Site;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;

/** A site as a test says it. Maps that change show here: rows can be added while somebody holds it. @param details may lack points that need none */
public record FakeCatalogue(Site site, Map<String, Asset> assets, Map<String, Point> points, Map<String, PointDetail> details, long revision) implements Catalogue {
    public static FakeCatalogue of(String site, long revision) {
        return of(site, revision, Map.of(), Map.of());
    }

    /** Without assets. */
    public static FakeCatalogue of(String site, long revision, Map<String, Point> points, Map<String, PointDetail> details) {
        return of(site, revision, Map.of(), points, details);
    }

    public static FakeCatalogue of(String site, long revision, Map<String, Asset> assets, Map<String, Point> points, Map<String, PointDetail> details) {
        return new FakeCatalogue(new Site(site, "org." + site, ZoneOffset.UTC, Path.of("/"), Map.of()), assets, points, details, revision);
    }

    @Override
    public PointDetail detail(String pointId) {
        return details.get(pointId);
    }
}
