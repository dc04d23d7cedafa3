package io.gemello.adapter.derived;

import io.gemello.api.journal.JournalReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Moves the journal's cursor behind readings whose results are durable. Readings of an interval that is not computed yet
 * are read again after a restart; what comes twice is dropped, for it has the same time. Used by the loop's thread.
 */
final class Commits {
    private record Pending(long position, CompletableFuture<Void> durable) {}

    private final JournalReader reader;
    private final Deque<Pending> pending = new ArrayDeque<>();
    /** Before the batch in which the interval under way began. */
    private long anchor = -1;
    private long before = -1;

    Commits(JournalReader reader) {
        this.reader = reader;
    }

    /**
     * @param next behind the batch just read
     * @param unfinished whether the batch holds readings that are not computed yet
     * @param submitted null where nothing was
     */
    void read(long next, boolean unfinished, CompletionStage<Void> submitted) {
        if (!unfinished) {
            anchor = next;
        } else if (submitted != null) {
            anchor = before;
        }
        before = next;
        pending.add(new Pending(anchor, submitted == null ? CompletableFuture.completedFuture(null) : submitted.toCompletableFuture()));
        long safe = -1;
        while (!pending.isEmpty() && pending.peek().durable.isDone()) {
            safe = Math.max(safe, pending.poll().position);
        }
        if (safe >= 0) {
            reader.commit(safe);
        }
    }
}
