package io.gemello.adapter.simulator;

/** A rack with its load, the air at three heights of its front, and what it does to it. */
final class Rack {
    /** Where the front is measured: at a sixth, half and five sixths of its height. */
    enum Height { BOTTOM, MIDDLE, TOP }

    /** For which the servers' fans are set. */
    static final double DESIGN_RISE_KELVIN = 12;
    private static final double FIRST_CELSIUS = 20;

    private final RackHeat heat = new RackHeat(RackHeat.Capacities.RACK, FIRST_CELSIUS);
    private final double[] inlet = {FIRST_CELSIUS, FIRST_CELSIUS, FIRST_CELSIUS};
    private double kilowatts;
    private double flow;

    /** @param cool kW that its servers draw in cool air */
    void load(double cool) {
        kilowatts = Energy.servers(cool, inlet());
        flow = Air.flow(cool * 1000, DESIGN_RISE_KELVIN);
    }

    void inlet(Height height, double celsius) {
        inlet[height.ordinal()] = celsius;
    }

    /** What it remembers from one step to the next: air and metal, inlets from the bottom; °C. */
    double[] warmth() {
        return new double[] {heat.air(), heat.metal(), inlet[0], inlet[1], inlet[2]};
    }

    /** @param warmth as {@link #warmth} gave it */
    void warmth(double[] warmth) {
        heat.stands(warmth[0], warmth[1]);
        System.arraycopy(warmth, 2, inlet, 0, inlet.length);
    }

    void step(double seconds) {
        heat.step(seconds, kilowatts * 1000, flow, inlet());
    }

    double kilowatts() {
        return kilowatts;
    }

    /** m³/s that its servers draw. */
    double flow() {
        return flow;
    }

    double inlet(Height height) {
        return inlet[height.ordinal()];
    }

    /** Mean of the heights, °C. */
    double inlet() {
        return (inlet[0] + inlet[1] + inlet[2]) / inlet.length;
    }

    /** °C. */
    double outlet() {
        return heat.air();
    }
}
