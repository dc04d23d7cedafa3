package io.gemello.series.gateway.data;

import io.gemello.api.access.Access;
import io.gemello.api.access.Subject;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.catalogue.PointStates;
import java.util.Comparator;
import java.util.List;

/** Which series somebody sees: of points that he may read and that ever had a reading; points that left the site still have theirs. */
public final class Visible {
    private static final Comparator<OneSeries> ORDER = Comparator.comparing(OneSeries::measurement).thenComparing(series -> series.point().asset()).thenComparing(series -> series.point().id());

    private Visible() {}

    /** By measurement and tags. */
    public static List<OneSeries> to(Subject who, Catalogue catalogue, Access access, PointStates states) {
        String site = catalogue.site().id();
        return catalogue.points().values().stream().filter(point -> stored(point, states) && access.mayRead(who, catalogue.site().thingId(point.asset()))).map(point -> new OneSeries(site, point)).sorted(ORDER).toList();
    }

    private static boolean stored(Point point, PointStates states) {
        PointState state = states.of(point.id());
        return point.retired() || state != null && state.latest() != null;
    }
}
