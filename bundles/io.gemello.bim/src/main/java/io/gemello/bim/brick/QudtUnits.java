package io.gemello.bim.brick;

import java.util.Map;

/** UCUM units in QUDT's words. */
final class QudtUnits {
    private static final Map<String, String> BY_UCUM = Map.ofEntries(Map.entry("Cel", "DEG_C"), Map.entry("K", "K"), Map.entry("[degF]", "DEG_F"), Map.entry("%", "PERCENT"), Map.entry("[ppm]", "PPM"), Map.entry("1", "UNITLESS"),
        Map.entry("mW", "MilliW"), Map.entry("W", "W"), Map.entry("kW", "KiloW"), Map.entry("MW", "MegaW"), Map.entry("V.A", "V-A"), Map.entry("kV.A", "KiloV-A"), Map.entry("J", "J"), Map.entry("kJ", "KiloJ"), Map.entry("MJ", "MegaJ"),
        Map.entry("W.h", "W-HR"), Map.entry("kW.h", "KiloW-HR"), Map.entry("MW.h", "MegaW-HR"), Map.entry("V", "V"), Map.entry("mV", "MilliV"), Map.entry("kV", "KiloV"), Map.entry("A", "A"), Map.entry("mA", "MilliA"), Map.entry("kA", "KiloA"),
        Map.entry("Pa", "PA"), Map.entry("hPa", "HectoPA"), Map.entry("kPa", "KiloPA"), Map.entry("MPa", "MegaPA"), Map.entry("bar", "BAR"), Map.entry("mbar", "MilliBAR"), Map.entry("Hz", "HZ"), Map.entry("kHz", "KiloHZ"),
        Map.entry("/min", "PER-MIN"), Map.entry("/s", "PER-SEC"), Map.entry("m3/s", "M3-PER-SEC"), Map.entry("m3/h", "M3-PER-HR"), Map.entry("L/s", "L-PER-SEC"), Map.entry("l/s", "L-PER-SEC"), Map.entry("L/min", "L-PER-MIN"),
        Map.entry("l/min", "L-PER-MIN"), Map.entry("L/h", "L-PER-HR"), Map.entry("l/h", "L-PER-HR"), Map.entry("[ft_i]3/min", "FT3-PER-MIN"), Map.entry("[cft_i]/min", "FT3-PER-MIN"), Map.entry("kg/s", "KiloGM-PER-SEC"),
        Map.entry("kg/h", "KiloGM-PER-HR"), Map.entry("m/s", "M-PER-SEC"), Map.entry("km/h", "KiloM-PER-HR"), Map.entry("lx", "LUX"), Map.entry("kg", "KiloGM"), Map.entry("g", "GM"), Map.entry("m", "M"), Map.entry("mm", "MilliM"),
        Map.entry("cm", "CentiM"), Map.entry("km", "KiloM"), Map.entry("m2", "M2"), Map.entry("m3", "M3"), Map.entry("L", "L"), Map.entry("l", "L"), Map.entry("s", "SEC"), Map.entry("ms", "MilliSEC"), Map.entry("min", "MIN"), Map.entry("h", "HR"),
        Map.entry("d", "DAY"), Map.entry("deg", "DEG"));

    private QudtUnits() {}

    /** Null for a unit that has no name there, or none that is known here. */
    static String of(String ucum, String quantity) {
        return ucum.equals("/min") && quantity.equals("rotation") ? "REV-PER-MIN" : BY_UCUM.get(ucum);
    }
}
