package io.gemello.adapter.ipmi;

import java.util.Locale;
import java.util.Map;

/**
 * A unit as ipmitool prints it (IPMI 2.0, table 43-15) in words of the site.
 *
 * @param ucum UCUM code
 * @param kind what values of different spelling must share to be one series
 */
record SensorUnit(String ucum, String kind) {
    private static final Map<String, SensorUnit> KNOWN = Map.ofEntries(
            known("degrees C", "Cel", "temperature"), known("degrees F", "[degF]", "temperature"), known("degrees K", "K", "temperature"),
            known("Volts", "V", "voltage"), known("Amps", "A", "current"), known("Watts", "W", "power"), known("VA", "V.A", "apparent_power"),
            known("Joules", "J", "energy"), known("RPM", "/min", "speed"), known("CFM", "[ft_i]3/min", "flow"), known("Hz", "Hz", "frequency"),
            known("kPa", "kPa", "pressure"), known("PSI", "[psi]", "pressure"), known("percent", "%", "percent"), known("unspecified", "1", "number"));

    private static Map.Entry<String, SensorUnit> known(String printed, String ucum, String kind) {
        return Map.entry(printed, new SensorUnit(ucum, kind));
    }

    /** Null for a unit that is not known: nothing is guessed. A value without unit is a plain number. */
    static SensorUnit of(String printed) {
        return KNOWN.get(printed == null ? "unspecified" : printed);
    }

    /** What is measured, as far as unit and name tell. */
    String quantity(String sensor) {
        String name = sensor.toLowerCase(Locale.ROOT);
        return switch (kind) {
            case "speed" -> name.contains("pump") ? "pump_speed" : "fan_speed";
            case "flow" -> "air_flow";
            case "percent" -> name.contains("util") ? "utilisation" : name.contains("humid") ? "humidity" : name.contains("fan") || name.contains("duty") ? "fan_duty" : "percentage";
            // Intel's digital thermal sensors count down to the throttling point
            case "number" -> name.contains("util") ? "utilisation" : name.contains("dts") || name.contains("margin") ? "thermal_margin" : "number";
            default -> kind;
        };
    }
}
