package io.gemello.alert;

import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointDetail;
import io.gemello.api.catalogue.Site;
import java.util.Map;

/** A large hall whose tables are made once. */
record Fixed(Site site, Map<String, Asset> assets, Map<String, Point> points, Hall hall) implements Catalogue {
    Fixed(Hall hall) {
        this(hall.site(), hall.assets(), hall.points(), hall);
    }

    @Override
    public PointDetail detail(String pointId) {
        return hall.detail(pointId);
    }

    @Override
    public long revision() {
        return 1;
    }
}
