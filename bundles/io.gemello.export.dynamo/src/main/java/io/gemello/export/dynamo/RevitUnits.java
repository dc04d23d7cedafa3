package io.gemello.export.dynamo;

import java.util.Map;

/** The names of Revit's {@code UnitTypeId} for UCUM codes. Only needed where somebody has given a parameter a unit of its own: a plain NUMBER is kept in the site's unit. */
final class RevitUnits {
    private static final Map<String, String> NAMES = Map.ofEntries(Map.entry("Cel", "Celsius"), Map.entry("K", "Kelvin"), Map.entry("[degF]", "Fahrenheit"), Map.entry("%", "Percentage"),
        Map.entry("W", "Watts"), Map.entry("kW", "Kilowatts"), Map.entry("V.A", "VoltAmperes"), Map.entry("kV.A", "KilovoltAmperes"), Map.entry("J", "Joules"), Map.entry("kW.h", "KilowattHours"),
        Map.entry("V", "Volts"), Map.entry("mV", "Millivolts"), Map.entry("kV", "Kilovolts"), Map.entry("A", "Amperes"), Map.entry("mA", "Milliamperes"), Map.entry("kA", "Kiloamperes"),
        Map.entry("Hz", "Hertz"), Map.entry("lx", "Lux"), Map.entry("Pa", "Pascals"), Map.entry("kPa", "Kilopascals"), Map.entry("MPa", "Megapascals"), Map.entry("bar", "Bars"),
        Map.entry("m", "Meters"), Map.entry("cm", "Centimeters"), Map.entry("mm", "Millimeters"), Map.entry("m2", "SquareMeters"), Map.entry("m3", "CubicMeters"), Map.entry("m/s", "MetersPerSecond"),
        Map.entry("m3/h", "CubicMetersPerHour"), Map.entry("m3/s", "CubicMetersPerSecond"), Map.entry("L/s", "LitersPerSecond"), Map.entry("l/s", "LitersPerSecond"),
        Map.entry("L/min", "LitersPerMinute"), Map.entry("l/min", "LitersPerMinute"), Map.entry("[ft_i]3/min", "CubicFeetPerMinute"), Map.entry("kg", "Kilograms"), Map.entry("s", "Seconds"),
        Map.entry("min", "Minutes"), Map.entry("h", "Hours"));

    private RevitUnits() {}

    /** Null where Revit has none, or we do not know it. */
    static String of(String ucum) {
        return NAMES.get(ucum);
    }
}
