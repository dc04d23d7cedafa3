package io.gemello.twin;

import io.gemello.api.journal.Journal;
import io.gemello.api.journal.JournalFull;
import io.gemello.api.journal.JournalRecord;
import io.gemello.api.journal.JournalSnapshot;
import io.gemello.api.journal.Journals;
import io.gemello.api.journal.SnapshotWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A journal that outlives the twins that use it, as a disk outlives a process. What is not durable yet is lost when the power goes. */
final class MemoryDisk implements Journals {
    private final List<JournalRecord> records = new ArrayList<>();
    private byte[] snapshot;
    private long snapshotPosition;
    private long next;
    private OpenJournal open;
    volatile boolean full;
    /** Holds back every fsync while true. */
    private boolean held;
    private final List<Runnable> waiting = new ArrayList<>();
    private final ExecutorService fsync = Executors.newSingleThreadExecutor(work -> {
        Thread t = new Thread(work, "test-fsync");
        t.setDaemon(true);
        return t;
    });

    @Override
    public synchronized Journal open(String name) throws IOException {
        if (open != null) {
            throw new IOException("open already");
        }
        open = new OpenJournal();
        return open;
    }

    /** The process is gone: what it still asks for changes nothing any more, and what waited for the disk is lost. */
    synchronized void powerCut() {
        open = null;
        waiting.clear();
        held = false;
    }

    synchronized void hold() {
        held = true;
    }

    synchronized void release() {
        held = false;
        waiting.forEach(fsync::execute);
        waiting.clear();
    }

    synchronized int size() {
        return records.size();
    }

    synchronized boolean hasSnapshot() {
        return snapshot != null;
    }

    private final class OpenJournal implements Journal {
        @Override
        public CompletionStage<Long> append(byte type, byte version, byte[] body) {
            CompletableFuture<Long> durable = new CompletableFuture<>();
            Runnable write = () -> {
                long position;
                synchronized (MemoryDisk.this) {
                    if (open != this) {
                        return;
                    }
                    if (full) {
                        position = -1;
                    } else {
                        position = next;
                        next += 16 + body.length;
                        records.add(new JournalRecord(position, next, type, version, body));
                    }
                }
                if (position < 0) {
                    durable.completeExceptionally(new JournalFull("full"));
                } else {
                    durable.complete(position);
                }
            };
            synchronized (MemoryDisk.this) {
                if (held) {
                    waiting.add(write);
                } else {
                    fsync.execute(write);
                }
            }
            return durable;
        }

        @Override
        public List<JournalRecord> read(long from, int max) {
            synchronized (MemoryDisk.this) {
                return records.stream().filter(record -> record.position() >= from).limit(max).toList();
            }
        }

        @Override
        public long first() {
            synchronized (MemoryDisk.this) {
                return records.isEmpty() ? next : records.get(0).position();
            }
        }

        @Override
        public long end() {
            synchronized (MemoryDisk.this) {
                return next;
            }
        }

        @Override
        public void snapshot(long position, SnapshotWriter writer) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            writer.write(bytes);
            synchronized (MemoryDisk.this) {
                if (open == this) {
                    snapshot = bytes.toByteArray();
                    snapshotPosition = position;
                }
            }
        }

        @Override
        public Optional<JournalSnapshot> snapshot() {
            synchronized (MemoryDisk.this) {
                byte[] bytes = snapshot;
                long position = snapshotPosition;
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
        }

        @Override
        public void truncate(long before) {
            synchronized (MemoryDisk.this) {
                if (open == this) {
                    records.removeIf(record -> record.next() <= before);
                }
            }
        }

        @Override
        public void close() {
            synchronized (MemoryDisk.this) {
                if (open == this) {
                    open = null;
                }
            }
        }
    }
}
