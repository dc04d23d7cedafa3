package io.gemello.bim.ifc;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The file's unit of length. */
final class LengthUnit {
    private static final Map<String, Double> PREFIXES = Map.of("KILO", 1e3, "HECTO", 1e2, "DECA", 1e1, "DECI", 1e-1, "CENTI", 1e-2, "MILLI", 1e-3, "MICRO", 1e-6);
    private static final int MAX_STEPS = 8;

    private LengthUnit() {}

    /** In metres; 1 where the project says nothing. @param assignment instance name of the IfcUnitAssignment, 0 for none */
    static double metres(Part21Reader reader, int assignment) throws IOException {
        int row = reader.index().row(assignment);
        if (assignment != 0 && row >= 0) {
            List<Object> given = reader.parameters(row);
            for (int unit : Part21Value.refs(given.isEmpty() ? null : given.get(0))) {
                double metres = unit(reader, unit, 0);
                if (metres > 0) {
                    return metres;
                }
            }
        }
        return 1;
    }

    /** 0 where it is no unit of length. */
    private static double unit(Part21Reader reader, int id, int steps) throws IOException {
        int row = reader.index().row(id);
        if (row < 0 || steps > MAX_STEPS) {
            return 0;
        }
        List<Object> given = reader.parameters(row);
        if (!"LENGTHUNIT".equals(Part21Value.word(given, 1))) {
            return 0;
        }
        if (reader.index().type(row).equals("IFCSIUNIT")) {
            return PREFIXES.getOrDefault(String.valueOf(Part21Value.word(given, 2)), 1.0);
        }
        int measure = reader.index().row(Part21Value.ref(given, 3));
        if (!reader.index().type(row).startsWith("IFCCONVERSIONBASEDUNIT") || measure < 0) {
            return 0;
        }
        List<Object> factor = reader.parameters(measure);
        double metres = factor.size() < 2 ? Double.NaN : Part21Value.number(factor.get(0)) * unit(reader, Part21Value.ref(factor, 1), steps + 1);
        return metres > 0 && metres < Double.POSITIVE_INFINITY ? metres : 0;
    }
}
