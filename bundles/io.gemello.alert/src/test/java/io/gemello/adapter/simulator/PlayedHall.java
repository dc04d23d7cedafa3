package io.gemello.adapter.simulator;

import java.util.function.BiConsumer;

/** The simulated data hall without broker and adapters: what its probes say, in the points' units. */
public final class PlayedHall {
    private final DataHall hall;
    private final SeededWaves chance;

    public PlayedHall(long seed, long epochSecond) {
        hall = new DataHall(seed, epochSecond);
        chance = new SeededWaves(seed);
    }

    public void breaks(String fault) {
        hall.faults().arise(fault, hall.hall().epochSecond());
    }

    public void mended(String fault) {
        hall.faults().end(fault);
    }

    /** Steps the hall up to then. @param to is given each point's id and value */
    public void at(long epochSecond, BiConsumer<String, Double> to) {
        hall.hall().advanceTo(epochSecond);
        int channel = 1000;
        for (Device device : hall.devices()) {
            for (Probe probe : device.probes()) {
                String said = probe.say(epochSecond, chance, channel++);
                if (!said.equals("null")) {
                    to.accept(probe.point(), value(probe, said));
                }
            }
        }
    }

    private static double value(Probe probe, String said) {
        String[] states = probe.kind().states;
        for (int number = 0; number < states.length; number++) {
            if (said.equals('"' + states[number] + '"')) {
                return number;
            }
        }
        double value = Double.parseDouble(said);
        return switch (probe.spoken()) {
            case FAHRENHEIT -> (value - 32) / 1.8;
            case WATT -> value / 1000;
            case KILOPASCAL -> value * 1000;
            default -> value;
        };
    }
}
