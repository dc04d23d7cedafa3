package io.gemello.api.control;

import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.reading.Quality;
import java.time.Duration;
import java.util.Map;

/**
 * What all loops of one cycle see: taken once, never changed.
 *
 * @param now site time, UTC nanoseconds
 * @param elapsed since the snapshot before, by the machine's clock; zero for the first
 * @param points the inputs and actuators of all loops, by their points
 * @param present what each actuator stands at now: what was written last while control holds it, else what its point says; NaN where nobody knows
 * @param holders name of the loop whose commands an actuator carries out now; none for one that nobody holds
 */
public record Snapshot(long now, Duration elapsed, Map<Point, PointState> points, Map<Point, Double> present, Map<Point, String> holders) {
    public Snapshot {
        points = Map.copyOf(points);
        present = Map.copyOf(present);
        holders = Map.copyOf(holders);
    }

    /** Whether the point is live and its latest reading not bad. */
    public boolean usable(Point point) {
        PointState state = points.get(point);
        return state != null && state.state() == PointState.State.LIVE && state.latest() != null && Quality.level(state.latest().quality()) != Quality.BAD;
    }

    /** The point's latest value in its unit; NaN where it is not {@link #usable}. */
    public double value(Point point) {
        return usable(point) ? points.get(point).latest().value() : Double.NaN;
    }

    /** Since the source took the point's latest reading; null where there is none. */
    public Duration age(Point point) {
        PointState state = points.get(point);
        return state == null || state.latest() == null ? null : Duration.ofNanos(Math.max(0, now - state.latest().epochNanos()));
    }

    /** What an actuator stands at now; NaN where nobody knows. */
    public double present(Point actuator) {
        return present.getOrDefault(actuator, Double.NaN);
    }
}
