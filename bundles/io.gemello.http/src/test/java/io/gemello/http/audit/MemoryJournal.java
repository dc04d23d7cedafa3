package io.gemello.http.audit;

import io.gemello.api.journal.Journal;
import io.gemello.api.journal.JournalFull;
import io.gemello.api.journal.JournalRecord;
import io.gemello.api.journal.JournalSnapshot;
import io.gemello.api.journal.SnapshotWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A journal in memory, whose positions have gaps as those of the real one have; it can be full. */
final class MemoryJournal implements Journal {
    private static final int HEAD = 21;
    private final List<JournalRecord> records = new ArrayList<>();
    private long end;
    private boolean full;
    /** Those who have appended wait for it. */
    private CompletableFuture<Void> disk = CompletableFuture.completedFuture(null);

    /** What is appended from now on is not on the disk before {@link #release}. */
    synchronized void hold() {
        disk = new CompletableFuture<>();
    }

    synchronized void release() {
        disk.complete(null);
    }

    synchronized void full(boolean now) {
        full = now;
    }

    @Override
    public synchronized CompletionStage<Long> append(byte type, byte version, byte[] body) {
        if (full) {
            return CompletableFuture.failedStage(new JournalFull("no room"));
        }
        long at = end;
        end = at + HEAD + body.length;
        records.add(new JournalRecord(at, end, type, version, body));
        return disk.thenApply(written -> at);
    }

    @Override
    public synchronized List<JournalRecord> read(long from, int max) {
        return records.stream().filter(record -> record.position() >= from).limit(max).toList();
    }

    synchronized int size() {
        return records.size();
    }

    @Override
    public long first() {
        return 0;
    }

    @Override
    public synchronized long end() {
        return end;
    }

    @Override
    public void snapshot(long position, SnapshotWriter writer) {
        throw new AssertionError("the trail is never rewritten");
    }

    @Override
    public Optional<JournalSnapshot> snapshot() {
        return Optional.empty();
    }

    @Override
    public void truncate(long before) {
        throw new AssertionError("the trail is never cut");
    }

    @Override
    public void close() {}
}
