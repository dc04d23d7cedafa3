package io.gemello.broker;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what the broker refused, by reason, and says each reason at most every ten seconds in the log. Any thread. */
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final class Reason {
        final LongAdder count = new LongAdder();
        final AtomicLong nextLine;

        Reason(long now) {
            nextLine = new AtomicLong(now);
        }
    }

    private final Map<String, Reason> signIns = new ConcurrentHashMap<>();
    private final Map<String, Reason> others = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    Refusals(LongSupplier nanos) {
        this.nanos = nanos;
    }

    void signIn(String reason, String line) {
        count(signIns, reason, line);
    }

    void count(String reason, String line) {
        count(others, reason, line);
    }

    Map<String, Long> signIns() {
        return counts(signIns);
    }

    Map<String, Long> others() {
        return counts(others);
    }

    private void count(Map<String, Reason> kind, String reason, String line) {
        long now = nanos.getAsLong();
        Reason r = kind.computeIfAbsent(reason, k -> new Reason(now));
        r.count.increment();
        long due = r.nextLine.get();
        if (now - due >= 0 && r.nextLine.compareAndSet(due, now + SILENCE_NANOS)) {
            LOG.warn("{} ({} so far)", line, r.count.sum());
        }
    }

    private static Map<String, Long> counts(Map<String, Reason> kind) {
        Map<String, Long> sums = new java.util.TreeMap<>();
        kind.forEach((name, r) -> sums.put(name, r.count.sum()));
        return sums;
    }
}
