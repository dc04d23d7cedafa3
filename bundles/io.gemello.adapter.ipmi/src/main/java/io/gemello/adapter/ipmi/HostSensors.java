package io.gemello.adapter.ipmi;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32;

/** The numeric sensors of one host, and the points that they become. The outcome depends on the names alone, not on their order. */
final class HostSensors {
    private static final int MAX_FEATURE = 60;

    private final String host;
    private final Map<String, Set<String>> unitsBySensor = new TreeMap<>();

    /**
     * @param asset the host as an id
     * @param address in the notation of this adapter
     * @param unit UCUM code
     */
    record Point(String id, String asset, String feature, String quantity, String unit, String address) {}

    HostSensors(String host) {
        this.host = host;
    }

    String host() {
        return host;
    }

    /** The host's name where it can be an id, as it usually can. */
    String asset() {
        String id = host.replaceAll("[^A-Za-z0-9_.:~@+-]", "-");
        return id.matches("[A-Za-z0-9_].*") ? id : "host" + id;
    }

    void add(String sensor, String unit) {
        unitsBySensor.computeIfAbsent(sensor, name -> new TreeSet<>()).add(unit == null ? "unspecified" : unit);
    }

    boolean isEmpty() {
        return unitsBySensor.isEmpty();
    }

    /** Leaves only what the other host has too, by name and unit. */
    void keepCommon(HostSensors other) {
        unitsBySensor.forEach((sensor, units) -> units.retainAll(other.unitsBySensor.getOrDefault(sensor, Set.of())));
        unitsBySensor.values().removeIf(Set::isEmpty);
    }

    void addAll(HostSensors other) {
        other.unitsBySensor.forEach((sensor, units) -> units.forEach(unit -> add(sensor, unit)));
    }

    /** @param unknown takes one line for each sensor of an unknown unit: it gets no point */
    List<Point> points(List<String> unknown) {
        List<Point> points = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        unitsBySensor.forEach((sensor, units) -> {
            String plainKind = null;
            for (String printed : units) {
                SensorUnit unit = SensorUnit.of(printed);
                if (unit == null) {
                    unknown.add(SensorBindings.address(host, sensor) + " is printed in '" + printed + "'");
                } else if (plainKind == null) {
                    plainKind = unit.kind();
                    points.add(point(taken, sensor, sensor, unit, SensorBindings.address(host, sensor)));
                } else if (!plainKind.equals(unit.kind())) {
                    points.add(point(taken, sensor + " " + printed, sensor, unit, SensorBindings.address(host, sensor, printed)));
                }
            }
        });
        return points;
    }

    private Point point(Set<String> taken, String name, String sensor, SensorUnit unit, String address) {
        String feature = feature(name);
        if (!taken.add(feature)) {
            feature += "-" + checksum(name);
            taken.add(feature);
        }
        return new Point(asset() + "." + feature, asset(), feature, unit.quantity(sensor), unit.ucum(), address);
    }

    /** {@code PSU1 FAN_A DUTY} becomes {@code psu1-fan-a-duty}. */
    private static String feature(String name) {
        String words = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.+]+", "-").replaceAll("^[.+-]+|-$", "");
        return words.isEmpty() ? "sensor-" + checksum(name) : words.length() <= MAX_FEATURE ? words : words.substring(0, MAX_FEATURE) + "-" + checksum(name);
    }

    private static String checksum(String name) {
        CRC32 sum = new CRC32();
        sum.update(name.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
    }
}
