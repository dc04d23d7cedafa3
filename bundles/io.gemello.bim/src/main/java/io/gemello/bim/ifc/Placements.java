package io.gemello.bim.ifc;

import io.gemello.bim.ifc.IfcObject.Place;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Resolves chains of local placements. A frame is twelve numbers: the x, y and z axes, and the origin. What cannot be resolved (grid
 * placements, circles, malformed ones) has no frame, and is counted.
 */
final class Placements {
    private static final int MAX_CHAIN = 1_000;
    private static final double[] IDENTITY = {1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0};
    /** Stands for a placement without a frame. */
    private static final double[] NONE = {};
    private static final double TINY = 1e-12;
    private final Part21Reader reader;
    private final double metres;
    private final Map<Integer, double[]> frames = new HashMap<>();
    private int unresolved;

    /** @param metres length of the file's unit */
    Placements(Part21Reader reader, double metres) {
        this.reader = reader;
        this.metres = metres;
    }

    /** How many placements were asked for and have no frame. */
    int unresolved() {
        return unresolved;
    }

    /** Null for none. @param placement instance name, 0 for none */
    Place place(int placement) throws IOException {
        if (placement == 0) {
            return null;
        }
        double[] frame = frame(placement);
        if (frame == NONE) {
            unresolved++;
            return null;
        }
        return new Place(frame[9] * metres, frame[10] * metres, frame[11] * metres);
    }

    private double[] frame(int placement) throws IOException {
        Deque<Integer> chain = new ArrayDeque<>();
        int at = placement;
        while (at != 0 && !frames.containsKey(at) && chain.size() <= MAX_CHAIN) {
            chain.push(at);
            at = Part21Value.ref(of(at, "IFCLOCALPLACEMENT"), 0);
        }
        double[] frame = at == 0 ? IDENTITY : chain.size() > MAX_CHAIN ? NONE : frames.get(at);
        for (int link : chain) {
            double[] own = axes(Part21Value.ref(of(link, "IFCLOCALPLACEMENT"), 1));
            frame = frame == NONE || own == NONE ? NONE : times(frame, own);
            frames.put(link, frame);
        }
        return frame;
    }

    /** The parameters, if it is such an instance; else none. */
    private List<Object> of(int id, String type) throws IOException {
        int row = reader.index().row(id);
        return row >= 0 && reader.index().type(row).equals(type) ? reader.parameters(row) : List.of();
    }

    private double[] axes(int id) throws IOException {
        int row = reader.index().row(id);
        String type = row < 0 ? "" : reader.index().type(row);
        if (!type.equals("IFCAXIS2PLACEMENT3D") && !type.equals("IFCAXIS2PLACEMENT2D")) {
            return NONE;
        }
        boolean flat = type.endsWith("2D");
        List<Object> given = reader.parameters(row);
        double[] origin = numbers(Part21Value.ref(given, 0), "IFCCARTESIANPOINT", null);
        double[] z = flat ? new double[] {0, 0, 1} : unit(numbers(Part21Value.ref(given, 1), "IFCDIRECTION", new double[] {0, 0, 1}));
        double[] x = numbers(Part21Value.ref(given, flat ? 1 : 2), "IFCDIRECTION", z == null || Math.abs(z[0]) < 1 - TINY ? new double[] {1, 0, 0} : new double[] {0, 0, 1});
        if (origin == null || z == null || x == null) {
            return NONE;
        }
        double along = x[0] * z[0] + x[1] * z[1] + x[2] * z[2];
        double[] straight = unit(new double[] {x[0] - along * z[0], x[1] - along * z[1], x[2] - along * z[2]});
        if (straight == null) {
            return NONE;
        }
        double[] y = {z[1] * straight[2] - z[2] * straight[1], z[2] * straight[0] - z[0] * straight[2], z[0] * straight[1] - z[1] * straight[0]};
        return new double[] {straight[0], straight[1], straight[2], y[0], y[1], y[2], z[0], z[1], z[2], origin[0], origin[1], origin[2]};
    }

    /** Three coordinates; null where they are malformed. @param absent what holds where the file names none */
    private double[] numbers(int id, String type, double[] absent) throws IOException {
        if (id == 0) {
            return absent;
        }
        List<Object> given = of(id, type);
        if (given.isEmpty() || !(given.get(0) instanceof List<?> list) || list.isEmpty() || list.size() > 3) {
            return null;
        }
        double[] numbers = new double[3];
        for (int i = 0; i < list.size(); i++) {
            numbers[i] = Part21Value.number(list.get(i));
            if (!Double.isFinite(numbers[i])) {
                return null;
            }
        }
        return numbers;
    }

    private static double[] unit(double[] v) {
        double length = v == null ? 0 : Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
        return length < TINY ? null : new double[] {v[0] / length, v[1] / length, v[2] / length};
    }

    /** The frame of something that stands in another frame. */
    private static double[] times(double[] outer, double[] inner) {
        double[] product = new double[12];
        for (int column = 0; column < 12; column += 3) {
            for (int i = 0; i < 3; i++) {
                product[column + i] = outer[i] * inner[column] + outer[3 + i] * inner[column + 1] + outer[6 + i] * inner[column + 2] + (column == 9 ? outer[9 + i] : 0);
            }
        }
        return product;
    }
}
