package io.gemello.http.people;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Makes those wait who fail again and again: some failures are free, then each doubles the wait. It never holds a thread; it only says how long. */
final class Backoff {
    private static final int MAX_KEYS = 10_000;
    private static final long FIRST_WAIT_NANOS = Duration.ofSeconds(1).toNanos();
    private final int free;
    private final long longestNanos;
    private final LongSupplier nanos;
    private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MAX_KEYS;
        }
    };

    private record Failures(int count, long lastNanos) {}

    /** @param nanos the machine's monotonic clock */
    Backoff(int free, Duration longest, LongSupplier nanos) {
        this.free = free;
        this.longestNanos = longest.toNanos();
        this.nanos = nanos;
    }

    /** How long this key must wait still; zero or less when it may try. */
    synchronized long waitNanos(String key) {
        Failures known = failures.get(key);
        return known == null || known.count < free ? 0 : known.lastNanos + wait(known.count) - nanos.getAsLong();
    }

    synchronized void failed(String key) {
        Failures known = failures.get(key);
        long now = nanos.getAsLong();
        // Quiet for as long as ten of the longest waits: what was before is forgotten.
        boolean fresh = known == null || now - known.lastNanos > 10 * longestNanos;
        failures.put(key, new Failures(fresh ? 1 : known.count + 1, now));
    }

    synchronized void succeeded(String key) {
        failures.remove(key);
    }

    private long wait(int count) {
        return Math.min(longestNanos, FIRST_WAIT_NANOS << Math.min(30, count - free));
    }
}
