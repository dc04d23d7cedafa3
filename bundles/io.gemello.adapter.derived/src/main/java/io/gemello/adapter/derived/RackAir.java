package io.gemello.adapter.derived;

import java.util.Arrays;

/** Takes from a formula's inputs what {@link AirSide} computes with: a temperature before and behind each rack, and the air that goes through it. */
final class RackAir {
    private RackAir() {}

    static Role[] heatRoles() {
        return new Role[] {Role.perAsset("inlet", "Cel"), Role.perAsset("outlet", "Cel"), Role.many("supply", "Cel"), Role.perAsset("flow", null).orNot(), Role.perAsset("power", null).orNot()};
    }

    static double shi(Inputs in) {
        Racks racks = Racks.of(in, 0, 1, 3, 4);
        return AirSide.shi(racks.flows, racks.inlets, racks.outlets, in.mean(2));
    }

    static double rti(Inputs in) {
        Racks racks = Racks.of(in, 2, 3, 4, 5);
        double rise = 0;
        double moved = 0;
        for (int rack = 0; rack < racks.flows.length; rack++) {
            rise += racks.flows[rack] * (racks.outlets[rack] - racks.inlets[rack]);
            moved += racks.flows[rack];
        }
        return moved <= 0 ? Double.NaN : AirSide.rti(in.mean(0), in.mean(1), rise / moved);
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
                    // Air takes up the rack's power. A rack that hardly warms its air moves hardly any, by its power too.
                    double rise = Math.max(AirSide.LEAST_RISE, by.column(1)[rack] - by.column(0)[rack]);
                    flows[rack] = Math.max(0, by.column(2)[rack]) / rise;
                }
            }
            return new Racks(by.column(0), by.column(1), flows);
        }
    }
}
