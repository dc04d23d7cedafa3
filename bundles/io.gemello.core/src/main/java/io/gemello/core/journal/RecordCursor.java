package io.gemello.core.journal;

import io.gemello.api.journal.JournalRecord;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.function.LongSupplier;

/** Walks over the records of a journal in order, from segment to segment. One thread. */
final class RecordCursor implements Closeable {
    private final Segments segments;
    private final LongSupplier durableEnd;
    private final Damage damage;
    private SegmentWindow window;
    private volatile long position;

    RecordCursor(Segments segments, LongSupplier durableEnd, Damage damage, long from) throws IOException {
        this.segments = segments;
        this.durableEnd = durableEnd;
        this.damage = damage;
        position = from;
        try {
            seek(from);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Where the next record is looked for; any thread may ask. */
    long position() {
        return position;
    }

    /** The next durable record; null at the end. */
    JournalRecord next() throws IOException {
        while (true) {
            long limit = durableEnd.getAsLong();
            if (position >= limit || !enter(limit)) {
                return null;
            }
            long end = Math.min(limit, segments.endOf(window.segment));
            long here = position;
            int at = window.record(here, end);
            long next = at < 0 ? -1 : window.next(at);
            if (at < 0 || next > end) {
                long found = window.search(here + 1, end);
                long resume = found < 0 ? end : found;
                damage.found(window.segment, here, resume - here);
                position = resume;
            } else if (RecordFormat.isGap(window.bytes(), at)) {
                position = next;
            } else {
                position = next;
                return record(here, next, at);
            }
        }
    }

    private JournalRecord record(long here, long next, int at) {
        byte[] body = new byte[(int) (next - here) - RecordFormat.HEADER];
        window.bytes().get(at + RecordFormat.HEADER, body);
        return new JournalRecord(here, next, window.bytes().get(at + 16), window.bytes().get(at + 17), body);
    }

    /** Opens the segment of the position; false when the journal's end is reached on the way. */
    private boolean enter(long limit) throws IOException {
        while (true) {
            position = Math.max(position, segments.first().base());
            if (position >= limit) {
                return false;
            }
            Segment here = segments.holding(position);
            if (window != null && window.segment.equals(here)) {
                return true;
            }
            close();
            try {
                window = new SegmentWindow(here);
                return true;
            } catch (NoSuchFileException gone) {
                if (segments.all().contains(here)) {
                    throw new IOException(here.file() + " is missing; restore it from a backup, or move the journal's folder away to begin anew");
                }
            }
        }
    }

    /** A position that is no record's start: go on from the first record behind it. */
    private void seek(long from) throws IOException {
        long limit = durableEnd.getAsLong();
        if (from >= limit || !enter(limit) || position > from) {
            return;
        }
        long end = Math.min(limit, segments.endOf(window.segment));
        if (from == window.segment.base() || window.record(from, end) >= 0) {
            return;
        }
        position = window.segment.base();
        Segment in = window.segment;
        while (position < from) {
            int at = window.record(position, end);
            long next = at < 0 ? window.search(position + 1, end) : window.next(at);
            if (at < 0) {
                damage.found(in, position, (next < 0 ? end : next) - position);
            }
            position = next < 0 ? end : next;
        }
    }

    @Override
    public void close() throws IOException {
        SegmentWindow open = window;
        window = null;
        if (open != null) {
            open.close();
        }
    }
}
