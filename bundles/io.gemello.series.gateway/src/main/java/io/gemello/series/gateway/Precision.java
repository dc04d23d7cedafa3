package io.gemello.series.gateway;

import java.util.Map;

/** What one of a client's times stands for, in nanoseconds. */
final class Precision {
    private static final Map<String, Long> NANOS = Map.of("n", 1L, "ns", 1L, "u", 1_000L, "us", 1_000L, "µ", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L, "m", 60_000_000_000L, "h", 3_600_000_000_000L);

    private Precision() {}

    /** @throws InfluxProblem for a word that InfluxDB does not know either */
    static long nanos(String word) {
        Long nanos = NANOS.get(word);
        if (nanos == null) {
            throw InfluxProblem.invalid("invalid precision \"" + word + "\"; it is one of ns, us, ms, s, m, h");
        }
        return nanos;
    }
}
