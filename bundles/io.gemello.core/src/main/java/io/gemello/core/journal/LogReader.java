package io.gemello.core.journal;

import io.gemello.api.journal.JournalReader;
import io.gemello.api.journal.JournalRecord;
import io.gemello.api.journal.ReadingBatch;
import io.gemello.api.reading.Reading;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One named reader: its cursor on the disk, which outlives it, and while the sink is there its place in the journal. Every method that
 * touches the place holds this object's lock; waiting for new readings does not.
 */
final class LogReader implements JournalReader {
    private static final Logger LOG = LoggerFactory.getLogger(LogReader.class);
    private static final long STORE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

    final String name;
    private final ReadingLog log;
    private final CursorFile file;
    private final long missedBefore;
    private long position;
    private RecordCursor cursor;
    private CursorFile.Place stored;
    private long storedAt = System.nanoTime();
    private volatile long committed;
    private volatile long missed;
    private volatile boolean closed;

    LogReader(String name, ReadingLog log, CursorFile file, CursorFile.Place from, boolean open) {
        this.name = name;
        this.log = log;
        this.file = file;
        position = from.position();
        committed = from.position();
        missedBefore = from.missed();
        stored = from;
        closed = !open;
    }

    @Override
    public ReadingBatch read(int maxReadings, Duration maxWait) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + maxWait.toNanos();
        while (!closed) {
            ReadingBatch batch = readNow(maxReadings);
            if (!batch.readings().isEmpty() || !log.awaitBeyond(batch.next(), deadline, this)) {
                return batch;
            }
        }
        return new ReadingBatch(List.of(), place());
    }

    private synchronized ReadingBatch readNow(int maxReadings) throws IOException, InterruptedException {
        List<Reading> readings = new ArrayList<>();
        if (closed) {
            return new ReadingBatch(readings, position);
        }
        try {
            if (cursor == null) {
                cursor = log.cursor(position);
            }
            for (JournalRecord record = null; readings.size() < maxReadings && (record = cursor.next()) != null;) {
                log.decode(record, readings);
            }
        } catch (ClosedByInterruptException interrupted) {
            drop();
            Thread.interrupted();
            throw new InterruptedException();
        } catch (IOException e) {
            drop();
            throw e;
        }
        position = cursor.position();
        return new ReadingBatch(readings, position);
    }

    private synchronized long place() {
        return position;
    }

    @Override
    public synchronized void commit(long now) {
        if (closed) {
            return;
        }
        committed = Math.max(committed, now);
        if (now > position) {
            drop();
            position = now;
        }
        if (System.nanoTime() - storedAt > STORE_EVERY_NANOS) {
            store();
        }
    }

    @Override
    public long missed() {
        return missed;
    }

    boolean isOpen() {
        return !closed;
    }

    long committed() {
        return committed;
    }

    long missedEver() {
        return missedBefore + missed;
    }

    /** Counts what lies unread before this position, which is about to be deleted, and goes there. Called by the journal's thread. */
    synchronized void evict(long before) {
        if (position < before) {
            missed += log.countReadings(position, before);
            drop();
            position = before;
        }
        if (committed < before) {
            committed = before;
            store();
        }
    }

    /** From now on the journal holds what lies behind the place for this reader, even if it never comes again. */
    synchronized void storeNow() throws IOException {
        file.store(stored);
    }

    /** Writes the cursor if it moved. */
    private void store() {
        storedAt = System.nanoTime();
        CursorFile.Place now = new CursorFile.Place(committed, missedEver());
        if (now.equals(stored)) {
            return;
        }
        try {
            file.store(now);
            stored = now;
        } catch (IOException e) {
            LOG.warn("cursor of {} not written, its readings may come again after a crash: {}", name, e.toString());
        }
    }

    /** Forgets where the file is open, not where the reader stands. */
    private void drop() {
        RecordCursor open = cursor;
        cursor = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.debug("closing a segment: {}", e.toString());
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        log.wakeReaders();
        synchronized (this) {
            drop();
            store();
            position = committed;
        }
    }

    /** The sink is gone for good: its cursor holds nothing back any more. */
    synchronized void forget() throws IOException {
        file.delete();
    }
}
