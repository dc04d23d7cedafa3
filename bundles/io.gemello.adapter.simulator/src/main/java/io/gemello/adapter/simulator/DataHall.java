package io.gemello.adapter.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;

/** The devices of the site {@code datahall}, each reading the hall. */
final class DataHall implements Play {
    /** Position, from 1, of the racks whose servers tell about themselves: one a row. */
    static final int TALKING_POSITION = 5;
    static final int SERVERS = 5;
    /** That share a rack. */
    private static final int SERVERS_IN_RACK = 8;
    private static final double PROCESSOR_OVER_INLET = 35;
    private static final double SLOWEST_TURNS = 4500;
    private static final double TURNS_PER_KELVIN = 250;
    private static final double TURNS_FROM_CELSIUS = 18;
    /** Line to neutral, V. */
    private static final double VOLTS = 230;
    private static final int PHASES = 3;
    private static final double BATTERY_CELSIUS = 23;
    private static final int FIRST_NOISE_CHANNEL = 1000;
    private static final String FAULT = "fault.";
    private static final String ORDER = "order.";
    private static final String MACHINE = "machine.";
    private static final String WARMTH = "warmth.";
    private static final String SECOND = "second";

    private final Hall hall;
    private final SeededWaves chance;
    private final List<Device> devices = new ArrayList<>();
    private final Faults faults;
    private final Orders orders;

    DataHall(long seed, long epochSecond) {
        hall = new Hall(seed, epochSecond);
        chance = new SeededWaves(seed);
        for (int row = 0; row < Hall.ROWS; row++) {
            for (int position = 0; position < Hall.RACKS; position++) {
                rack(row, position);
            }
            row(row);
        }
        for (int unit = 0; unit < Hall.ROWS; unit++) {
            coolingUnit(unit);
        }
        plant();
        faults = Faults.of(this);
        orders = Orders.of(hall);
    }

    @Override
    public Orders orders() {
        return orders;
    }

    @Override
    public Faults faults() {
        return faults;
    }

    Hall hall() {
        return hall;
    }

    List<Device> devices() {
        return List.copyOf(devices);
    }

    /** Steps the hall up to now. */
    @Override
    public List<Message> at(long epochMillis) {
        hall.advanceTo(Math.floorDiv(epochMillis, 1000));
        List<Message> messages = new ArrayList<>();
        int channel = FIRST_NOISE_CHANNEL;
        for (Device device : devices) {
            messages.addAll(device.messages(epochMillis, chance, channel));
            channel += device.probes().size();
        }
        return messages;
    }

    /** Steps the hall up to then and asks every probe. @param each gets the text that its device would send for a value */
    void say(long epochSecond, BiConsumer<Probe, String> each) {
        hall.advanceTo(epochSecond);
        int channel = FIRST_NOISE_CHANNEL;
        for (Device device : devices) {
            for (Probe probe : device.probes()) {
                each.accept(probe, probe.say(epochSecond, chance, channel++).replace("\"", ""));
            }
        }
    }

    /** Faults with the second since which they are there, orders, where each unit's fan and valve stand, for a stuck one stands there again, and how warm everything is. */
    @Override
    public Map<String, String> remember() {
        Map<String, String> kept = new TreeMap<>();
        faults.active().forEach((name, since) -> kept.put(FAULT + name, since.toString()));
        orders.given().forEach((topic, value) -> kept.put(ORDER + topic, value.toString()));
        for (int row = 0; row < Hall.ROWS; row++) {
            kept.put(MACHINE + unitId(row), hall.unit(row).fan() + ";" + hall.unit(row).valve());
            kept.put(WARMTH + unitId(row), Double.toString(hall.unit(row).supply()));
            for (int position = 0; position < Hall.RACKS; position++) {
                kept.put(WARMTH + rackId(row, position), Arrays.stream(hall.rack(row, position).warmth()).mapToObj(Double::toString).collect(Collectors.joining(";")));
            }
        }
        kept.put(WARMTH + "water", Double.toString(hall.plant().water()));
        kept.put(SECOND, Long.toString(hall.epochSecond()));
        return kept;
    }

