package io.gemello.adapter.simulator;

import java.util.List;

/** Chiller, pump and UPS. */
final class Plant {
    /** The water is that much colder than the air that is asked for, K. */
    private static final double WATER_BELOW_SUPPLY = 7;
    private static final double WATER_LAG_SECONDS = 300;
    /** kg/s. */
    private static final double WATER_FLOW = 12;
    /** J/(kg·K). */
    private static final double WATER_HEAT = 4190;
    private static final double PUMP_PASCAL = 300_000;
    private static final double PUMP_EFFICIENCY = 0.87;
    private static final double WATER_DENSITY = 1000;
    private static final double UPS_RATED_KILOWATTS = 320;

    private double water = 11;
    private double cooling;
    private double cop = 1;
    private double servers;

    /** @param outside °C @param servers kW */
    void step(double seconds, double outside, List<CoolingUnit> units, double servers) {
        double supply = units.stream().mapToDouble(CoolingUnit::askedSupply).average().orElseThrow();
        water += (supply - WATER_BELOW_SUPPLY - water) * (1 - Math.exp(-seconds / WATER_LAG_SECONDS));
        cooling = units.stream().mapToDouble(CoolingUnit::heat).sum() / 1000;
        cop = Energy.chillerCop(outside, supply);
        this.servers = servers;
    }

    /** @param celsius chilled, now */
    void water(double celsius) {
        water = celsius;
    }

    /** Chilled, to the units, °C. */
    double water() {
        return water;
    }

    /** Back from the units, °C. */
    double waterBack() {
        return water + cooling * 1000 / (WATER_FLOW * WATER_HEAT);
    }

    /** Heat that the chiller moves, kW. */
    double cooling() {
        return cooling;
    }

    double cop() {
        return cop;
    }

    double chillerKilowatts() {
        return cooling / cop;
    }

    double pumpPascal() {
        return PUMP_PASCAL;
    }

    double pumpKilowatts() {
        return PUMP_PASCAL * WATER_FLOW / WATER_DENSITY / PUMP_EFFICIENCY / 1000;
    }

    /** kW. */
    double upsOutput() {
        return servers;
    }

    /** kW. */
    double upsInput() {
        return Energy.upsInput(servers);
    }

    /** Share of what it is made for. */
    double upsLoad() {
        return servers / UPS_RATED_KILOWATTS;
    }
}
