package io.gemello.core.rest;

import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Readings and times as every surface of ours writes them. */
final class ReadingJson {
    private ReadingJson() {}

    /** ISO-8601, UTC, up to nanoseconds. */
    static Instant time(long epochNanos) {
        return Instant.ofEpochSecond(Math.floorDiv(epochNanos, 1_000_000_000L), Math.floorMod(epochNanos, 1_000_000_000L));
    }

    /** time, value (null for a bad one that is no number), quality, reasons. */
    static Map<String, Object> of(Reading reading) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("time", time(reading.epochNanos()));
        json.put("value", Double.isNaN(reading.value()) ? null : reading.value());
        json.put("quality", Quality.word(reading.quality()));
        json.put("reasons", Quality.reasons(reading.quality()));
        return json;
    }
}
