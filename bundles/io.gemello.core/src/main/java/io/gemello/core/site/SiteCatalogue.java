package io.gemello.core.site;

import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointDetail;
import io.gemello.api.catalogue.Site;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** An applied site. */
public final class SiteCatalogue implements Catalogue {
    private final Site site;
    private final Map<String, Asset> assets;
    private final Map<String, Point> points;
    private final Map<String, PointSpec> specs;
    private final long revision;

    /** @param specs of the points that are not retired */
    SiteCatalogue(Site site, Map<String, Asset> assets, Map<String, Point> points, Map<String, PointSpec> specs, long revision) {
        this.site = site;
        this.assets = Collections.unmodifiableMap(new LinkedHashMap<>(assets));
        this.points = Collections.unmodifiableMap(new LinkedHashMap<>(points));
        this.specs = Map.copyOf(specs);
        this.revision = revision;
    }

    @Override
    public Site site() {
        return site;
    }

    @Override
    public Map<String, Asset> assets() {
        return assets;
    }

    @Override
    public Map<String, Point> points() {
        return points;
    }

    @Override
    public PointDetail detail(String pointId) {
        PointSpec spec = specs.get(pointId);
        return spec == null ? null : spec.detail();
    }

    @Override
    public long revision() {
        return revision;
    }

    /** By point id; retired points have none. */
    public Map<String, PointSpec> specs() {
        return specs;
    }
}
