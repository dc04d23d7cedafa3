package io.gemello.alert;

import io.gemello.api.journal.JournalReader;
import io.gemello.api.journal.ReadingBatch;
import io.gemello.api.journal.ReadingJournal;
import io.gemello.api.reading.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A journal in memory whose positions are indices; it says which position the engine asked for. */
final class ListJournal implements ReadingJournal {
    private final List<Reading> readings = new ArrayList<>();
    final List<OptionalLong> opened = new ArrayList<>();
    volatile long missed;
    private boolean open;
    private long committed;

    synchronized void append(List<Reading> more) {
        readings.addAll(more);
        notifyAll();
    }

    /** Waits until the sink has committed everything. */
    synchronized void awaitCommitted() throws InterruptedException {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (committed < readings.size()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("committed " + committed + " of " + readings.size());
            }
            wait(left / 1_000_000 + 1);
        }
    }

    @Override
    public synchronized JournalReader open(String name, OptionalLong position) {
        if (open) {
            throw new IllegalStateException(name + " is open already");
        }
        open = true;
        opened.add(position);
        return new Cursor(position.orElse(0));
    }

    private final class Cursor implements JournalReader {
        private long next;
        private boolean closed;

        Cursor(long next) {
            this.next = next;
        }

        @Override
        public ReadingBatch read(int max, Duration wait) throws InterruptedException {
            synchronized (ListJournal.this) {
                if (next >= readings.size() && !closed) {
                    ListJournal.this.wait(Math.max(1, wait.toMillis()));
                }
                int from = (int) Math.min(next, readings.size());
                int to = closed ? from : Math.min(from + max, readings.size());
                next = to;
                return new ReadingBatch(readings.subList(from, to), to);
            }
        }

        @Override
        public void commit(long position) {
            synchronized (ListJournal.this) {
                committed = position;
                ListJournal.this.notifyAll();
            }
        }

        @Override
        public long missed() {
            return missed;
        }

        @Override
        public void close() {
            synchronized (ListJournal.this) {
                open = false;
                closed = true;
                ListJournal.this.notifyAll();
            }
        }
    }
}
