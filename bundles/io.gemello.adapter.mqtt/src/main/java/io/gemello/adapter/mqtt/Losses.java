package io.gemello.adapter.mqtt;

import io.gemello.api.adapter.IntakeSession;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts at the session what gave no sample, and says each reason at most once a minute in the log. Any thread. */
final class Losses {
    private static final Logger LOG = LoggerFactory.getLogger(Losses.class);
    private static final long SILENCE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final IntakeSession session;
    private final String adapter;
    private final LongSupplier nanos;
    private final Map<String, AtomicLong> nextLine = new ConcurrentHashMap<>();

    Losses(IntakeSession session, String adapter, LongSupplier nanos) {
        this.session = session;
        this.adapter = adapter;
        this.nanos = nanos;
    }

    /** Counts without a word: what is normal for many devices. */
    void count(String reason) {
        session.lost(reason, 1);
    }

    /** @param what is wrong and what to do, without the topic */
    void count(String reason, String topic, String what) {
        session.lost(reason, 1);
        if (due(reason)) {
            LOG.warn("adapter {}, topic {}: {}", adapter, printable(topic), what);
        }
    }

    /** Counts what the broker lost, and says it each time: that comes seldom. */
    void count(String reason, long messages, String what) {
        session.lost(reason, messages);
        LOG.warn("adapter {}: {}", adapter, what);
    }

    private boolean due(String reason) {
        long now = nanos.getAsLong();
        AtomicLong due = nextLine.computeIfAbsent(reason, r -> new AtomicLong(now));
        long at = due.get();
        return now - at >= 0 && due.compareAndSet(at, now + SILENCE_NANOS);
    }

    /** A stranger's text for a log line: bounded and without control characters. */
    static String printable(String text) {
        String safe = text.replaceAll("\\p{Cntrl}", "?");
        return safe.length() > 120 ? safe.substring(0, 120) + "…" : safe;
    }
}
