package io.gemello.adapter.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * What can be broken in a hall, by names of the form {@code WHAT.KIND}, e.g. {@code crac-2.off}. Which there are never changes and may be
 * asked by any thread; breaking, mending and {@link #since} belong to the hall's.
 */
final class Faults {
    /** Kinds of faults and what they do, in the order in which they are shown. */
    enum Kind {
        OFF("off", "the cooling unit stops: its fan runs down, its valve closes"),
        FAN_STUCK("fan-stuck", "the fan stays at its speed, whatever is asked of it"),
        VALVE_STUCK("valve-stuck", "the valve of the chilled water stays where it is"),
        DRIFT("drift", "the probe's value rises by 6 units of the point an hour"),
        DEAD("dead", "the probe gives no value any more"),
        UNIT_MIX_UP("unit-mix-up", "the probe says °C for °F, W for kW, Pa for kPa, or the other way round"),
        DUPLICATES("duplicates", "the device sends each message " + Device.BURST + " times"),
        CLOCK_AHEAD("clock-ahead", "the device's clock is an hour ahead");

        private final String word;
        private final String meaning;

        Kind(String word, String meaning) {
            this.word = word;
            this.meaning = meaning;
        }

        String word() {
            return word;
        }

        String meaning() {
            return meaning;
        }
    }

    private record Fault(Kind kind, LongConsumer arise, Runnable end) {}

    private final Map<String, Fault> possible = new LinkedHashMap<>();
    private final Map<String, Long> active = new TreeMap<>();

    /** A hall in which nothing can be broken. */
    static Faults none() {
        return new Faults();
    }

    static Faults of(DataHall hall) {
        Faults faults = new Faults();
        for (int row = 0; row < Hall.ROWS; row++) {
            CoolingUnit unit = hall.hall().unit(row);
            String id = DataHall.unitId(row);
            faults.add(id, Kind.OFF, now -> unit.off(true), () -> unit.off(false));
            faults.add(id, Kind.FAN_STUCK, now -> unit.fanStuck(true), () -> unit.fanStuck(false));
            faults.add(id, Kind.VALVE_STUCK, now -> unit.valveStuck(true), () -> unit.valveStuck(false));
        }
        for (Device device : hall.devices()) {
            faults.add(device.id(), Kind.DUPLICATES, now -> device.bursting(true), () -> device.bursting(false));
            if (device.tellsTime()) {
                faults.add(device.id(), Kind.CLOCK_AHEAD, now -> device.clockAhead(true), () -> device.clockAhead(false));
            }
            for (Probe probe : device.probes()) {
                faults.add(probe.point(), Kind.DEAD, now -> probe.dead(true), () -> probe.dead(false));
                if (probe.kind().states.length == 0) {
                    faults.add(probe.point(), Kind.DRIFT, probe::drift, probe::steady);
                }
                if (probe.spoken().mistaken() != probe.spoken()) {
                    faults.add(probe.point(), Kind.UNIT_MIX_UP, now -> probe.mixedUp(true), () -> probe.mixedUp(false));
                }
            }
        }
        return faults;
    }

    private void add(String target, Kind kind, LongConsumer arise, Runnable end) {
        possible.put(target + "." + kind.word, new Fault(kind, arise, end));
    }

    boolean knows(String name) {
        return possible.containsKey(name);
    }

    /** @param name a known one */
    Kind kind(String name) {
        return possible.get(name).kind;
    }

    /** The first name of a kind; null where nothing can be broken that way. */
    String example(Kind kind) {
        return possible.entrySet().stream().filter(fault -> fault.getValue().kind == kind).map(Map.Entry::getKey).findFirst().orElse(null);
    }

    /** Again changes nothing: a drift goes on. @param now seconds since 1970 @return whether it is new */
    boolean arise(String name, long now) {
        boolean fresh = active.putIfAbsent(name, now) == null;
        if (fresh) {
            possible.get(name).arise.accept(now);
        }
        return fresh;
    }

    /** @return whether it was there */
    boolean end(String name) {
        boolean was = active.remove(name) != null;
        if (was) {
            possible.get(name).end.run();
        }
        return was;
    }

    /** @return whether there was any */
    boolean endAll() {
        boolean any = !active.isEmpty();
        List.copyOf(active.keySet()).forEach(this::end);
        return any;
    }

    /** Those that are there, and since when: seconds since 1970. */
    Map<String, Long> active() {
        return new TreeMap<>(active);
    }
}
