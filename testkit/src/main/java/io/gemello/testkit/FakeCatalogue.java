package io.gemello.testkit;

import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointDetail;
import io.gemello.api.catalogue.Site;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;

/** A site without assets and points, for tests in which only its name or its revision matters. */
public record FakeCatalogue(Site site, long revision) implements Catalogue {
    public static FakeCatalogue of(String site, long revision) {
        return new FakeCatalogue(new Site(site, "org." + site, ZoneOffset.UTC, Path.of("/"), Map.of()), revision);
    }

    @Override
    public Map<String, Asset> assets() {
        return Map.of();
    }

    @Override
    public Map<String, Point> points() {
        return Map.of();
    }

    @Override
    public PointDetail detail(String pointId) {
        return null;
    }
}
