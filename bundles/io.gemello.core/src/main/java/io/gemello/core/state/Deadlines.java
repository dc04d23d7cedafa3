package io.gemello.core.state;

import io.gemello.api.catalogue.PointState.State;
import java.util.PriorityQueue;

/** When live points become stale, if nothing is heard of them until then. A deadline is looked at when it is due, not at every reading. Under the lock of its owner. */
final class Deadlines {
    private final PriorityQueue<Deadline> queue = new PriorityQueue<>();

    private record Deadline(long at, PointEntry entry) implements Comparable<Deadline> {
        @Override
        public int compareTo(Deadline other) {
            return Long.compare(at, other.at);
        }
    }

    void watch(PointEntry entry) {
        if (!entry.watched && entry.staleAfter > 0 && entry.state == State.LIVE) {
            entry.watched = true;
            queue.add(new Deadline(entry.heard + entry.staleAfter, entry));
        }
    }

    /** The next entry whose deadline has come, which is no longer watched; null when there is none. */
    PointEntry due(long now) {
        if (queue.isEmpty() || queue.peek().at() > now) {
            return null;
        }
        PointEntry entry = queue.poll().entry();
        entry.watched = false;
        return entry;
    }

    void clear() {
        queue.forEach(deadline -> deadline.entry().watched = false);
        queue.clear();
    }
}
