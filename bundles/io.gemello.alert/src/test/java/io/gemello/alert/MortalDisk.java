package io.gemello.alert;

import io.gemello.api.journal.Journal;
import io.gemello.api.journal.JournalRecord;
import io.gemello.api.journal.JournalSnapshot;
import io.gemello.api.journal.Journals;
import io.gemello.api.journal.SnapshotWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Journals that outlive their users; every append may be the last thing that a process does, or what it does not live to see. */
final class MortalDisk implements Journals {
    private final Map<String, Kept> journals = new ConcurrentHashMap<>();
    /** Appends until the kill; negative for never. */
    volatile int left = -1;
    /** Whether the append at which the kill comes is on the disk all the same. */
    volatile boolean lastOneLands;

    private static final class Kept {
        final List<JournalRecord> records = new CopyOnWriteArrayList<>();
        volatile long next;
        byte[] snapshot;
        long position;
    }

    @Override
    public Journal open(String name) {
        return new Open(journals.computeIfAbsent(name, some -> new Kept()));
    }

    /** Somebody moves the journal's folder away. */
    void takeAway(String name) {
        journals.remove(name);
    }

    private final class Open implements Journal {
        private final Kept kept;

        Open(Kept kept) {
            this.kept = kept;
        }

        @Override
        public CompletionStage<Long> append(byte type, byte version, byte[] body) {
            boolean killed = left == 0;
            left = left > 0 ? left - 1 : left;
            if (!killed || lastOneLands) {
                long position = kept.next;
                kept.next += 16 + body.length;
                kept.records.add(new JournalRecord(position, kept.next, type, version, body));
            }
            return killed ? CompletableFuture.failedFuture(new IOException("killed")) : CompletableFuture.completedFuture(kept.next);
        }

        @Override
        public List<JournalRecord> read(long from, int max) {
            return kept.records.stream().filter(record -> record.position() >= from).limit(max).toList();
        }

        @Override
        public long first() {
            return kept.records.isEmpty() ? kept.next : kept.records.get(0).position();
        }

        @Override
        public long end() {
            return kept.next;
        }

        @Override
        public void snapshot(long position, SnapshotWriter writer) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            writer.write(bytes);
            kept.snapshot = bytes.toByteArray();
            kept.position = position;
        }

        @Override
        public Optional<JournalSnapshot> snapshot() {
            byte[] bytes = kept.snapshot;
            long position = kept.position;
            return bytes == null ? Optional.empty() : Optional.of(new JournalSnapshot() {
                @Override
                public long position() {
                    return position;
                }

                @Override
                public InputStream open() {
                    return new ByteArrayInputStream(bytes);
                }
            });
        }

        @Override
        public void truncate(long before) {
            kept.records.removeIf(record -> record.next() <= before);
        }

        @Override
        public void close() {
            // Everything is kept.
        }
    }
}
