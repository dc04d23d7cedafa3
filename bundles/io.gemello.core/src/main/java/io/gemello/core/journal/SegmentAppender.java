package io.gemello.core.journal;

import io.gemello.api.journal.JournalFull;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The writing end of the last segment: records go to the disk a run at a time, whole or not at all. The journal's thread's alone. */
final class SegmentAppender {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentAppender.class);
    private static final int BUFFER = 256 << 10;

    private final Path folder;
    private final Segments segments;
    private final JournalTuning tuning;
    private final Runnable rolled;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private Segment segment;
    private FileChannel file;
    private long end;
    private boolean dirty;
    private volatile boolean rollDue;
    private volatile long forces;
    private volatile long forceNanos;

    SegmentAppender(Path folder, Segments segments, long end, JournalTuning tuning, Runnable rolled) throws IOException {
        this.folder = folder;
        this.segments = segments;
        this.end = end;
        this.tuning = tuning;
        this.rolled = rolled;
        open(segments.last());
    }

    /** Position behind everything that is on the disk. */
    long end() {
        return end;
    }

    long forces() {
        return forces;
    }

    long forceNanos() {
        return forceNanos;
    }

    /** The next write begins a new segment. Any thread. */
    void rollDue() {
        rollDue = true;
    }

    /** Whether so many bytes still go into the segment; anything goes into an empty one. */
    boolean fits(long bytes) {
        return end == segment.base() || end + bytes - segment.base() <= tuning.segmentBytes();
    }

    /** Writes and forces these, which must fit one segment. After an exception nothing of them is kept, as soon as {@link #mend} has worked. */
    void write(List<Append> run, long bytes) throws IOException {
        mend();
        if (tuning.disk().free(folder) < bytes + tuning.reserveBytes()) {
            throw new JournalFull("less than " + tuning.reserveBytes() + " bytes are free");
        }
        if (segments.last() != segment || end != segment.base() && (rollDue || !fits(bytes))) {
            roll();
        }
        dirty = true;
        long newEnd = put(run);
        long start = System.nanoTime();
        tuning.disk().force(file);
        forceNanos += System.nanoTime() - start;
        forces++;
        dirty = false;
        end = newEnd;
    }

    /** Cuts away what a failed write left; until that works nothing else may be written. */
    void mend() throws IOException {
        if (dirty) {
            file.truncate(end - segment.base());
            dirty = false;
        }
    }

    void close() {
        try {
            file.close();
        } catch (IOException e) {
            LOG.warn("{}: {}", segment.file(), e.toString());
        }
    }

    private long put(List<Append> run) throws IOException {
        long written = end;
        long position = end;
        buffer.clear();
        for (Append append : run) {
            boolean opensGroup = position == end;
            if (append.size() > buffer.remaining()) {
                written = flush(buffer, written);
            }
            if (append.size() > buffer.capacity()) {
                ByteBuffer large = ByteBuffer.allocate((int) append.size());
                RecordFormat.put(large, position, opensGroup, append.type(), append.version(), append.body());
                written = flush(large, written);
            } else {
                RecordFormat.put(buffer, position, opensGroup, append.type(), append.version(), append.body());
            }
            position += append.size();
        }
        return flush(buffer, written);
    }

    private long flush(ByteBuffer filled, long at) throws IOException {
        filled.flip();
        int bytes = filled.remaining();
        if (bytes > 0) {
            tuning.disk().write(file, filled, at - segment.base());
        }
        filled.clear();
        return at + bytes;
    }

    private void roll() throws IOException {
        Segment next = segments.add(end);
        FileChannel old = file;
        open(next);
        old.close();
        rollDue = false;
        rolled.run();
    }

    private void open(Segment next) throws IOException {
        file = FileChannel.open(next.file(), StandardOpenOption.WRITE);
        segment = next;
    }
}
