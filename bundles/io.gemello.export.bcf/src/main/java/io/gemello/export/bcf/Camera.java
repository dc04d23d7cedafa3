package io.gemello.export.bcf;

import java.util.List;

/**
 * A camera that looks at some points from above, in metres of the model. Its direction and its up are of length 1 and at right angles.
 *
 * @param eye x, y, z
 */
record Camera(double[] eye, double[] direction, double[] up) {
    /** Degrees, vertical; 2.1 allows 45 to 60. */
    static final double FIELD_OF_VIEW = 60;
    /** Width by height. */
    static final double ASPECT = 1.6;
    private static final double NEAREST = 5;
    /** Looks north-east and down, by some 30 degrees: over the heads of racks, and into a room that is cut open. */
    private static final double[] DIRECTION = unit(0.6, 0.6, -0.5);

    /** @param points x, y, z each; at least one */
    static Camera at(List<List<Double>> points) {
        double[] middle = new double[3];
        double spread = 0;
        for (int axis = 0; axis < 3; axis++) {
            int which = axis;
            double low = points.stream().mapToDouble(point -> point.get(which)).min().orElseThrow();
            double high = points.stream().mapToDouble(point -> point.get(which)).max().orElseThrow();
            middle[axis] = (low + high) / 2;
            spread = Math.max(spread, high - low);
        }
        double distance = NEAREST + 1.5 * spread;
        double[] eye = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            eye[axis] = middle[axis] - distance * DIRECTION[axis];
        }
        double flat = Math.hypot(DIRECTION[0], DIRECTION[1]);
        return new Camera(eye, DIRECTION.clone(), unit(-DIRECTION[0] * DIRECTION[2] / flat, -DIRECTION[1] * DIRECTION[2] / flat, flat));
    }

    private static double[] unit(double x, double y, double z) {
        double length = Math.sqrt(x * x + y * y + z * z);
        return new double[] {x / length, y / length, z / length};
    }
}
