package io.gemello.adapter.simulator;

/** What machines draw. Powers in the unit they are given in. */
final class Energy {
    /** Share of the Carnot process that a chiller reaches. */
    private static final double CHILLER_QUALITY = 0.4;
    /** No compressor does better; free cooling is not modelled. */
    private static final double BEST_COP = 12;
    /** The condenser is that much warmer than the air outside, K. */
    private static final double CONDENSER_APPROACH = 12;
    /** The evaporator is that much colder than the air supplied, K. */
    private static final double EVAPORATOR_APPROACH = 9;
    private static final double ZERO_CELSIUS = 273.15;
    /** Servers turn their fans up in warm air: published 0.35 to 0.5 % a kelvin between 23 and 30 °C. */
    private static final double SERVER_GROWTH_PER_KELVIN = 0.004;
    private static final double SERVER_GROWTH_FROM = 23;
    /** Of what it gives out. */
    private static final double UPS_LOSS = 0.06;

    private Energy() {}

    /** Affinity law: a fan's power goes with the cube of its air flow. @param share of the flow at which it draws the reference */
    static double fan(double reference, double share) {
        return reference * share * share * share;
    }

    /** Heat moved per work. @param outside °C @param supply set-point of the air, °C */
    static double chillerCop(double outside, double supply) {
        double evaporator = supply - EVAPORATOR_APPROACH;
        double condenser = Math.max(outside + CONDENSER_APPROACH, supply - 1);
        return Math.min(BEST_COP, CHILLER_QUALITY * (evaporator + ZERO_CELSIUS) / (condenser - evaporator));
    }

    /** @param cool what they draw in air of up to 23 °C @param inlet °C */
    static double servers(double cool, double inlet) {
        return cool * (1 + SERVER_GROWTH_PER_KELVIN * Math.max(0, inlet - SERVER_GROWTH_FROM));
    }

    static double upsInput(double output) {
        return output * (1 + UPS_LOSS);
    }
}
