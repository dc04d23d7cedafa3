package io.gemello.adapter.derived;

/** The temperature at which air's moisture condenses, after Magnus. */
final class DewPoint {
    /** Alduchov and Eskridge 1996, over water. */
    private static final double A = 17.625;
    /** °C. */
    private static final double B = 243.04;

    private DewPoint() {}

    /** @param celsius of the air @param humidity relative, %; at 0 there is no dew point: NaN */
    static double celsius(double celsius, double humidity) {
        if (humidity <= 0) {
            return Double.NaN;
        }
        double g = Math.log(humidity / 100) + A * celsius / (B + celsius);
        return B * g / (A - g);
    }
}
