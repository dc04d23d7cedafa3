package io.gemello.core.journal;

import io.gemello.api.catalogue.Point;
import io.gemello.api.journal.JournalReader;
import io.gemello.api.journal.JournalRecord;
import io.gemello.api.journal.ReadingBatch;
import io.gemello.api.journal.ReadingJournal;
import io.gemello.api.reading.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal of readings: appended in batches, pulled by named readers. Damage in it costs the damaged records and nothing else:
 * they are skipped, counted, and said. A record of a form that this version does not know is refused.
 */
public final class ReadingLog implements ReadingJournal, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReadingLog.class);
    private static final int REPLAY_BATCH = 4096;

    private final Path folder;
    private final JournalBounds bounds;
    private final IntFunction<Point> pointOfKey;
    private final LongSupplier millis;
    private final SegmentedJournal journal;
    private final LogReaders readers;
    private final Retention retention;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final ConcurrentSkipListMap<Long, Long> damaged = new ConcurrentSkipListMap<>();
    private final AtomicLong unknownPoints = new AtomicLong();

    /**
     * @param pointOfKey the point of a {@link Point#key()}, or null when there is none any more; asked by any thread
     * @param stepwise whether the one source sends each batch when the last is durable, as a recording is played
     * @throws IOException says what is wrong and what to do
     */
    public ReadingLog(Path folder, IntFunction<Point> pointOfKey, JournalBounds bounds, boolean stepwise) throws IOException {
        this(folder, pointOfKey, bounds, (stepwise ? JournalTuning.DEFAULT.forcedAtOnce() : JournalTuning.DEFAULT).withSegments(bounds.segmentBytes()), machineMillis());
    }

    /** @param millis the machine's time, for the age of what is kept */
    ReadingLog(Path folder, IntFunction<Point> pointOfKey, JournalBounds bounds, JournalTuning tuning, LongSupplier millis) throws IOException {
        this.folder = folder;
        this.bounds = bounds;
        this.pointOfKey = pointOfKey;
        this.millis = millis;
        journal = new SegmentedJournal(folder, tuning, this::damaged, this::wakeReaders, this::rolled);
        try {
            readers = new LogReaders(folder.resolve("cursors"), this);
            retention = new Retention(bounds, tuning.segmentBytes(), this, journal, readers);
            retention.enforce();
        } catch (IOException | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    /** Wall time at start plus the monotonic clock: a clock that is set while we run makes nothing old. */
    private static LongSupplier machineMillis() {
        long wall = System.currentTimeMillis();
        long start = System.nanoTime();
        return () -> wall + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    /**
     * Appends a batch as one record: all of it becomes durable, or nothing. The stage completes with the position behind it, on the
     * journal's thread: never block there. It fails with {@link io.gemello.api.journal.JournalFull} on a full disk. Batches of one
     * thread keep their order.
     */
    public CompletionStage<Long> append(List<Reading> readings) {
        if (readings.isEmpty()) {
            return CompletableFuture.completedStage(end());
        }
        if (readings.size() > ReadingCodec.MAX_READINGS) {
            return CompletableFuture.failedStage(new IllegalArgumentException("at most " + ReadingCodec.MAX_READINGS + " readings in one batch, not " + readings.size()));
        }
        long now = millis.getAsLong();
        retention.appending(now);
        byte[] body = ReadingCodec.encode(readings, now);
        return journal.append(ReadingCodec.TYPE, ReadingCodec.VERSION, body).thenApply(at -> at + RecordFormat.HEADER + body.length);
    }

    /** Hands over everything from this position to the present end, in order and in the caller's thread; returns where it ended. */
    public long replay(long from, Consumer<ReadingBatch> to) throws IOException {
        long end = end();
        List<Reading> readings = new ArrayList<>();
        try (RecordCursor cursor = journal.cursor(from)) {
            while (cursor.position() < end) {
                JournalRecord record = cursor.next();
                if (record != null) {
                    decode(record, readings);
                }
                boolean last = record == null || cursor.position() >= end;
                if (readings.size() >= REPLAY_BATCH || last && !readings.isEmpty()) {
                    to.accept(new ReadingBatch(readings, cursor.position()));
                    readings = new ArrayList<>();
                }
                if (last) {
                    break;
                }
            }
            return cursor.position();
        }
    }

    @Override
    public JournalReader open(String name, OptionalLong position) {
        return readers.open(name, position);
    }

    /** Drops the cursor of a sink that will not come back. @throws IllegalStateException while its reader is open */
    public void forget(String name) throws IOException {
        readers.forget(name);
    }

    /** Every known reader, open or away, by name. */
    public List<ReaderStatus> readers() {
        return readers.status();
    }

    public JournalBounds bounds() {
        return bounds;
    }

    public JournalStatus status() {
        return JournalStatus.of(folder.getFileName().toString(), journal);
    }

    /** Position of the oldest reading kept. */
    public long first() {
        return journal.first();
    }

    /** Position that the next batch gets. */
    public long end() {
        return journal.end();
    }

    /** Places found damaged and skipped since this journal was opened. */
    public long damagedPlaces() {
        return damaged.size();
    }

    public long damagedBytes() {
        return damaged.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Readings read back whose point nobody knows any more, each time they were read. */
    public long unknownPointReadings() {
        return unknownPoints.get();
    }

    /** Closes the readers, writes what has been appended, closes the files. Idempotent. */
    @Override
    public void close() {
        readers.close();
        journal.close();
    }

    long millis() {
        return millis.getAsLong();
    }

    RecordCursor cursor(long from) throws IOException {
        return journal.cursor(from);
    }

    void decode(JournalRecord record, List<Reading> to) throws IOException {
        int unknown = ReadingCodec.decode(known(record).body(), pointOfKey, to);
        if (unknown > 0) {
            unknownPoints.addAndGet(unknown);
        }
    }

    /** Refuses a record of another form: skipping it would lose readings in silence. */
    private JournalRecord known(JournalRecord record) throws IOException {
        if (record.type() != ReadingCodec.TYPE || record.version() != ReadingCodec.VERSION) {
            throw new IOException("%s: the record at position %d is of type %d, version %d, which this version of Gemello does not read; run the version that wrote it".formatted(
                folder, record.position(), record.type(), record.version()));
        }
        return record;
    }

    /** Readings between two positions, for the count of what a reader misses. */
    long countReadings(long from, long to) {
        long readings = 0;
        try (RecordCursor cursor = journal.cursor(from)) {
            for (JournalRecord record; cursor.position() < to && (record = cursor.next()) != null && record.position() < to;) {
                readings += ReadingCodec.count(known(record).body());
            }
        } catch (IOException e) {
            LOG.warn("{}: readings before position {} that a reader misses could not be counted: {}", folder, to, e.getMessage());
        }
        return readings;
    }

    /** When the first record at or after this position was appended, machine milliseconds; empty at the journal's end. */
    OptionalLong appendedAt(long position) throws IOException {
        try (RecordCursor cursor = journal.cursor(position)) {
            JournalRecord record = cursor.next();
            return record == null ? OptionalLong.empty() : OptionalLong.of(ReadingCodec.appendedMillis(known(record).body()));
        }
    }

    /** Waits until there are records behind this position; false when the deadline passed or the reader was closed. */
    boolean awaitBeyond(long position, long deadlineNanos, LogReader reader) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = deadlineNanos - System.nanoTime();
            while (journal.end() <= position && reader.isOpen() && left > 0) {
                left = grown.awaitNanos(left);
            }
            return journal.end() > position && reader.isOpen();
        } finally {
            lock.unlock();
        }
    }

    void wakeReaders() {
        lock.lock();
        try {
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void rolled() {
        retention.rolled();
    }

    private void damaged(Segment segment, long position, long bytes) {
        if (damaged.putIfAbsent(position, bytes) == null) {
            LOG.warn("{} is damaged at offset {}: {} bytes are skipped, the readings in them are lost", segment.file(), position - segment.base(), bytes);
        }
    }
}
