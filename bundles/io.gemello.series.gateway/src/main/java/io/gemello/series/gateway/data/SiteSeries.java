package io.gemello.series.gateway.data;

import io.gemello.api.access.Access;
import io.gemello.api.access.Subject;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointDetail;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** All series that a site can have; made once for a catalogue, since a question goes through all of them. Points that left the site still have theirs. */
public final class SiteSeries {
    private static final Comparator<OneSeries> ORDER = Comparator.comparing(OneSeries::measurement).thenComparing(series -> series.tag("asset")).thenComparing(series -> series.tag("point")).thenComparing(series -> series.tags().toString());

    private final List<Place> places = new ArrayList<>();
    private final List<Known> all = new ArrayList<>();

    /** A point, and where somebody must be allowed to read for it. */
    private record Place(Point point, String thingId, String path) {}

    /** A series, and the places of the points that its fields belong to. */
    private record Known(OneSeries series, List<Integer> places) {}

    /** @param adapter whose addresses are names of written series */
    public SiteSeries(Catalogue catalogue, String adapter) {
        Map<Map.Entry<String, Map<String, String>>, Map<OneSeries.Field, Integer>> written = new LinkedHashMap<>();
        for (Point point : catalogue.points().values()) {
            int place = places.size();
            places.add(new Place(point, catalogue.site().thingId(point.asset()), Access.point(point.feature())));
            Map<String, String> tags = new TreeMap<>(Map.of("asset", point.asset(), "point", point.id(), "site", catalogue.site().id()));
            List<OneSeries.Field> fields = new ArrayList<>(List.of(new OneSeries.Field(OneSeries.VALUE, point, OneSeries.Kind.NUMBER), new OneSeries.Field(OneSeries.QUALITY, point, OneSeries.Kind.WHOLE)));
            PointDetail detail = catalogue.detail(point.id());
            WrittenName name = detail == null || !detail.adapter().equals(adapter) ? null : WrittenName.of(detail.address());
            if (name != null && name.measurement().equals(point.quantity())) {
                // One series with both names' tags: two would count the same readings twice.
                name.tags().forEach(tags::putIfAbsent);
                fields.add(new OneSeries.Field(name.field(), point, OneSeries.Kind.NUMBER));
            } else if (name != null) {
                written.computeIfAbsent(Map.entry(name.measurement(), name.tags()), series -> new LinkedHashMap<>()).put(new OneSeries.Field(name.field(), point, OneSeries.Kind.NUMBER), place);
            }
            all.add(new Known(new OneSeries(point.quantity(), tags, fields), List.of(place)));
        }
        written.forEach((name, fields) -> all.add(new Known(new OneSeries(name.getKey(), name.getValue(), List.copyOf(fields.keySet())), List.copyOf(fields.values()))));
        all.sort(Comparator.comparing(Known::series, ORDER));
    }

    /** What somebody sees, by measurement and tags: fields of points that he may read and that ever had a reading. @param stored whether a point of the site had one */
    public List<OneSeries> visible(Subject who, Access access, Predicate<Point> stored) {
        boolean[] visible = new boolean[places.size()];
        for (int i = 0; i < visible.length; i++) {
            Place one = places.get(i);
            visible[i] = (one.point().retired() || stored.test(one.point())) && access.mayRead(who, one.thingId(), one.path());
        }
        List<OneSeries> seen = new ArrayList<>(all.size());
        for (Known one : all) {
            long fields = one.places().stream().filter(place -> visible[place]).count();
            if (fields == one.places().size()) {
                seen.add(one.series());
            } else if (fields > 0) {
                seen.add(part(one, visible));
            }
        }
        return seen;
    }

    private OneSeries part(Known whole, boolean... visible) {
        List<Point> points = whole.places().stream().filter(place -> visible[place]).map(place -> places.get(place).point()).toList();
        return new OneSeries(whole.series().measurement(), whole.series().tags(), whole.series().fields().values().stream().filter(field -> points.contains(field.point())).toList());
    }
}
