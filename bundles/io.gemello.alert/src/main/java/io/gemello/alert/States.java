package io.gemello.alert;

import io.gemello.api.alert.RuleFault;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointDetail;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** States of a point that a rule names. */
final class States {
    private States() {}

    /** @param given one or a list of them, each by its text in points.csv or its number @param detail of the point; may be null @throws RuleFault where it has no such state, or none is given */
    static Set<Double> of(String option, Object given, Point point, PointDetail detail) {
        List<?> listed = given instanceof List<?> list ? list : given == null ? List.of() : List.of(given);
        if (listed.isEmpty()) {
            throw new RuleFault(option, "is missing; name the state, or a list of states");
        }
        Map<String, Double> states = detail == null ? Map.of() : detail.states();
        Set<Double> named = new HashSet<>();
        for (Object state : listed) {
            Double number = state instanceof Number plain ? Double.valueOf(plain.doubleValue()) : states.get(String.valueOf(state));
            if (number == null) {
                throw new RuleFault(option, "'" + state + "' is no state of '" + point.id() + "'; " + (states.isEmpty() ? "it has no states in points.csv" : "it has " + String.join(", ", states.keySet())));
            }
            named.add(number);
        }
        return Set.copyOf(named);
    }
}
