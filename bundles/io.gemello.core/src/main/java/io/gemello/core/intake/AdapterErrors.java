package io.gemello.core.intake;

import io.gemello.api.adapter.AdapterStatus;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last errors of one adapter, newest first. They outlive its sessions: who replaced an adapter wants to see what the old one suffered from. Any thread. */
final class AdapterErrors {
    private static final int KEPT = 20;
    private static final int MOST_CHARS = 500;
    private final Deque<AdapterError> newestFirst = new ArrayDeque<>();
    private long total;

    synchronized void note(AdapterStatus status, Instant now) {
        String message = status.message().length() > MOST_CHARS ? status.message().substring(0, MOST_CHARS) + "…" : status.message();
        total++;
        for (AdapterError known : newestFirst) {
            if (known.state() == status.state() && known.message().equals(message)) {
                newestFirst.remove(known);
                newestFirst.addFirst(known.again(now));
                return;
            }
        }
        newestFirst.addFirst(new AdapterError(now, now, 1, status.state(), message));
        if (newestFirst.size() > KEPT) {
            newestFirst.removeLast();
        }
    }

    synchronized List<AdapterError> all() {
        return new ArrayList<>(newestFirst);
    }

    /** How often something was wrong, forgotten ones included. */
    synchronized long total() {
        return total;
    }
}
