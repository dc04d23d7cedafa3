package io.gemello.adapter.simulator;

/** Air as a hall holds it. Temperatures in °C. */
final class Air {
    /** J/(m³·K): 1.2 kg/m³ and 1006 J/(kg·K), about 20 °C at sea level. */
    static final double HEAT_PER_CUBIC_METRE = 1.2 * 1006;
    /** Magnus' coefficients over water. */
    private static final double MAGNUS_A = 17.625;
    private static final double MAGNUS_B = 243.04;

    private Air() {}

    /** m³/s that carry a heat away at a rise of the air's temperature. */
    static double flow(double watts, double kelvin) {
        return watts / (HEAT_PER_CUBIC_METRE * kelvin);
    }

    /** @param humidity relative, %, above 0 */
    static double dewPoint(double celsius, double humidity) {
        double g = Math.log(humidity / 100) + MAGNUS_A * celsius / (MAGNUS_B + celsius);
        return MAGNUS_B * g / (MAGNUS_A - g);
    }

    /** Relative humidity, %, of air with that dew point; at most 100. */
    static double humidity(double celsius, double dewPoint) {
        return Math.min(100, 100 * Math.exp(MAGNUS_A * dewPoint / (MAGNUS_B + dewPoint) - MAGNUS_A * celsius / (MAGNUS_B + celsius)));
    }
}
