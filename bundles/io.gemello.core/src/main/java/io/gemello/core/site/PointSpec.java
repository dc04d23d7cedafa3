package io.gemello.core.site;

import io.gemello.api.catalogue.PointDetail;
import io.gemello.core.units.Affine;
import io.gemello.core.units.CodedUnit;
import java.time.Duration;

/**
 * A row of {@code points.csv}, checked and compiled.
 *
 * @param unit of every reading
 * @param sourceUnit of samples that name none
 * @param conversion from {@code sourceUnit} to {@code unit}
 * @param calibration gain and offset, in the point's unit, after the conversion
 * @param rate largest believable change in the point's unit per second; NaN for none
 * @param flatAfter how long a value may stay the same before it counts as flat; null for ever
 */
public record PointSpec(int line, String id, String asset, String feature, String quantity, CodedUnit unit, CodedUnit sourceUnit, Affine conversion,
                        Affine calibration, double rate, Duration flatAfter, PointDetail detail) {}
