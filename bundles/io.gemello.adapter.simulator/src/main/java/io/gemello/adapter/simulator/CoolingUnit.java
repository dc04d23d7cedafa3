package io.gemello.adapter.simulator;

/**
 * A cooling unit at the end of a row: a fan, a coil with chilled water and the valve in front of it, which holds the supply temperature.
 * What is asked of it and what it does are two things: fan and valve take their time, and may be stuck.
 */
final class CoolingUnit {
    /** Air flow of the full fan, m³/s: at the normal 75 % four units carry 200 kW at 12 K with a fifth to spare. A choice, as the other numbers of this machine. */
    static final double FULL_FLOW = 5.5;
    /** At full flow, kW: four fans at 75 % draw 12 kW, six in a hundred of the servers' 200. */
    static final double FULL_FAN_KILOWATTS = 7;
    static final double LEAST_FAN = 0.2;
    static final double COLDEST_SUPPLY = 14;
    static final double WARMEST_SUPPLY = 27;
    private static final double NORMAL_FAN = 0.75;
    private static final double NORMAL_SUPPLY = 18;
    /** Of the difference between air and water, with the valve open. */
    private static final double COIL_EFFECT = 0.85;
    private static final double FAN_RAMP_PER_SECOND = 0.04;
    private static final double VALVE_TRAVEL_SECONDS = 60;
    private static final double COIL_LAG_SECONDS = 20;

    private boolean off;
    private boolean fanStuck;
    private boolean valveStuck;
    private double askedFan = NORMAL_FAN;
    private double askedSupply = NORMAL_SUPPLY;
    private double fan = NORMAL_FAN;
    private double valve = 0.5;
    private double supply = NORMAL_SUPPLY;
    private double returning = NORMAL_SUPPLY;
    private double heat;

    /** @param returning the hall's air that it draws in, °C @param water chilled, °C */
    void step(double seconds, double returning, double water) {
        this.returning = returning;
        if (!fanStuck) {
            fan = towards(fan, off ? 0 : askedFan, FAN_RAMP_PER_SECOND * seconds);
        }
        double span = COIL_EFFECT * (returning - water);
        double warming = fan == 0 ? 0 : fanKilowatts() * 1000 / (flow() * Air.HEAT_PER_CUBIC_METRE);
        if (!valveStuck) {
            double wanted = off || span <= 0 ? 0 : Math.min(1, Math.max(0, (returning + warming - askedSupply) / span));
            valve = towards(valve, wanted, seconds / VALVE_TRAVEL_SECONDS);
        }
        heat = flow() * Air.HEAT_PER_CUBIC_METRE * valve * Math.max(0, span);
        double target = returning - valve * Math.max(0, span) + warming;
        supply += (target - supply) * (1 - Math.exp(-seconds / COIL_LAG_SECONDS));
    }

    private static double towards(double from, double to, double most) {
        return from + Math.max(-most, Math.min(most, to - from));
    }

    /** @param share of full speed; bounded */
    void askFan(double share) {
        askedFan = Math.max(LEAST_FAN, Math.min(1, share));
    }

    /** @param celsius bounded */
    void askSupply(double celsius) {
        askedSupply = Math.max(COLDEST_SUPPLY, Math.min(WARMEST_SUPPLY, celsius));
    }

    /** Both bounded: shares of full speed and of the opening. */
    void place(double fan, double valve) {
        this.fan = Math.max(0, Math.min(1, fan));
        this.valve = Math.max(0, Math.min(1, valve));
    }

    /** @param celsius of the air that it supplies now */
    void supplies(double celsius) {
        supply = celsius;
    }

    void off(boolean now) {
        off = now;
    }

    void fanStuck(boolean now) {
        fanStuck = now;
    }

    void valveStuck(boolean now) {
        valveStuck = now;
    }

    boolean off() {
        return off;
    }

    /** Share of full speed that is wanted. */
    double askedFan() {
        return askedFan;
    }

    /** °C. */
    double askedSupply() {
        return askedSupply;
    }

    /** Share of full speed. */
    double fan() {
        return fan;
    }

    /** Share of its opening. */
    double valve() {
        return valve;
    }

    /** m³/s. */
    double flow() {
        return FULL_FLOW * fan;
    }

    /** °C. */
    double supply() {
        return supply;
    }

    /** °C. */
    double returning() {
        return returning;
    }

    /** What the water takes away, W. */
    double heat() {
        return heat;
    }

    double fanKilowatts() {
        return Energy.fan(FULL_FAN_KILOWATTS, fan);
    }
}
