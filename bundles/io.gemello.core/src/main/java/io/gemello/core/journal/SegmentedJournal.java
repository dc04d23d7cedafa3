package io.gemello.core.journal;

import io.gemello.api.journal.Journal;
import io.gemello.api.journal.JournalRecord;
import io.gemello.api.journal.JournalSnapshot;
import io.gemello.api.journal.SnapshotWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A journal as a folder of segments. A position is a byte's place in the endless sequence of all segments. One thread,
 * {@code gemello-journal-<folder>}, writes; reading goes on in the callers' threads, each on a file channel of its own.
 */
public final class SegmentedJournal implements Journal {
    private final FolderLock lock;
    private final Segments segments;
    private final SnapshotFile snapshot;
    private final Damage damage;
    private final SegmentAppender appender;
    private final GroupCommit writer;
    private final long cut;
    private volatile long end;

    /** Opens or makes a journal that refuses to be read over damage. @throws IOException says what is damaged, or that the journal is open already */
    public SegmentedJournal(Path folder) throws IOException {
        this(folder, JournalTuning.NAMED, Damage.REFUSE, () -> {}, () -> {});
    }

    /**
     * @param grown called by the journal's thread when there are new durable records
     * @param rolled called by the journal's thread when it has begun a new segment
     */
    SegmentedJournal(Path folder, JournalTuning tuning, Damage damage, Runnable grown, Runnable rolled) throws IOException {
        this.damage = damage;
        Files.createDirectories(folder);
        lock = new FolderLock(folder);
        try {
            segments = new Segments(folder);
            snapshot = new SnapshotFile(folder);
            Recovery recovery = Recovery.of(segments.last(), damage);
            cut = recovery.cut();
            end = recovery.end();
            appender = new SegmentAppender(folder, segments, end, tuning, rolled);
            writer = new GroupCommit(folder, appender, tuning.forceNanos(), now -> {
                end = now;
                grown.run();
            });
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** {@inheritDoc} The body must not be changed afterwards. */
    @Override
    public CompletionStage<Long> append(byte type, byte version, byte[] body) {
        if (body.length > RecordFormat.MAX_BODY) {
            return CompletableFuture.failedStage(new IllegalArgumentException("a record's body may have 16 MiB, this one has " + body.length + " bytes"));
        }
        return writer.append(type, version, body).minimalCompletionStage();
    }

    @Override
    public List<JournalRecord> read(long from, int max) throws IOException {
        List<JournalRecord> records = new ArrayList<>();
        try (RecordCursor cursor = cursor(from)) {
            for (JournalRecord next = null; records.size() < max && (next = cursor.next()) != null;) {
                records.add(next);
            }
        }
        return records;
    }

    RecordCursor cursor(long from) throws IOException {
        return new RecordCursor(segments, () -> end, damage, from);
    }

    @Override
    public long first() {
        return segments.first().base();
    }

    @Override
    public long end() {
        return end;
    }

    @Override
    public void snapshot(long position, SnapshotWriter to) throws IOException {
        snapshot.write(position, to);
    }

    @Override
    public Optional<JournalSnapshot> snapshot() {
        return snapshot.stored();
    }

    @Override
    public void truncate(long before) throws IOException {
        segments.dropBefore(before);
    }

    List<Segment> segments() {
        return segments.all();
    }

    /** The next append begins a new segment. */
    void roll() {
        appender.rollDue();
    }

    /** Bytes between the oldest record kept and the end. */
    public long bytes() {
        return end - first();
    }

    /** Bytes of an unfinished write that were cut when this journal was opened. */
    public long cut() {
        return cut;
    }

    public WriterStatus status() {
        return writer.status();
    }

    /** Writes what has been appended, then closes; completes every append. Idempotent. */
    @Override
    public void close() {
        writer.close();
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
