package io.gemello.adapter.ipmi;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How many scans ended how. Any thread. */
final class ScanCounts {
    static final String ANSWERED = "answered";
    /** The host gave no value. */
    static final String EMPTY = "empty";
    static final String FAILED = "failed";
    static final String TIMED_OUT = "timed-out";
    /** Begun more than an interval after it was due: there are too few scans at a time for so many hosts. */
    static final String LATE = "late";

    static final List<String> RESULTS = List.of(ANSWERED, EMPTY, FAILED, TIMED_OUT, LATE);

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    void count(String result) {
        counts.computeIfAbsent(result, r -> new LongAdder()).increment();
    }

    long of(String result) {
        LongAdder count = counts.get(result);
        return count == null ? 0 : count.sum();
    }
}
