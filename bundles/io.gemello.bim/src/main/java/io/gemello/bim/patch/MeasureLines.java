package io.gemello.bim.patch;

import java.io.IOException;
import java.util.Map;

/**
 * UCUM units in IFC's words: the measure type of a value and the unit it is given with, so that no reader takes it in the project's own
 * (degrees Celsius for kelvin). Temperature differences, degrees Fahrenheit and whatever is not here are plain numbers without a unit.
 */
final class MeasureLines {
    private static final Map<String, String> PREFIXES = Map.of("k", ".KILO.", "M", ".MEGA.", "m", ".MILLI.", "h", ".HECTO.", "c", ".CENTI.");
    /** By UCUM code: measure, kind of unit, IFC name. */
    private static final Map<String, String[]> SI = Map.ofEntries(si("Cel", "THERMODYNAMICTEMPERATURE", "DEGREE_CELSIUS"), si("K", "THERMODYNAMICTEMPERATURE", "KELVIN"),
        si("W", "POWER", "WATT"), si("J", "ENERGY", "JOULE"), si("A", "ELECTRICCURRENT", "AMPERE"), si("V", "ELECTRICVOLTAGE", "VOLT"), si("Pa", "PRESSURE", "PASCAL"),
        si("Hz", "FREQUENCY", "HERTZ"), si("lx", "ILLUMINANCE", "LUX"), si("m", "LENGTH", "METRE"), si("s", "TIME", "SECOND"), si("m2", "AREA", "SQUARE_METRE"), si("m3", "VOLUME", "CUBIC_METRE"));
    /** Units of their own: measure, name, how many of the base, the base's UCUM code, and the exponents of length, mass, time. */
    private static final Map<String, Object[]> BASED = Map.ofEntries(based("min", "TIME", "MINUTE", 60, "s", "0,0,1"), based("h", "TIME", "HOUR", 3600, "s", "0,0,1"), based("d", "TIME", "DAY", 86_400, "s", "0,0,1"),
        based("W.h", "ENERGY", "WATT HOUR", 3600, "J", "2,1,-2"), based("kW.h", "ENERGY", "KILOWATT HOUR", 3.6e6, "J", "2,1,-2"), based("MW.h", "ENERGY", "MEGAWATT HOUR", 3.6e9, "J", "2,1,-2"),
        based("bar", "PRESSURE", "BAR", 1e5, "Pa", "-1,1,-2"), based("mbar", "PRESSURE", "MILLIBAR", 100, "Pa", "-1,1,-2"), based("L", "VOLUME", "LITRE", 0.001, "m3", "3,0,0"),
        based("[ft_i]", "LENGTH", "FOOT", 0.3048, "m", "1,0,0"), based("[in_i]", "LENGTH", "INCH", 0.0254, "m", "1,0,0"), based("[cft_i]", "VOLUME", "CUBIC FOOT", 0.028316846592, "m3", "3,0,0"));
    /** Quotients: measure, dividend, its exponent, divisor. */
    private static final Map<String, Object[]> QUOTIENTS = Map.ofEntries(flow("m3/s", "m3", 1, "s"), flow("m3/h", "m3", 1, "h"), flow("L/s", "L", 1, "s"), flow("L/min", "L", 1, "min"), flow("L/h", "L", 1, "h"),
        flow("l/s", "L", 1, "s"), flow("l/min", "L", 1, "min"), flow("l/h", "L", 1, "h"), flow("[ft_i]3/min", "[ft_i]", 3, "min"), flow("[cft_i]/min", "[cft_i]", 1, "min"),
        quotient("m/s", "LINEARVELOCITY", "m", 1, "s"), quotient("kg/s", "MASSFLOWRATE", "kg", 1, "s"), quotient("kg/h", "MASSFLOWRATE", "kg", 1, "h"),
        quotient("/min", "ROTATIONALFREQUENCY", null, 0, "min"), quotient("/s", "ROTATIONALFREQUENCY", null, 0, "s"));
    private final PatchLines lines;
    private final String schema;

    /** @param unit instance name, 0 for none */
    record Measure(String type, int unit) {
        static final Measure PLAIN = new Measure("IFCREAL", 0);
    }

