package io.gemello.series.gateway.data;

import io.gemello.api.reading.Reading;

/** One stored reading. */
public record Row(OneSeries series, Reading reading) {
    public long time() {
        return reading.epochNanos();
    }

    /** Double, Long, or null where it has none: a value that is no number is none. */
    public Object field(String name) {
        return switch (name) {
            case OneSeries.VALUE -> Double.isFinite(reading.value()) ? (Object) reading.value() : null;
            case OneSeries.QUALITY -> (long) reading.quality();
            default -> null;
        };
    }
}
