package io.gemello.bim;

import java.util.Map;
import java.util.Set;

/** Which units fit the measure types of IFC that sensors meet. A measure that is not here fits every unit. */
final class MeasureUnits {
    private static final Map<String, Set<String>> FITTING = Map.ofEntries(Map.entry("IFCTHERMODYNAMICTEMPERATUREMEASURE", Set.of("K", "Cel", "[degF]", "[degRe]")),
        Map.entry("IFCPOWERMEASURE", Set.of("W", "mW", "kW", "MW", "V.A", "kV.A", "[HP]", "[Btu_IT]/h")), Map.entry("IFCENERGYMEASURE", Set.of("J", "kJ", "MJ", "W.h", "kW.h", "MW.h")),
        Map.entry("IFCELECTRICCURRENTMEASURE", Set.of("A", "mA", "kA")), Map.entry("IFCELECTRICVOLTAGEMEASURE", Set.of("V", "mV", "kV")),
        Map.entry("IFCPRESSUREMEASURE", Set.of("Pa", "hPa", "kPa", "MPa", "bar", "mbar", "[psi]", "[in_i'H2O]")), Map.entry("IFCFREQUENCYMEASURE", Set.of("Hz", "kHz", "/min", "/s")),
        Map.entry("IFCVOLUMETRICFLOWRATEMEASURE", Set.of("m3/s", "m3/h", "L/s", "l/s", "L/min", "l/min", "L/h", "l/h", "[ft_i]3/min", "[cft_i]/min")),
        Map.entry("IFCMASSFLOWRATEMEASURE", Set.of("kg/s", "kg/h", "g/s")), Map.entry("IFCLINEARVELOCITYMEASURE", Set.of("m/s", "km/h", "[ft_i]/min")),
        Map.entry("IFCILLUMINANCEMEASURE", Set.of("lx", "klx")), Map.entry("IFCMASSMEASURE", Set.of("kg", "g", "t")),
        Map.entry("IFCLENGTHMEASURE", Set.of("m", "mm", "cm", "km", "[in_i]", "[ft_i]")), Map.entry("IFCTIMEMEASURE", Set.of("s", "ms", "min", "h", "d")));

    private MeasureUnits() {}

    /** @param measure may be null */
    static boolean clash(String measure, String unit) {
        Set<String> fitting = measure == null ? null : FITTING.get(measure);
        return fitting != null && !fitting.contains(unit);
    }
}