    MeasureLines(PatchLines lines, String schema) {
        this.lines = lines;
        this.schema = schema;
    }

    private static Map.Entry<String, String[]> si(String ucum, String kind, String name) {
        return Map.entry(ucum, new String[] {kind, name});
    }

    private static Map.Entry<String, Object[]> based(String ucum, String kind, String name, double factor, String base, String exponents) {
        return Map.entry(ucum, new Object[] {kind, name, factor, base, exponents});
    }

    private static Map.Entry<String, Object[]> flow(String ucum, String above, int exponent, String below) {
        return quotient(ucum, "VOLUMETRICFLOWRATE", above, exponent, below);
    }

    private static Map.Entry<String, Object[]> quotient(String ucum, String kind, String above, int exponent, String below) {
        return Map.entry(ucum, new Object[] {kind, above, exponent, below});
    }

    Measure of(String ucum) throws IOException {
        Object[] quotient = QUOTIENTS.get(ucum);
        if (quotient != null) {
            String above = quotient[1] == null ? "" : element((String) quotient[1], (Integer) quotient[2]) + ",";
            // IFC4X3 has given derived units a name.
            return new Measure("IFC" + quotient[0] + "MEASURE", lines.share("IFCDERIVEDUNIT((" + above + element((String) quotient[3], -1) + "),." + quotient[0] + "UNIT.,$" + (schema.startsWith("IFC4X") ? ",$" : "") + ")"));
        }
        if (ucum.equals("%")) {
            return new Measure("IFCREAL", lines.share("IFCCONTEXTDEPENDENTUNIT(#" + exponents("0,0,0") + ",.USERDEFINED.,'%')"));
        }
        String kind = kind(ucum);
        return kind == null ? Measure.PLAIN : new Measure("IFC" + kind + "MEASURE", unit(ucum));
    }

    private String element(String ucum, int exponent) throws IOException {
        return "#" + lines.share("IFCDERIVEDUNITELEMENT(#" + unit(ucum) + "," + exponent + ")");
    }

    /** Null for a unit that has none. */
    private static String kind(String ucum) {
        if (BASED.containsKey(ucum)) {
            return (String) BASED.get(ucum)[0];
        }
        if (ucum.equals("g") || ucum.equals("kg")) {
            return "MASS";
        }
        String base = base(ucum);
        return base == null ? null : SI.get(base)[0];
    }

    /** Without its prefix; null where nothing known is left. Squares, cubes and degrees take none here. */
    private static String base(String ucum) {
        if (SI.containsKey(ucum)) {
            return ucum;
        }
        String base = ucum.length() > 1 && PREFIXES.containsKey(ucum.substring(0, 1)) ? ucum.substring(1) : "";
        return SI.containsKey(base) && !base.equals("Cel") && !base.endsWith("2") && !base.endsWith("3") ? base : null;
    }

    private int unit(String ucum) throws IOException {
        Object[] based = BASED.get(ucum);
        if (based != null) {
            int factor = lines.share("IFCMEASUREWITHUNIT(IFC" + based[0] + "MEASURE(" + based[2] + "),#" + unit((String) based[3]) + ")");
            return lines.share("IFCCONVERSIONBASEDUNIT(#" + exponents((String) based[4]) + ",." + based[0] + "UNIT.,'" + based[1] + "',#" + factor + ")");
        }
        if (ucum.equals("g") || ucum.equals("kg")) {
            return lines.share("IFCSIUNIT(*,.MASSUNIT.," + (ucum.equals("kg") ? ".KILO." : "$") + ",.GRAM.)");
        }
        String base = base(ucum);
        return lines.share("IFCSIUNIT(*,." + SI.get(base)[0] + "UNIT.," + (base.equals(ucum) ? "$" : PREFIXES.get(ucum.substring(0, 1))) + ",." + SI.get(base)[1] + ".)");
    }

    private int exponents(String lengthMassTime) throws IOException {
        return lines.share("IFCDIMENSIONALEXPONENTS(" + lengthMassTime + ",0,0,0,0)");
    }
}
