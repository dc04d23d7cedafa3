package io.gemello.api.control;

import io.gemello.api.catalogue.Point;
import java.util.Objects;

/**
 * What a loop wants of an actuator.
 *
 * @param point the actuator's
 * @param value in the point's unit; what lies out of the actuator's bounds is cut to them and counted, what is no finite number is refused
 * @param reason for people, with the values that led to it
 */
public record Command(Point point, double value, String reason) {
    public Command {
        Objects.requireNonNull(point, "point");
        Objects.requireNonNull(reason, "reason");
    }
}
