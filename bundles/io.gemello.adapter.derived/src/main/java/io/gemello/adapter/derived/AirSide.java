package io.gemello.adapter.derived;

/** How well air cools racks. Temperatures in °C. NaN where a quotient has no meaning. */
final class AirSide {
    /** A smaller rise of the air, K, says more about the probes than about the air. */
    static final double LEAST_RISE = 0.5;

    private AirSide() {}

    /** Rack cooling index, high side (Herrlin 2005): 100 where no inlet is above the recommended range, 0 where all are at the allowable limit; below 0 beyond it. */
    static double rciHigh(InletClass of, double... inlets) {
        double over = 0;
        for (double inlet : inlets) {
            // Cool inlets do not make up for hot ones.
            over += Math.max(0, inlet - InletClass.RECOMMENDED_HIGH);
        }
        return inlets.length == 0 ? Double.NaN : (1 - over / (inlets.length * (of.allowableHigh - InletClass.RECOMMENDED_HIGH))) * 100;
    }

    /** Rack cooling index, low side: the same for inlets that are too cold. */
    static double rciLow(InletClass of, double... inlets) {
        double under = 0;
        for (double inlet : inlets) {
            under += Math.max(0, InletClass.RECOMMENDED_LOW - inlet);
        }
        return inlets.length == 0 ? Double.NaN : (1 - under / (inlets.length * (InletClass.RECOMMENDED_LOW - of.allowableLow))) * 100;
    }

    /** Return temperature index (Herrlin 2008), %: below 100 cold air passes the racks by, above 100 racks breathe their own hot air. @param rise of the air in the equipment, K */
    static double rti(double returning, double supply, double rise) {
        return !(rise >= LEAST_RISE) ? Double.NaN : (returning - supply) / rise * 100;
    }

    /**
     * Supply heat index (Sharma, Bash, Patel 2002): the share of the heat in the racks' outlets that the air had taken up before it came to an inlet; 0 is ideal. One less it is the return heat
     * index, from the same division so that both always add up to 1.
     *
     * @param flows air through each rack, in any unit
     * @param supply of the cooling units
     */
    static double shi(double[] flows, double[] inlets, double[] outlets, double supply) {
        double taken = 0;
        double all = 0;
        double moved = 0;
        for (int rack = 0; rack < flows.length; rack++) {
            taken += flows[rack] * (inlets[rack] - supply);
            all += flows[rack] * (outlets[rack] - supply);
            moved += flows[rack];
        }
        return moved <= 0 || !(all >= moved * LEAST_RISE) ? Double.NaN : taken / all;
    }
}
