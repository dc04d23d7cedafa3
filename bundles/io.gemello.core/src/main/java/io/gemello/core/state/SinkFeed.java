package io.gemello.core.state;

import io.gemello.api.catalogue.PointState;
import io.gemello.api.reading.LatestSink;
import io.gemello.api.reading.Reading;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands one sink what is new, from a thread of its own ({@code gemello-feed-NAME}). While the sink is busy, what changes is only marked: it
 * then gets the newest of each point. A sink that throws is told the same again later, at growing intervals.
 */
public final class SinkFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SinkFeed.class);
    private static final long PAUSE_MILLIS = 20;
    private static final long LONGEST_REST_MILLIS = 30_000;
    private static final long LONGEST_FAREWELL_MILLIS = 3_000;
    private final LatestSink sink;
    private final LiveStates states;
    private final String name;
    private final Thread thread;
    private final LongAdder handed = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition marked = lock.newCondition();
    private BitSet readings = new BitSet();
    private BitSet changes = new BitSet();
    private boolean closed;

    public SinkFeed(String name, LatestSink sink, LiveStates states) {
        this.name = name;
        this.sink = sink;
        this.states = states;
        thread = new Thread(this::run, "gemello-feed-" + name);
        thread.setDaemon(true);
        states.add(this);
        thread.start();
    }

    public String name() {
        return name;
    }

    public LatestSink sink() {
        return sink;
    }

    /** Readings handed over. */
    public long handed() {
        return handed.sum();
    }

    /** How often the sink threw. */
    public long failures() {
        return failures.sum();
    }

    void mark(BitSet keys, boolean stateChanged) {
        lock.lock();
        try {
            (stateChanged ? changes : readings).or(keys);
            marked.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        long rest = 0;
        try {
            while (true) {
                BitSet newReadings;
                BitSet newChanges;
                lock.lock();
                try {
                    for (long left = TimeUnit.MILLISECONDS.toNanos(rest); left > 0 && !closed;) {
                        left = marked.awaitNanos(left);
                    }
                    while (readings.isEmpty() && changes.isEmpty() && !closed) {
                        marked.await();
                    }
                    if (closed) {
                        return;
                    }
                    newReadings = readings;
                    newChanges = changes;
                    readings = new BitSet();
                    changes = new BitSet();
                } finally {
                    lock.unlock();
                }
                rest = hand(newReadings, newChanges) ? PAUSE_MILLIS : Math.min(LONGEST_REST_MILLIS, Math.max(PAUSE_MILLIS, rest) * 4);
            }
        } catch (InterruptedException ended) {
            // closed
        }
    }

    private boolean hand(BitSet newReadings, BitSet newChanges) {
        try {
            List<PointState> changed = states.states(newChanges);
            if (!changed.isEmpty()) {
                sink.changed(changed);
            }
            List<Reading> latest = states.latest(newReadings);
            if (!latest.isEmpty()) {
                sink.accept(latest);
                handed.add(latest.size());
            }
            return true;
        } catch (RuntimeException | LinkageError broken) {
            failures.increment();
            LOG.warn("{} failed on {} readings and {} state changes, and gets them again: {}", name, newReadings.cardinality(), newChanges.cardinality(), broken.toString());
            mark(newReadings, false);
            mark(newChanges, true);
            return false;
        }
    }

    /** Waits for a call that is under way, which is not interrupted: that would close files under the sink's hands. At most so long, for a sink that waits for its closer. */
    @Override
    public void close() {
        states.remove(this);
        lock.lock();
        try {
            closed = true;
            marked.signal();
        } finally {
            lock.unlock();
        }
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(LONGEST_FAREWELL_MILLIS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
