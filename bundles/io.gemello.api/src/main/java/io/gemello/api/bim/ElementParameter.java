package io.gemello.api.bim;

import io.gemello.api.catalogue.PointState;

/**
 * The value of a parameter on one element now.
 *
 * @param point id of the point that fills it
 * @param asset id of that point's asset: who may not read it may not see this
 * @param aggregate e.g. {@code last}, {@code mean 15 min}
 * @param value in the parameter's unit; NaN where there is none. For a text the number of its state
 * @param text of a parameter of type TEXT; null where there is none
 * @param quality see {@link io.gemello.api.reading.Quality}
 * @param epochNanos source time of the value, of an aggregate the end of its window; 0 where there is none
 * @param state whether the point is live; a value that is not live must not look as if it were
 * @param alert the most urgent state of the point's alerts, e.g. {@code unacknowledged}; {@code normal} for none
 */
public record ElementParameter(SharedParameter parameter, String point, String asset, String aggregate, double value, String text, int quality, long epochNanos,
                               PointState.State state, String alert) {}
