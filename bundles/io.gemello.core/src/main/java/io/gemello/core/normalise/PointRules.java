package io.gemello.core.normalise;

import io.gemello.api.catalogue.Point;
import io.gemello.core.units.Affine;
import io.gemello.core.units.CodedUnit;
import java.util.Map;

/**
 * What the site says of how a point's samples become readings. Immutable, compiled when the site is applied.
 *
 * @param target the point's unit
 * @param source the unit of samples that name none
 * @param toTarget from {@code source} to {@code target}, without calibration
 * @param calibration gain and offset, in the point's unit, after the conversion
 * @param states state texts and their numbers; empty for a point that is a number
 * @param min lower bound in the point's unit; NaN for none
 * @param max upper bound; NaN for none
 * @param rate largest believable change a second, in the point's unit; NaN for none
 * @param flatAfterNanos a value that stays the same for longer is flat; 0 for never
 */
public record PointRules(Point point, CodedUnit target, CodedUnit source, Affine toTarget, Affine calibration, Map<String, Double> states,
                         double min, double max, double rate, long flatAfterNanos) {
    public boolean hasStates() {
        return !states.isEmpty();
    }
}
