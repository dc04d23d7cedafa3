package io.gemello.api.reading;

import io.gemello.api.catalogue.Point;

/**
 * A sample after normalisation.
 *
 * @param point the point it belongs to, never null
 * @param epochNanos source time, UTC nanoseconds since 1970
 * @param value in the point's unit; NaN only with a bad {@link Quality}
 * @param quality see {@link Quality}
 */
public record Reading(Point point, long epochNanos, double value, int quality) {}
