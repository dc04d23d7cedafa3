package io.gemello.control;

import io.gemello.api.catalogue.PointState;
import io.gemello.api.control.Actuator;
import io.gemello.api.reading.Quality;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Whether an actuator shows at its point what it was told: that a broker took a message says nothing about who hears it. */
final class Readback {
    /** Of what lies between an actuator's bounds: what its point may be off, for rounding. */
    private static final double ROUNDING = 0.01;
    private final Function<String, PointState> states;
    private final LongSupplier site;

    /** @param states the state of a point, null for one that the site does not have @param site site time, UTC nanoseconds */
    Readback(Function<String, PointState> states, LongSupplier site) {
        this.states = states;
        this.site = site;
    }

    /** How far apart what it was told and what its point says may be. */
    static double tolerance(Actuator actuator) {
        return Math.max(actuator.deadband(), ROUNDING * (actuator.max() - actuator.min()));
    }

    /** Site time. */
    long now() {
        return site.getAsLong();
    }

    /** Whether the point can show anything: the site has it, and it is not out of service. */
    boolean sees(String point) {
        return sees(states.apply(point));
    }

    private static boolean sees(PointState state) {
        return state != null && state.state() != PointState.State.OUT_OF_SERVICE;
    }

    /**
     * What is missing until the point shows the value.
     *
     * @param since site time of the command: an older reading proves nothing
     * @return null where it is shown, and where the point {@link #sees cannot show it}
     */
    String missing(String point, double value, double tolerance, long since) {
        PointState state = states.apply(point);
        if (!sees(state)) {
            return null;
        }
        if (state.latest() == null || state.latest().epochNanos() < since || Quality.level(state.latest().quality()) == Quality.BAD) {
            return "its point has not said a value since that can be used";
        }
        double says = state.latest().value();
        return Math.abs(says - value) <= tolerance ? null : "its point says " + Driven.text(says);
    }
}
