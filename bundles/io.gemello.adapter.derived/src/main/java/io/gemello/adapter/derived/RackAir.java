package io.gemello.adapter.derived;

import java.util.Arrays;

/**
 * Takes from a formula's inputs what {@link AirSide} computes with: temperatures before and behind each rack and the air
 * that goes through it, temperatures before and behind the cooling units and the air that they move.
 */
final class RackAir {
    private static final String CELSIUS = "Cel";
    private static final String RACK = "rack";
    private static final String UNIT = "unit";

    private RackAir() {}

    static Role[] heatRoles() {
        return new Role[] {Role.ofEach(RACK, "inlet", CELSIUS), Role.ofEach(RACK, "outlet", CELSIUS), Role.ofEach(UNIT, "supply", CELSIUS),
            Role.ofEach(RACK, "flow", null).orNot(), Role.ofEach(RACK, "power", null).orNot(), Role.ofEach(UNIT, "air", null).orNot()};
    }

    static double shi(Inputs in) {
        Racks racks = Racks.of(in, 0, 1, 3, 4);
        return AirSide.shi(racks.flows, racks.inlets, racks.outlets, unitAir(in, 2, 5));
    }

    static Role[] indexRoles() {
        return new Role[] {Role.ofEach(UNIT, "return", CELSIUS), Role.ofEach(UNIT, "supply", CELSIUS), Role.ofEach(RACK, "inlet", CELSIUS), Role.ofEach(RACK, "outlet", CELSIUS),
            Role.ofEach(RACK, "flow", null).orNot(), Role.ofEach(RACK, "power", null).orNot(), Role.ofEach(UNIT, "air", null).orNot()};
    }

    static double rti(Inputs in) {
        Racks racks = Racks.of(in, 2, 3, 4, 5);
        return AirSide.rti(unitAir(in, 0, 6), unitAir(in, 1, 6), weighted(racks.outlets, racks.flows) - weighted(racks.inlets, racks.flows));
    }

    /** A unit that stands still says nothing about the air that is supplied. NaN where all do. */
    private static double unitAir(Inputs in, int temperature, int air) {
        if (!in.has(air)) {
            return in.mean(temperature);
        }
        Inputs.PerAsset units = in.perAsset(temperature, air);
        return weighted(units.column(0), units.column(1));
    }

    private static double weighted(double[] values, double[] weights) {
        double sum = 0;
        double all = 0;
        for (int i = 0; i < values.length; i++) {
            double weight = Math.max(0, weights[i]);
            sum += weight * values[i];
            all += weight;
        }
        return all <= 0 ? Double.NaN : sum / all;
    }

    private record Racks(double[] inlets, double[] outlets, double[] flows) {
        static Racks of(Inputs in, int inlet, int outlet, int flow, int power) {
            boolean measured = in.has(flow);
            boolean powered = in.has(power);
            Inputs.PerAsset by = measured ? in.perAsset(inlet, outlet, flow) : powered ? in.perAsset(inlet, outlet, power) : in.perAsset(inlet, outlet);
            double[] flows = new double[by.size()];
            Arrays.fill(flows, 1);
            for (int rack = 0; rack < flows.length; rack++) {
                if (measured) {
                    flows[rack] = Math.max(0, by.column(2)[rack]);
                } else if (powered) {
                    // The air takes up the rack's power. One that hardly warms its air moves as much as its small power says at the least rise.
                    flows[rack] = Math.max(0, by.column(2)[rack]) / Math.max(AirSide.LEAST_RISE, by.column(1)[rack] - by.column(0)[rack]);
                }
            }
            return new Racks(by.column(0), by.column(1), flows);
        }
    }
}
