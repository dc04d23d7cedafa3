package io.gemello.twin;

import io.gemello.api.access.Subject;
import io.gemello.api.http.EventSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells changes to streams, on a thread of its own ({@code gemello-twin-events}) so that no number of streams holds up a
 * change. Streams of the same caller with the same filter form a group: access is asked and JSON is written once for a
 * group. While the thread is busy telemetry is not given to it but conflated by the lane; clients' changes wait here.
 */
final class ChangeStreams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeStreams.class);
    /** Clients' changes that wait to be told; above it new changes are refused, so that none is left out. */
    private static final int MAX_WAITING = 10_000;

    /** Ditto's: an event with empty data. */
    private static final long HEARTBEAT_NANOS = 1_000_000_000L;

    private record Key(ChangeFilter filter, Subject who) {}

    private final Guard guard;
    private final TwinCounters counters;
    private final Map<Key, Set<EventSink>> groups = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<ThingChange> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger unfinished = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final Thread thread = new Thread(this::run, "gemello-twin-events");
    private volatile boolean closed;

    ChangeStreams(Guard guard, TwinCounters counters) {
        this.guard = guard;
        this.counters = counters;
        thread.setDaemon(true);
        thread.start();
    }

    /** Any thread. What is returned ends the stream. */
    AutoCloseable open(ChangeFilter filter, Subject who, EventSink sink) {
        Key key = new Key(filter, who);
        groups.compute(key, (k, sinks) -> {
            Set<EventSink> set = sinks == null ? new CopyOnWriteArraySet<>() : sinks;
            if (set.add(sink)) {
                open.incrementAndGet();
            }
            return set;
        });
        return () -> forget(key, sink);
    }

    private boolean forget(Key key, EventSink sink) {
        boolean[] was = new boolean[1];
        groups.computeIfPresent(key, (k, sinks) -> {
            was[0] = sinks.remove(sink);
            return sinks.isEmpty() ? null : sinks;
        });
        if (was[0]) {
            open.decrementAndGet();
        }
        return was[0];
    }

    int openStreams() {
        return open.get();
    }

    /** Whether anybody would be told of this thing; if not, no event need be made. */
    boolean watched(String thingId) {
        for (Key key : groups.keySet()) {
            if (key.filter().things() == null || key.filter().things().contains(thingId)) {
                return true;
            }
        }
        return false;
    }

    /** Whether all that was given has been told: then telemetry is welcome. */
    boolean ready() {
        return unfinished.get() == 0;
    }

    boolean behind() {
        return unfinished.get() > MAX_WAITING;
    }

    void add(ThingChange change) {
        unfinished.incrementAndGet();
        queue.add(change);
    }

    private void run() {
        long beat = System.nanoTime() + HEARTBEAT_NANOS;
        while (!closed) {
            try {
                ThingChange change = queue.poll(Math.max(1, beat - System.nanoTime()), TimeUnit.NANOSECONDS);
                if (change != null) {
                    tell(change);
                }
                if (System.nanoTime() - beat >= 0) {
                    beat = System.nanoTime() + HEARTBEAT_NANOS;
                    groups.forEach((key, sinks) -> send(key, sinks, "", null));
                }
            } catch (InterruptedException stop) {
                return;
            }
        }
    }

    private void tell(ThingChange change) {
        try {
            groups.forEach((key, sinks) -> tell(change, key, sinks));
        } catch (RuntimeException fault) {
            LOG.error("An event of the thing {} could not be told", change.thingId(), fault);
        } finally {
            unfinished.decrementAndGet();
        }
    }

    private void tell(ThingChange change, Key key, Set<EventSink> sinks) {
        if (!key.filter().wants(change.after())) {
            return;
        }
        String text = key.filter().text(change, guard.sight(key.who(), change.after()));
        if (text == null) {
            return;
        }
        counters.events.add(send(key, sinks, text, change.cause() == null ? null : change.cause().origin()));
    }

    /** @param except who made the change himself; null for none @return how many took it */
    private int send(Key key, Set<EventSink> sinks, String text, EventSink except) {
        int told = 0;
        List<EventSink> gone = new ArrayList<>(0);
        for (EventSink sink : sinks) {
            if (sink == except) {
                continue;
            }
            if (sink.send(null, null, text)) {
                told++;
            } else {
                gone.add(sink);
            }
        }
        for (EventSink sink : gone) {
            if (forget(key, sink)) {
                counters.slowStreams.increment();
            }
        }
        return told;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        groups.values().forEach(sinks -> sinks.forEach(EventSink::close));
        groups.clear();
    }
}
