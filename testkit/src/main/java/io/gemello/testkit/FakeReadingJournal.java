package io.gemello.testkit;

import io.gemello.api.journal.JournalReader;
import io.gemello.api.journal.ReadingBatch;
import io.gemello.api.journal.ReadingJournal;
import io.gemello.api.reading.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A journal of readings in memory for tests of sinks: positions are indices; it takes one reader at a time. Any thread may use it. */
public final class FakeReadingJournal implements ReadingJournal {
    private final List<Reading> readings = new ArrayList<>();
    private final List<OptionalLong> opened = new ArrayList<>();
    private long missed;
    private boolean open;
    private long committed;

    public synchronized void append(List<Reading> more) {
        readings.addAll(more);
        notifyAll();
    }

    /** The positions that the sink asked to begin at, in the order of its openings; empty where it left that to the journal. */
    public synchronized List<OptionalLong> opened() {
        return List.copyOf(opened);
    }

    /** From now on readers are told that so many readings are gone which they have not seen. */
    public synchronized void missed(long readings) {
        missed = readings;
    }

    /** What the sink has committed. */
    public synchronized long committed() {
        return committed;
    }

    /** Waits until the sink has committed everything, half a minute at the most. */
    public synchronized void awaitCommitted() throws InterruptedException {
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
            synchronized (FakeReadingJournal.this) {
                if (next >= readings.size() && !closed) {
                    FakeReadingJournal.this.wait(Math.max(1, wait.toMillis()));
                }
                int from = (int) Math.min(next, readings.size());
                int to = closed ? from : Math.min(from + max, readings.size());
                next = to;
                return new ReadingBatch(readings.subList(from, to), to);
            }
        }

        @Override
        public void commit(long position) {
            synchronized (FakeReadingJournal.this) {
                committed = position;
                FakeReadingJournal.this.notifyAll();
            }
        }

        @Override
        public long missed() {
            synchronized (FakeReadingJournal.this) {
                return missed;
            }
        }

        @Override
        public void close() {
            synchronized (FakeReadingJournal.this) {
                open = false;
                closed = true;
                FakeReadingJournal.this.notifyAll();
            }
        }
    }
}
