package io.gemello.core.journal;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the journal of readings within its bounds: what every reader has passed goes beyond the size to keep; beyond the bound the
 * oldest goes, read or not. Works whole segments at a time, when one is begun and when the journal is opened.
 */
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final long NOTHING_YET = Long.MAX_VALUE;

    private final JournalBounds bounds;
    private final long segmentBytes;
    private final ReadingLog log;
    private final SegmentedJournal journal;
    private final LogReaders readers;
    /** When the first record of a segment was appended, machine milliseconds, by the segment's base. The journal's thread's. */
    private final Map<Long, Long> begun = new HashMap<>();
    /** The same of the last segment. */
    private volatile long lastBegun;

    Retention(JournalBounds bounds, long segmentBytes, ReadingLog log, SegmentedJournal journal, LogReaders readers) throws IOException {
        this.bounds = bounds;
        this.segmentBytes = segmentBytes;
        this.log = log;
        this.journal = journal;
        this.readers = readers;
        List<Segment> segments = journal.segments();
        lastBegun = begun(segments.get(segments.size() - 1));
    }

    /** Called before every append, by any thread: a segment that has been written to for long is closed, so that age takes away a part, not all. */
    void appending(long now) {
        long since = lastBegun;
        if (since == NOTHING_YET) {
            lastBegun = now;
        } else if (now - since > bounds.rollMillis()) {
            journal.roll();
        }
    }

    /** Called by the journal's thread when it has begun a new segment. */
    void rolled() {
        lastBegun = NOTHING_YET;
        enforce();
    }

    void enforce() {
        List<Segment> segments = journal.segments();
        try {
            long before = keepFrom(segments);
            if (before > segments.get(0).base()) {
                readers.all().forEach(reader -> reader.evict(before));
                journal.truncate(before);
                begun.keySet().removeIf(base -> base < before);
            }
        } catch (IOException e) {
            LOG.warn("old segments of the journal of readings could not be deleted: {}", e.toString());
        }
    }

    /** Base of the oldest segment to keep. */
    private long keepFrom(List<Segment> segments) throws IOException {
        long end = journal.end();
        long passed = readers.all().stream().mapToLong(LogReader::committed).min().orElse(end);
        long tooOld = log.millis() - bounds.maxAge().toMillis();
        long from = segments.get(0).base();
        long fullAt = segments.get(segments.size() - 1).base() + segmentBytes;
        for (Segment next : segments.subList(1, segments.size())) {
            boolean overBound = fullAt - from > bounds.maxBytes();
            boolean overKeep = next.base() <= passed && end - next.base() >= bounds.keepBytes();
            if (!overBound && !overKeep && begun(next) >= tooOld) {
                break;
            }
            from = next.base();
        }
        return from;
    }

    private long begun(Segment segment) throws IOException {
        Long known = begun.get(segment.base());
        if (known != null) {
            return known;
        }
        OptionalLong appended = log.appendedAt(segment.base());
        appended.ifPresent(at -> begun.put(segment.base(), at));
        return appended.orElse(NOTHING_YET);
    }
}
