package io.gemello.bench;

import java.util.Arrays;
import java.util.Locale;

/** Latencies in milliseconds; exact, nothing is sampled. */
final class Percentiles {
    private double[] values = new double[1 << 16];
    private int count;

    void add(double millis) {
        if (count == values.length) {
            values = Arrays.copyOf(values, count * 2);
        }
        values[count++] = millis;
    }

    /** @param share between 0 and 1 */
    double at(double share) {
        Arrays.sort(values, 0, count);
        return count == 0 ? Double.NaN : values[Math.min(count - 1, (int) Math.ceil(share * count) - 1)];
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "p50 %.0f ms, p99 %.0f ms, max %.0f ms (%,d readings)", at(0.5), at(0.99), at(1), count);
    }
}
