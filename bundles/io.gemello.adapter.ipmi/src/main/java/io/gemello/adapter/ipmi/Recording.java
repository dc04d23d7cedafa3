package io.gemello.adapter.ipmi;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;

/**
 * Reads the scans of one file in the order of the file. A block whose stamp is older than that of its predecessor is a
 * scan that was delivered late: it keeps its stamp and is due with its predecessor.
 */
final class Recording implements AutoCloseable {
    /** Unpacked bytes of one file; a day of one-minute scans of a hundred sensors is 6 MB. */
    static final long MAX_BYTES = 1L << 30;

    private static final long DAY = Duration.ofDays(1).toNanos();

    private final RecordingFile file;
    private final LineCounts counts;
    private final BoundedLines lines;
    private String ahead;
    private long due = Stamp.NONE;

    Recording(RecordingFile file, LineCounts counts) throws IOException {
        this.file = file;
        this.counts = counts;
        lines = new BoundedLines(file.open(), MAX_BYTES);
        ahead = lines.next();
    }

    /** No scan of this file is due before this, UTC nanoseconds. */
    static long earliest(RecordingFile file) {
        return file.day().atStartOfDay(ZoneOffset.UTC).toEpochSecond() * 1_000_000_000L - DAY;
    }

    /** The next scan, empty ones too; null at the end. */
    Scan next() throws IOException {
        while (ahead != null) {
            long stamp = ofTheDay(Stamp.parse(ahead));
            SdrText text = stamp == Stamp.NONE ? null : new SdrText(counts);
            if (text == null) {
                counts.count(SdrLine.Kind.UNTIMED);
            }
            while ((ahead = lines.next()) != null && !ahead.startsWith(Stamp.WORD)) {
                if (text != null) {
                    text.add(ahead, lines.cut());
                } else if (!ahead.isBlank()) {
                    counts.count(SdrLine.Kind.UNTIMED);
                }
            }
            if (text != null) {
                due = Math.max(due, stamp);
                return new Scan(file.host(), stamp, due, text.readings());
            }
        }
        return null;
    }

    /** A stamp more than a day away from the file's would drag the site's clock along: it counts as none. */
    private long ofTheDay(long stamp) {
        long earliest = earliest(file);
        return stamp >= earliest && stamp < earliest + 3 * DAY ? stamp : Stamp.NONE;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
