package io.gemello.adapter.derived;

import io.gemello.api.journal.JournalReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/** Moves the journal's cursor behind readings whose results are durable. Used by the loop's thread. */
final class Commits {
    private record Pending(long position, CompletableFuture<Void> durable) {}

    private final JournalReader reader;
    private final Deque<Pending> pending = new ArrayDeque<>();

    Commits(JournalReader reader) {
        this.reader = reader;
    }

    /** @param position all before it is computed; {@link Lane#UNKNOWN} commits nothing @param durable completes when the results are */
    void add(long position, CompletableFuture<Void> durable) {
        pending.add(new Pending(position, durable));
        long safe = Lane.UNKNOWN;
        while (!pending.isEmpty() && pending.peek().durable.isDone()) {
            safe = Math.max(safe, pending.poll().position);
        }
        if (safe != Lane.UNKNOWN) {
            reader.commit(safe);
        }
    }
}