    @Override
    public void recall(Map<String, String> kept) {
        kept.forEach((key, value) -> {
            if (key.startsWith(ORDER)) {
                orders.again(key.substring(ORDER.length()), Double.parseDouble(value));
            }
        });
        for (int row = 0; row < Hall.ROWS; row++) {
            String[] stands = kept.getOrDefault(MACHINE + unitId(row), "").split(";");
            if (stands.length == 2) {
                hall.unit(row).place(Double.parseDouble(stands[0]), Double.parseDouble(stands[1]));
            }
        }
        if (hall.resume(Long.parseLong(kept.getOrDefault(SECOND, "0")))) {
            warmth(kept);
        }
        kept.forEach((key, value) -> {
            if (key.startsWith(FAULT) && faults.knows(key.substring(FAULT.length()))) {
                faults.arise(key.substring(FAULT.length()), Long.parseLong(value));
            }
        });
    }

    private void warmth(Map<String, String> kept) {
        for (int row = 0; row < Hall.ROWS; row++) {
            if (kept.containsKey(WARMTH + unitId(row))) {
                hall.unit(row).supplies(Double.parseDouble(kept.get(WARMTH + unitId(row))));
            }
            for (int position = 0; position < Hall.RACKS; position++) {
                double[] warmth = Arrays.stream(kept.getOrDefault(WARMTH + rackId(row, position), "0").split(";")).mapToDouble(Double::parseDouble).toArray();
                if (warmth.length == hall.rack(row, position).warmth().length) {
                    hall.rack(row, position).warmth(warmth);
                }
            }
        }
        if (kept.containsKey(WARMTH + "water")) {
            hall.plant().water(Double.parseDouble(kept.get(WARMTH + "water")));
        }
    }

    static String rackId(int row, int position) {
        return String.format(Locale.ROOT, "rack-%d-%02d", row + 1, position + 1);
    }

    static String unitId(int row) {
        return "crac-" + (row + 1);
    }

    private void rack(int row, int position) {
        Rack rack = hall.rack(row, position);
        String id = rackId(row, position);
        boolean lattice = row < Hall.ROWS / 2;
        Spoken spoken = lattice ? Spoken.FAHRENHEIT : Spoken.CELSIUS;
        List<Probe> probes = new ArrayList<>();
        for (Rack.Height height : Rack.Height.values()) {
            probes.add(new Probe(id, "inlet-" + height.name().toLowerCase(Locale.ROOT), Kind.INLET, spoken, () -> rack.inlet(height)));
        }
        probes.add(new Probe(id, "outlet", Kind.OUTLET, spoken, rack::outlet));
        probes.add(probe(id, "humidity", Kind.HUMIDITY, () -> Air.humidity(rack.inlet(Rack.Height.MIDDLE), hall.dewPoint())));
        add(id + "-climate", lattice ? Vendor.LATTICE : Vendor.NORDVIK, probes);
        add(id + "-meter", Vendor.POWERGATE, List.of(new Probe(id, "power", Kind.POWER, lattice ? Spoken.WATT : Spoken.KILOWATT, rack::kilowatts)));
        if (position == TALKING_POSITION - 1) {
            for (int server = 1; server <= SERVERS; server++) {
                server(id + "-server-" + server, rack, Rack.Height.values()[server % Rack.Height.values().length]);
            }
        }
    }

    private void server(String id, Rack rack, Rack.Height height) {
        add(id, Vendor.SENML, List.of(probe(id, "inlet", Kind.INLET, () -> rack.inlet(height)), probe(id, "processor", Kind.PROCESSOR, () -> rack.inlet(height) + PROCESSOR_OVER_INLET),
            new Probe(id, "power", Kind.POWER, Spoken.WATT, () -> rack.kilowatts() / SERVERS_IN_RACK),
            probe(id, "fan", Kind.FAN_TURNS, () -> SLOWEST_TURNS + TURNS_PER_KELVIN * Math.max(0, rack.inlet(height) - TURNS_FROM_CELSIUS))));
    }

