package io.gemello.adapter.derived;

import io.gemello.adapter.derived.DerivedPoint.Input;
import io.gemello.api.adapter.Binding;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointDetail;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The formulas of a site that one adapter computes.
 *
 * @param order each point stands behind those that its formula looks at
 * @param slots of all points that are looked at or computed, by key
 * @param faults one line each, naming the point
 */
record Derivations(List<DerivedPoint> order, Map<Integer, Slot> slots, List<String> faults) {
    static final Derivations NONE = new Derivations(List.of(), Map.of(), List.of());

    /**
     * @param slotOf gives the slot of a point, an old one or a new
     * @param bind looks up where a derived point goes
     */
    static Derivations of(Catalogue site, String adapter, Function<Point, Slot> slotOf, Function<Point, Binding> bind) {
        return new Draft(site, adapter, slotOf).finish(bind);
    }

    /** The site's formulas while they are looked up. */
    private static final class Draft {
        private final Catalogue site;
        private final Function<Point, Slot> slotOf;
        private final Map<Point, Formula> formulas = new LinkedHashMap<>();
        private final Map<Point, Map<Role, List<Point>>> inputs = new LinkedHashMap<>();
        private final Map<String, String> faults = new TreeMap<>();

        Draft(Catalogue site, String adapter, Function<Point, Slot> slotOf) {
            this.site = site;
            this.slotOf = slotOf;
            for (Point point : site.points().values()) {
                PointDetail detail = site.detail(point.id());
                if (detail != null && detail.adapter().equals(adapter)) {
                    try {
                        Formula formula = Formula.of(detail.address());
                        inputs.put(point, FormulaInputs.of(formula, point, site));
                        formulas.put(point, formula);
                    } catch (IllegalArgumentException wrong) {
                        faults.put(point.id(), wrong.getMessage());
                    }
                }
            }
        }

        Derivations finish(Function<Point, Binding> bind) {
            List<Point> sorted = sorted();
            Map<Integer, Slot> slots = new HashMap<>();
            Function<Point, Slot> slot = point -> slots.computeIfAbsent(point.key(), key -> {
                Slot found = slotOf.apply(point);
                found.describe(site.detail(point.id()), formulas.containsKey(point));
                return found;
            });
            List<DerivedPoint> order = new ArrayList<>();
            for (Point point : sorted) {
                Map<Role, List<Input>> looked = new LinkedHashMap<>();
                inputs.get(point).forEach((role, points) -> looked.put(role, points.stream().map(one -> new Input(one, slot.apply(one))).toList()));
                order.add(new DerivedPoint(point, formulas.get(point), bind.apply(point), slot.apply(point), looked));
            }
            return new Derivations(List.copyOf(order), Map.copyOf(slots), faults.entrySet().stream().map(one -> one.getKey() + ": " + one.getValue()).toList());
        }

        /** Depth first; what leads back to itself, or to what cannot be computed, is left out and named. */
        private List<Point> sorted() {
            List<Point> sorted = new ArrayList<>();
            Set<Point> done = new HashSet<>();
            for (Point point : List.copyOf(formulas.keySet())) {
                visit(point, new ArrayList<>(), done, sorted);
            }
            for (Point point : sorted) {
                inputs.get(point).values().stream().flatMap(List::stream).filter(input -> faults.containsKey(input.id())).findFirst()
                    .ifPresent(input -> faults.putIfAbsent(point.id(), "looks at " + input.id() + ", which cannot be computed"));
            }
            sorted.removeIf(point -> faults.containsKey(point.id()));
            return sorted;
        }

        private void visit(Point point, List<Point> way, Set<Point> done, List<Point> sorted) {
            int before = way.indexOf(point);
            if (before >= 0) {
                List<Point> circle = way.subList(before, way.size());
                String shown = circle.stream().map(Point::id).collect(Collectors.joining(" → ")) + " → " + point.id();
                circle.forEach(member -> faults.put(member.id(), "its formula leads back to itself: " + shown));
                return;
            }
            if (!formulas.containsKey(point) || !done.add(point)) {
                return;
            }
            way.add(point);
            inputs.get(point).values().forEach(role -> role.forEach(input -> visit(input, way, done, sorted)));
            way.remove(way.size() - 1);
            sorted.add(point);
        }
    }
}
