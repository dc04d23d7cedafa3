package io.gemello.twin;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/** Where the journal still has what clients' changes made of things: the newest changes, as many as the bound allows. Any thread. */
final class ThingHistory {
    private final long maxBytes;
    private final Map<String, Deque<Past>> byThing = new HashMap<>();
    private final Deque<Held> held = new ArrayDeque<>();
    private long bytes;

    /** One durable change. @param time site time, UTC nanoseconds @param position of its record in the journal @param first whether clients had written nothing of the thing before */
    record Past(String id, long revision, long time, long position, boolean deleted, boolean first) {}

    private record Held(Past past, int bytes) {}

    ThingHistory(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** In the order of positions. */
    synchronized void add(long position, ThingRecord record, int size) {
        if (record.type() == ThingRecord.MARKED) {
            return;
        }
        Past past = new Past(record.id(), record.revision(), record.modified(), position, record.type() == ThingRecord.DELETED, record.first());
        byThing.computeIfAbsent(past.id(), id -> new ArrayDeque<>(2)).addLast(past);
        held.addLast(new Held(past, size));
        bytes += size;
        while (bytes > maxBytes) {
            Held oldest = held.removeFirst();
            bytes -= oldest.bytes();
            byThing.computeIfPresent(oldest.past().id(), (id, pasts) -> {
                pasts.removeFirst();
                return pasts.isEmpty() ? null : pasts;
            });
        }
    }

    /** Null where no change that is still kept made this revision. */
    synchronized Past at(String id, long revision) {
        Deque<Past> pasts = byThing.get(id);
        return pasts == null ? null : pasts.stream().filter(past -> past.revision() == revision).findFirst().orElse(null);
    }

    /** The last change at or before a time; null where none is kept. */
    synchronized Past before(String id, long time) {
        Deque<Past> pasts = byThing.get(id);
        for (Iterator<Past> newest = pasts == null ? new ArrayDeque<Past>().iterator() : pasts.descendingIterator(); newest.hasNext();) {
            Past past = newest.next();
            if (past.time() <= time) {
                return past;
            }
        }
        return null;
    }

    /** The first change that is kept; null for none. */
    synchronized Past first(String id) {
        Deque<Past> pasts = byThing.get(id);
        return pasts == null ? null : pasts.getFirst();
    }

    /** The journal must be kept from here on; {@link Long#MAX_VALUE} for no need. */
    synchronized long oldest() {
        return held.isEmpty() ? Long.MAX_VALUE : held.getFirst().past().position();
    }

    synchronized long bytes() {
        return bytes;
    }
}
