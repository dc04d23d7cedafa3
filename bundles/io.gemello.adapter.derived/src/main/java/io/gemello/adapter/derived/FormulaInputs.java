package io.gemello.adapter.derived;

import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Looks up which points a formula means, and that they fit it. */
final class FormulaInputs {
    private FormulaInputs() {}

    /** @return by role, in the function's order; empty for one that is not given @throws IllegalArgumentException with what does not fit and what to do */
    static Map<Role, List<Point>> of(Formula formula, Point self, Catalogue site) {
        Map<Role, List<Point>> inputs = new LinkedHashMap<>();
        for (Role role : formula.function().roles) {
            Selection selection = formula.selections().get(role);
            List<Point> points = selection == null ? List.of() : selection.in(site, self);
            if (role.single() && points.size() > 1) {
                throw new IllegalArgumentException(role.name() + ": is one point, and '" + selection + "' are " + points.size() + "; put sum or mean over them in a point of its own");
            }
            units(formula.function(), role, points);
            inputs.put(role, points);
        }
        pairs(formula, inputs);
        common(formula.function(), inputs);
        result(formula, self, inputs);
        return inputs;
    }

    private static void units(Function function, Role role, List<Point> points) {
        for (Point point : points) {
            String wanted = role.unit() != null ? role.unit() : function.minglesUnits() ? point.unit() : points.get(0).unit();
            if (!point.unit().equals(wanted)) {
                throw new IllegalArgumentException(role.name() + ": " + point.id() + " is in " + point.unit() + ", not in " + wanted
                    + (role.unit() == null ? " as " + points.get(0).id() : "") + "; give it that unit (a source's own goes to sourceUnit)");
            }
        }
    }

    private static void common(Function function, Map<Role, List<Point>> inputs) {
        if (function.comparesRoles()) {
            List<String> units = inputs.values().stream().map(points -> points.get(0).unit()).toList();
            if (!units.get(0).equals(units.get(1))) {
                throw new IllegalArgumentException(function.word + " sets " + units.get(0) + " against " + units.get(1) + ": give the points one unit");
            }
        }
    }

    /** A rack without an outlet probe would never count, and nobody would know. */
    private static void pairs(Formula formula, Map<Role, List<Point>> inputs) {
        Map<Role, Set<String>> assets = inputs.entrySet().stream().filter(one -> one.getKey().group() != null && !one.getValue().isEmpty())
            .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().stream().map(Point::asset).collect(Collectors.toCollection(TreeSet::new)), (a, b) -> a, LinkedHashMap::new));
        for (Map.Entry<Role, Set<String>> here : assets.entrySet()) {
            for (Map.Entry<Role, Set<String>> there : assets.entrySet()) {
                for (String asset : here.getKey().group().equals(there.getKey().group()) ? here.getValue() : Set.<String>of()) {
                    if (!there.getValue().contains(asset)) {
                        throw new IllegalArgumentException(formula.function().word + ": " + asset + " has " + here.getKey().name() + " but no " + there.getKey().name() + " among the points selected");
                    }
                }
            }
        }
    }

    private static void result(Formula formula, Point self, Map<Role, List<Point>> inputs) {
        String unit = formula.function().unitOf(inputs.values().iterator().next().get(0).unit());
        if (unit != null && Double.isNaN(formula.scale()) && !self.unit().equals(unit)) {
            throw new IllegalArgumentException(formula.function().word + " gives " + unit + ", the point is in " + self.unit() + ": change its unit, or say scale: in the formula");
        }
    }
}
