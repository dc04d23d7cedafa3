package io.gemello.bim;

import io.gemello.api.access.AssetGuard;
import io.gemello.api.bim.ColourScheme;
import io.gemello.api.bim.ElementOverride;
import io.gemello.api.catalogue.Point;
import io.gemello.bim.BimSnapshot.Cell;
import io.gemello.bim.BimSnapshot.Coloured;
import io.gemello.bim.LivePlan.Slot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What one caller may see of a snapshot, and of that what has changed. Asks once an asset for colours, and once a parameter. */
final class Readable {
    private final BimSnapshot snapshot;
    private final AssetGuard.Reader reader;
    private final Map<String, Boolean> asked = new HashMap<>();

    Readable(BimSnapshot snapshot, AssetGuard.Reader reader) {
        this.snapshot = snapshot;
        this.reader = reader;
    }

    boolean asset(String id) {
        return asked.computeIfAbsent(id, reader.assets()::test);
    }

    /** A colour says something about every asset that the element shows. */
    boolean element(ElementOverride element) {
        return element.assets().stream().allMatch(this::asset);
    }

    /** @param since the version the caller has; -1 for none, which gives everything */
    Map<String, Object> parameters(long since, Predicate<Slot> wanted) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Slot slot : snapshot.plan().slots()) {
            Cell cell = snapshot.cells().get(slot.number());
            if (cell.version() > since && wanted.test(slot) && reader.reads(slot.point())) {
                rows.add(BimJson.parameter(snapshot.plan().elements().get(slot.element()), cell.value()));
            }
        }
        Map<String, Object> json = head(since);
        json.put("parameters", rows);
        return json;
    }

    /** As {@link #parameters}, of one scheme's colours. @param by its name; one that is gone has no legend and no elements */
    Map<String, Object> overrides(long since, String by) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Coloured coloured : snapshot.elements()) {
            if (coloured.shaded().getOrDefault(by, Long.MIN_VALUE) > since && element(coloured.override())) {
                rows.add(BimJson.shade(coloured.override(), coloured.override().shades().get(by)));
            }
        }
        ColourScheme scheme = snapshot.scheme(by);
        Map<String, Object> json = head(since);
        json.put("scheme", scheme == null ? null : BimJson.scheme(scheme));
        json.put("elements", rows);
        return json;
    }

    /** As far as the caller may see them: without the parameters of points that he may not read, and without colours where one of its assets is such. */
    List<ElementOverride> elements() {
        Map<String, Point> points = new HashMap<>();
        snapshot.plan().slots().forEach(slot -> points.put(slot.point().id(), slot.point()));
        List<ElementOverride> seen = new ArrayList<>();
        for (Coloured coloured : snapshot.elements()) {
            ElementOverride one = coloured.override();
            boolean whole = element(one);
            seen.add(new ElementOverride(one.ifcGuid(), one.revitUniqueId(), one.tag(), one.entity(), one.name(), one.position(), one.assets().stream().filter(this::asset).toList(),
                one.parameters().stream().filter(value -> reader.reads(points.get(value.point()))).toList(), whole ? one.alerts() : List.of(), whole ? one.shades() : Map.of()));
        }
        return seen;
    }

    private Map<String, Object> head(long since) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("etag", snapshot.etag());
        json.put("full", since < 0);
        json.put("time", BimJson.time(snapshot.epochNanos()));
        return json;
    }
}
