package io.gemello.core.intake;

import io.gemello.api.reading.Reading;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A journal of which a test decides when, and whether, an append is on the disk. */
final class SlowJournal {
    private record Append(List<Reading> readings, CompletableFuture<Long> done) {}

    private final Queue<Append> waiting = new ArrayDeque<>();
    private final List<Reading> stored = new ArrayList<>();

    synchronized CompletionStage<Long> append(List<Reading> readings) {
        Append append = new Append(List.copyOf(readings), new CompletableFuture<>());
        waiting.add(append);
        return append.done();
    }

    synchronized int waiting() {
        return waiting.size();
    }

    /** The oldest append reaches the disk. */
    void sync() {
        Append append = take();
        synchronized (this) {
            stored.addAll(append.readings());
        }
        append.done().complete(1L);
    }

    void fail(RuntimeException why) {
        take().done().completeExceptionally(why);
    }

    private synchronized Append take() {
        return waiting.remove();
    }

    synchronized List<Reading> stored() {
        return List.copyOf(stored);
    }
}
