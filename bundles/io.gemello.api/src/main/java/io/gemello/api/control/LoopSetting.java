package io.gemello.api.control;

import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the site says of a loop.
 *
 * @param loop its name
 * @param inputs the points it may read, in the order of the site; at least one
 * @param actuators what it may drive; at least one
 * @param options the kind's own options, as in the file: String, Number, Boolean, List, Map
 * @param site for the relations between assets
 * @param cycle from one decision to the next
 */
public record LoopSetting(String loop, List<Point> inputs, List<Actuator> actuators, Map<String, Object> options, Catalogue site, Duration cycle) {
    public LoopSetting {
        inputs = List.copyOf(inputs);
        actuators = List.copyOf(actuators);
        options = Map.copyOf(options);
    }

    /** The number that an option gives. @param otherwise where it is not given; NaN: it must be. @throws LoopFault for what is no number */
    public double number(String option, double otherwise) {
        Object given = options.get(option);
        if (given instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        if (given == null && !Double.isNaN(otherwise)) {
            return otherwise;
        }
        throw new LoopFault(option, given == null ? "is missing; write a number" : "'" + given + "' is no number; write e.g. 27 or 0.5, without quotation marks");
    }
}
