package io.gemello.control;

import io.gemello.api.journal.Journal;
import io.gemello.api.journal.JournalRecord;
import io.gemello.api.journal.JournalSnapshot;
import io.gemello.api.journal.Journals;
import io.gemello.api.journal.SnapshotWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Journals that outlive whoever opened them, as the disk does. */
final class MemoryJournals implements Journals {
    private final Map<String, Store> stores = new HashMap<>();
    volatile boolean full;

    private static final class Store {
        final NavigableMap<Long, JournalRecord> records = new TreeMap<>();
        byte[] snapshot;
        long end;
    }

    int records(String name) {
        return stores.get(name).records.size();
    }

    @Override
    public Journal open(String name) {
        Store store = stores.computeIfAbsent(name, absent -> new Store());
        return new Journal() {
            @Override
            public synchronized CompletionStage<Long> append(byte type, byte version, byte[] body) {
                if (full) {
                    return CompletableFuture.failedFuture(new IOException("no space"));
                }
                long position = store.end++;
                store.records.put(position, new JournalRecord(position, store.end, type, version, body));
                return CompletableFuture.completedFuture(position);
            }

            @Override
            public List<JournalRecord> read(long from, int max) {
                return store.records.tailMap(from).values().stream().limit(max).toList();
            }

            @Override
            public long first() {
                return store.records.isEmpty() ? store.end : store.records.firstKey();
            }

            @Override
            public long end() {
                return store.end;
            }

            @Override
            public void snapshot(long position, SnapshotWriter writer) throws IOException {
                if (full) {
                    throw new IOException("no space");
                }
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                writer.write(bytes);
                store.snapshot = bytes.toByteArray();
            }

            @Override
            public Optional<JournalSnapshot> snapshot() {
                return Optional.ofNullable(store.snapshot).map(bytes -> new JournalSnapshot() {
                    @Override
                    public long position() {
                        return 0;
                    }

                    @Override
                    public InputStream open() {
                        return new ByteArrayInputStream(bytes);
                    }
                });
            }

            @Override
            public void truncate(long before) {
                store.records.headMap(before).clear();
            }

            @Override
            public void close() {
                // stays as it is
            }
        };
    }
}