    private void row(int row) {
        String id = "row-" + (row + 1);
        DoubleSupplier power = () -> {
            double sum = 0;
            for (int position = 0; position < Hall.RACKS; position++) {
                sum += hall.rack(row, position).kilowatts();
            }
            return sum;
        };
        add(id + "-meter", Vendor.POWERGATE, List.of(probe(id, "power", Kind.POWER, power), probe(id, "voltage", Kind.VOLTAGE, () -> VOLTS),
            probe(id, "current", Kind.CURRENT, () -> power.getAsDouble() * 1000 / PHASES / VOLTS)));
        bare(new Probe(id, "cold-aisle", Kind.AIR, row % 2 == 0 ? Spoken.FAHRENHEIT : Spoken.CELSIUS, () -> hall.supplied(row)));
        bare(probe(id, "hot-aisle", Kind.AIR, () -> hall.returned(row)));
        bare(probe(id, "humidity", Kind.HUMIDITY, () -> Air.humidity(hall.supplied(row), hall.dewPoint())));
        bare(new Probe(id, "floor-pressure", Kind.FLOOR_PRESSURE, Spoken.KILOPASCAL, hall::floorPressure));
    }

    private void coolingUnit(int row) {
        CoolingUnit unit = hall.unit(row);
        String id = unitId(row);
        add(id, Vendor.KLIMAT, List.of(probe(id, "supply", Kind.SUPPLY, unit::supply), probe(id, "return", Kind.RETURN, unit::returning), probe(id, "supply-setpoint", Kind.SUPPLY_WANTED, unit::askedSupply),
            probe(id, "fan", Kind.FAN, () -> unit.fan() * 100), probe(id, "fan-setpoint", Kind.FAN_WANTED, () -> unit.askedFan() * 100), probe(id, "valve", Kind.VALVE, () -> unit.valve() * 100),
            probe(id, "airflow", Kind.FLOW, unit::flow), probe(id, "power", Kind.POWER, unit::fanKilowatts), probe(id, "cooling", Kind.COOLING, () -> unit.heat() / 1000),
            probe(id, "mode", Kind.UNIT_MODE, () -> unit.off() ? 0 : 1)));
    }

    private void plant() {
        Plant plant = hall.plant();
        add("chiller", Vendor.KLIMAT, List.of(probe("chiller", "water", Kind.WATER, plant::water), probe("chiller", "water-back", Kind.WATER, plant::waterBack),
            new Probe("chiller", "pump-pressure", Kind.PUMP_PRESSURE, Spoken.KILOPASCAL, plant::pumpPascal), probe("chiller", "pump-power", Kind.POWER, plant::pumpKilowatts),
            probe("chiller", "power", Kind.POWER, plant::chillerKilowatts), probe("chiller", "cooling", Kind.COOLING, plant::cooling), probe("chiller", "cop", Kind.COP, plant::cop),
            probe("chiller", "outside", Kind.OUTSIDE, hall::outside), probe("chiller", "mode", Kind.CHILLER_MODE, () -> 1)));
        add("ups", Vendor.POWERGATE, List.of(probe("ups", "input", Kind.POWER, plant::upsInput), probe("ups", "output", Kind.POWER, plant::upsOutput), probe("ups", "load", Kind.LOAD, () -> plant.upsLoad() * 100),
            probe("ups", "charge", Kind.CHARGE, () -> 100), probe("ups", "voltage", Kind.VOLTAGE, () -> VOLTS), probe("ups", "battery", Kind.AIR, () -> BATTERY_CELSIUS),
            probe("ups", "mode", Kind.UPS_MODE, () -> 1)));
        bare(probe("hall", "door", Kind.DOOR, () -> 0));
        bare(probe("hall", "leak", Kind.LEAK, () -> 0));
    }

    private static Probe probe(String asset, String feature, Kind kind, DoubleSupplier truth) {
        return new Probe(asset, feature, kind, kind.unit, truth);
    }

    private void bare(Probe probe) {
        add(probe.point(), Vendor.BARE, List.of(probe));
    }

    private void add(String id, Vendor vendor, List<Probe> probes) {
        devices.add(new Device(id, vendor, probes));
    }
}
