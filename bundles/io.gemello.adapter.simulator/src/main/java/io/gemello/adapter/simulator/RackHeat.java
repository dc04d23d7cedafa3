package io.gemello.adapter.simulator;

/**
 * Two nodes that store heat: the air in a rack, which the servers warm and the draught carries away, and the metal, which follows it.
 * Ca·dTa/dt = Q − hA·(Ta − Tm) + V·ρc·(Tin − Ta); Cm·dTm/dt = hA·(Ta − Tm).
 */
final class RackHeat {
    /** @param air Ca, J/K @param metal Cm, J/K @param exchange hA, W/K */
    record Capacities(double air, double metal, double exchange) {
        /** Calibrated, not measured: meets the published 3 min 9 s at 5 kW and under 1 min above 10 kW from the loss of cooling to shut-down at +16 K. */
        static final Capacities RACK = new Capacities(10_000, 80_000, 800);
    }

    private final Capacities capacities;
    private double air;
    private double metal;

    RackHeat(Capacities capacities, double celsius) {
        this.capacities = capacities;
        air = celsius;
        metal = celsius;
    }

    /** Goes on from there. Both in °C. */
    void stands(double air, double metal) {
        this.air = air;
        this.metal = metal;
    }

    double metal() {
        return metal;
    }

    /** Temperature of the air in it, which is that at its outlet, °C. */
    double air() {
        return air;
    }

    /**
     * Classic Runge-Kutta; the fastest time constant of a rack is about 7 s, so a step of 1 s is far within its bounds.
     *
     * @param watts heat of the servers
     * @param flow draught, m³/s
     * @param inlet temperature of the air drawn in, °C
     */
    void step(double seconds, double watts, double flow, double inlet) {
        double draught = flow * Air.HEAT_PER_CUBIC_METRE;
        double a1 = airSlope(air, metal, watts, draught, inlet);
        double m1 = metalSlope(air, metal);
        double a2 = airSlope(air + a1 * seconds / 2, metal + m1 * seconds / 2, watts, draught, inlet);
        double m2 = metalSlope(air + a1 * seconds / 2, metal + m1 * seconds / 2);
        double a3 = airSlope(air + a2 * seconds / 2, metal + m2 * seconds / 2, watts, draught, inlet);
        double m3 = metalSlope(air + a2 * seconds / 2, metal + m2 * seconds / 2);
        double a4 = airSlope(air + a3 * seconds, metal + m3 * seconds, watts, draught, inlet);
        double m4 = metalSlope(air + a3 * seconds, metal + m3 * seconds);
        air += seconds / 6 * (a1 + 2 * a2 + 2 * a3 + a4);
        metal += seconds / 6 * (m1 + 2 * m2 + 2 * m3 + m4);
    }

    private double airSlope(double a, double m, double watts, double draught, double inlet) {
        return (watts - capacities.exchange * (a - m) + draught * (inlet - a)) / capacities.air;
    }

    private double metalSlope(double a, double m) {
        return capacities.exchange * (a - m) / capacities.metal;
    }
}
