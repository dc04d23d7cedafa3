package io.gemello.adapter.simulator;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A hall of four rows with ten racks each and a cooling unit to each row, in steps of a second of its own time: the same seed, start
 * and orders give the same hall, however fast it is stepped. Used by one thread.
 */
final class Hall {
    static final int ROWS = 4;
    static final int RACKS = 10;
    /** What came before its start is stepped too, so that it is settled: the slowest part, the water, follows within minutes. */
    static final int SETTLING_SECONDS = 3600;
    private static final double STEP_SECONDS = 1;
    private static final double DAY_SECONDS = 86_400;
    private static final double LEAST_RACK_KILOWATTS = 3;
    private static final double MORE_RACK_KILOWATTS = 4;
    /** Of its load, how much a rack follows the day and a rhythm of its own. */
    private static final double WITH_THE_DAY = 0.08;
    private static final double OWN_RHYTHM = 0.03;
    private static final double OWN_PERIOD_SECONDS = 1800;
    private static final double MEAN_OUTSIDE = 19;
    private static final double SWING_OUTSIDE = 6;
    private static final double MEAN_DEW_POINT = 10;
    private static final double DEW_POINT_PERIOD_SECONDS = 7200;
    /** Below the floor while all fans run at 75 %; it goes with the square of the flow. */
    private static final double FLOOR_PASCAL = 15;
    private static final double FLOOR_PASCAL_AT_FLOW = 4 * 0.75 * CoolingUnit.FULL_FLOW;
    private static final int DAY_CHANNEL = 1;
    private static final int OUTSIDE_CHANNEL = 2;
    private static final int DEW_POINT_CHANNEL = 3;
    private static final int FIRST_RACK_CHANNEL = 100;

    private final SeededWaves chance;
    private final Rack[][] racks = new Rack[ROWS][RACKS];
    private final List<CoolingUnit> units = IntStream.range(0, ROWS).mapToObj(unit -> new CoolingUnit()).toList();
    private final Plant plant = new Plant();
    private final double[] supplied = new double[ROWS];
    private final double[] returned = new double[ROWS];
    private long epochSecond;

    Hall(long seed, long epochSecond) {
        chance = new SeededWaves(seed);
        for (Rack[] row : racks) {
            for (int position = 0; position < RACKS; position++) {
                row[position] = new Rack();
            }
        }
        this.epochSecond = epochSecond - SETTLING_SECONDS;
        advanceTo(epochSecond);
    }

    /** Steps up to then. After a longer gap, of a machine that slept or whose clock was set, the hall goes on from where it stood: only the last hour is stepped. A time in the past changes nothing. */
    void advanceTo(long then) {
        epochSecond = Math.max(epochSecond, then - SETTLING_SECONDS);
        while (epochSecond < then) {
            step();
        }
    }

    /** A second. */
    void step() {
        epochSecond++;
        double servers = 0;
        for (int row = 0; row < ROWS; row++) {
            for (int position = 0; position < RACKS; position++) {
                racks[row][position].load(load(row, position));
                servers += racks[row][position].kilowatts();
            }
        }
        for (int row = 0; row < ROWS; row++) {
            stepRow(row);
        }
        for (int unit = 0; unit < ROWS; unit++) {
            double back = 0;
            for (int row = 0; row < ROWS; row++) {
                back += AirPaths.share(unit, row, ROWS) * returned[row];
            }
            units.get(unit).step(STEP_SECONDS, back, plant.water());
        }
        plant.step(STEP_SECONDS, outside(), units, servers);
    }

    private void stepRow(int row) {
        double wanted = 0;
        double[] outlets = new double[RACKS];
        for (int position = 0; position < RACKS; position++) {
            wanted += racks[row][position].flow();
            outlets[position] = racks[row][position].outlet();
        }
        double flow = 0;
        double warmth = 0;
        for (int unit = 0; unit < ROWS; unit++) {
            double share = AirPaths.share(unit, row, ROWS) * units.get(unit).flow();
            flow += share;
            warmth += share * units.get(unit).supply();
        }
        supplied[row] = flow == 0 ? units.get(row).returning() : warmth / flow;
        double lack = Math.max(0, 1 - flow / wanted);
        double taken = 0;
        double out = 0;
        for (int position = 0; position < RACKS; position++) {
            Rack rack = racks[row][position];
            boolean end = position == 0 || position == RACKS - 1;
            double back = AirPaths.comingBack(outlets, position);
            double warm = 0;
            for (Rack.Height height : Rack.Height.values()) {
                double recirculation = AirPaths.recirculation(height, end, lack);
                rack.inlet(height, supplied[row] + recirculation * (back - supplied[row]));
                warm += recirculation / Rack.Height.values().length;
            }
            taken += rack.flow() * (1 - warm);
            out += rack.flow() * rack.outlet();
            rack.step(STEP_SECONDS);
        }
        // What is supplied and not drawn in goes back to the units past the racks.
        double hot = flow == 0 ? 1 : Math.min(1, taken / flow);
        returned[row] = supplied[row] + hot * (out / wanted - supplied[row]);
    }

    private double load(int row, int position) {
        int channel = FIRST_RACK_CHANNEL + row * RACKS + position;
        double mean = LEAST_RACK_KILOWATTS + MORE_RACK_KILOWATTS * chance.share(channel);
        return mean * (1 + WITH_THE_DAY * chance.wave(epochSecond, DAY_CHANNEL, DAY_SECONDS) + OWN_RHYTHM * chance.wave(epochSecond, channel, OWN_PERIOD_SECONDS));
    }

    /**
     * Goes on from a second in which it stood once, and whose warmth is set afterwards: what is between that and now is stepped. One that is
     * no second of the hour since its start it does not take.
     *
     * @return whether it does
     */
    boolean resume(long second) {
        if (second <= epochSecond || second > epochSecond + SETTLING_SECONDS) {
            return false;
        }
        // That second once more: what is said between the steps comes from one.
        epochSecond = second - 1;
        return true;
    }

    /** UTC seconds since 1970. */
    long epochSecond() {
        return epochSecond;
    }

    /** Both from 0. */
    Rack rack(int row, int position) {
        return racks[row][position];
    }

    /** From 0. */
    CoolingUnit unit(int row) {
        return units.get(row);
    }

    Plant plant() {
        return plant;
    }

    /** Air that gets to a row, °C. */
    double supplied(int row) {
        return supplied[row];
    }

    /** Air that a row gives back, °C. */
    double returned(int row) {
        return returned[row];
    }

    /** °C. */
    double outside() {
        return MEAN_OUTSIDE + SWING_OUTSIDE * chance.wave(epochSecond, OUTSIDE_CHANNEL, DAY_SECONDS);
    }

    /** The same in the whole hall, °C. */
    double dewPoint() {
        return MEAN_DEW_POINT + chance.wave(epochSecond, DEW_POINT_CHANNEL, DEW_POINT_PERIOD_SECONDS);
    }

    /** Over the hall's, Pa. */
    double floorPressure() {
        double share = units.stream().mapToDouble(CoolingUnit::flow).sum() / FLOOR_PASCAL_AT_FLOW;
        return FLOOR_PASCAL * share * share;
    }
}
