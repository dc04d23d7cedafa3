package io.gemello.core.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the end of a journal after whatever happened. Only the last segment is read: the others were on the disk before it was
 * made. Behind the last whole record there may be bytes of a write that was never finished: they are cut off, and their positions
 * are not used again, so that no cursor can ever point into something else than it did.
 *
 * @param end position that the next record gets
 * @param cut bytes that were cut
 */
record Recovery(long end, long cut) {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    static Recovery of(Segment last, Damage damage) throws IOException {
        long size = Files.size(last.file());
        long limit = last.base() + size;
        long position = last.base();
        try (SegmentWindow window = new SegmentWindow(last)) {
            while (position < limit) {
                int at = window.record(position, limit);
                if (at >= 0) {
                    position = window.next(at);
                    continue;
                }
                long next = window.search(position + 1, limit);
                if (next < 0 || damage == Damage.REFUSE && !wasOnDisk(window, position, next, limit)) {
                    return cut(last, position, limit);
                }
                if (damage == Damage.REFUSE) {
                    damage.found(last, position, next - position);
                }
                position = next;
            }
        }
        return new Recovery(position, 0);
    }

    /**
     * Whether the bytes at the damaged position were on the disk once: they were if a later record opens a group, because that one is
     * written only after an fsync. Otherwise they belong to the last, unacknowledged write, whose parts may reach the disk in any order.
     */
    private static boolean wasOnDisk(SegmentWindow window, long damaged, long next, long limit) throws IOException {
        for (long position = next; position >= 0 && position < limit;) {
            int at = window.record(position, limit);
            if (at >= 0 && RecordFormat.opensGroup(window.bytes(), at)) {
                return position > damaged;
            }
            position = at >= 0 ? window.next(at) : window.search(position + 1, limit);
        }
        return false;
    }

    private static Recovery cut(Segment last, long position, long limit) throws IOException {
        long offset = position - last.base();
        long end = Math.max(limit, position + RecordFormat.GAP_RECORD);
        LOG.warn("{}: cut {} bytes of an unfinished write at offset {}", last.file(), limit - position, offset);
        try (FileChannel file = FileChannel.open(last.file(), StandardOpenOption.WRITE)) {
            file.truncate(offset);
            Disk.REAL.write(file, RecordFormat.gap(position, end), offset);
            file.force(true);
        }
        return new Recovery(end, limit - position);
    }
}
