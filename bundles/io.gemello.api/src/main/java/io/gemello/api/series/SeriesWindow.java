package io.gemello.api.series;

/**
 * One window of an aggregate, over usable (good or uncertain) readings.
 *
 * @param start UTC nanoseconds, inclusive
 * @param worstQuality the highest level seen in the window, bad readings included, with all reasons
 */
public record SeriesWindow(long start, long count, double sum, double min, double max, double first, double last, int worstQuality) {
    public double mean() {
        return sum / count;
    }
}
