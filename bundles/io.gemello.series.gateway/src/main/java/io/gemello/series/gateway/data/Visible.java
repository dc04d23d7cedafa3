package io.gemello.series.gateway.data;

import io.gemello.api.access.Access;
import io.gemello.api.access.Subject;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointDetail;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.catalogue.PointStates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which series somebody sees: of points that he may read and that ever had a reading; points that left the site still have theirs. */
public final class Visible {
    private static final Comparator<OneSeries> ORDER = Comparator.comparing(OneSeries::measurement).thenComparing(series -> series.tag("asset")).thenComparing(series -> series.tag("point")).thenComparing(series -> series.tags().toString());

    private final Catalogue catalogue;
    private final String adapter;
    private final List<OneSeries> own = new ArrayList<>();
    private final Map<Map.Entry<String, Map<String, String>>, List<OneSeries.Field>> written = new LinkedHashMap<>();

    private Visible(Catalogue catalogue, String adapter) {
        this.catalogue = catalogue;
        this.adapter = adapter;
    }

    /** By measurement and tags. @param adapter whose addresses are names of written series */
    public static List<OneSeries> to(Subject who, Catalogue catalogue, String adapter, Access access, PointStates states) {
        Visible visible = new Visible(catalogue, adapter);
        catalogue.points().values().stream().filter(point -> stored(point, states) && access.mayRead(who, catalogue.site().thingId(point.asset()), Access.point(point.feature()))).forEach(visible::add);
        List<OneSeries> all = new ArrayList<>(visible.own);
        visible.written.forEach((name, fields) -> all.add(new OneSeries(name.getKey(), name.getValue(), fields)));
        all.sort(ORDER);
        return List.copyOf(all);
    }

    private static boolean stored(Point point, PointStates states) {
        PointState state = states.of(point.id());
        return point.retired() || state != null && state.latest() != null;
    }

    private void add(Point point) {
        Map<String, String> tags = new TreeMap<>(Map.of("asset", point.asset(), "point", point.id(), "site", catalogue.site().id()));
        List<OneSeries.Field> fields = new ArrayList<>(List.of(new OneSeries.Field(OneSeries.VALUE, point, OneSeries.Kind.NUMBER), new OneSeries.Field(OneSeries.QUALITY, point, OneSeries.Kind.WHOLE)));
        PointDetail detail = catalogue.detail(point.id());
        WrittenName name = detail == null || !detail.adapter().equals(adapter) ? null : WrittenName.of(detail.address());
        if (name != null && name.measurement().equals(point.quantity())) {
            // One series with both names' tags: two would count the same readings twice.
            name.tags().forEach(tags::putIfAbsent);
            fields.add(new OneSeries.Field(name.field(), point, OneSeries.Kind.NUMBER));
        } else if (name != null) {
            written.computeIfAbsent(Map.entry(name.measurement(), name.tags()), series -> new ArrayList<>()).add(new OneSeries.Field(name.field(), point, OneSeries.Kind.NUMBER));
        }
        own.add(new OneSeries(point.quantity(), tags, fields));
    }
}
