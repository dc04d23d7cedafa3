package io.gemello.control.inlet;

import io.gemello.api.control.Actuator;

/**
 * Proportional and integral action, in seconds. While its commands are carried out it integrates, but not against a bound, nor while the
 * actuator is still on its way; while they are not, it follows what the actuator stands at, so that it takes over without a bump.
 */
final class PiController {
    private final Actuator actuator;
    private final double gain;
    private final double reset;
    private final double fall;
    private double integral = Double.NaN;
    private double last;

    /**
     * @param gain of the actuator's unit for a unit of the error
     * @param reset seconds in which integral action repeats the proportional one
     * @param fall the fastest decrease a second: up fast and down slowly, or it would swing where a little less air makes a row much hotter
     */
    PiController(Actuator actuator, double gain, double reset, double fall) {
        this.actuator = actuator;
        this.gain = gain;
        this.reset = reset;
        this.fall = fall;
    }

    /** @param present NaN for unknown @param obeyed whether the actuator carries out what was said here @return within the actuator's bounds */
    double step(double error, double present, boolean obeyed, double seconds) {
        double proportional = gain * error;
        if (!obeyed || Double.isNaN(integral)) {
            last = Double.isNaN(present) ? actuator.safe() : present;
            integral = last - proportional;
        }
        double wanted = proportional + integral;
        double more = proportional * seconds / reset;
        boolean windsUp = wanted >= actuator.max() && more > 0 || wanted <= actuator.min() && more < 0;
        boolean underWay = obeyed && Math.abs(cut(wanted) - present) > slack(seconds) && Math.signum(wanted - present) == Math.signum(more);
        if (!windsUp && !underWay) {
            integral += more;
        }
        last = cut(Math.max(proportional + integral, last - fall * seconds));
        return last;
    }

    /** An actuator that is this near has arrived. */
    private double slack(double seconds) {
        return Math.max(actuator.deadband(), actuator.ratePerSecond() * seconds);
    }

    private double cut(double value) {
        return Math.max(actuator.min(), Math.min(actuator.max(), value));
    }
}
