package io.gemello.core.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/** Looks at one segment through a window of bytes. Each has its own channel, so that the interrupt of one reader closes nobody else's. One thread. */
final class SegmentWindow implements Closeable {
    private static final int SIZE = 128 << 10;

    final Segment segment;
    private final FileChannel channel;
    private ByteBuffer window = ByteBuffer.allocate(SIZE).limit(0);
    private long start;

    SegmentWindow(Segment segment) throws IOException {
        this.segment = segment;
        channel = FileChannel.open(segment.file(), StandardOpenOption.READ);
    }

    long size() throws IOException {
        return channel.size();
    }

    ByteBuffer bytes() {
        return window;
    }

    /**
     * The offset in {@link #bytes()} of the whole, checksummed record at this position; -1 when there is none.
     *
     * @param limit nothing at or after it is looked at: what is being written there may still change
     */
    int record(long position, long limit) throws IOException {
        int header = need(position, RecordFormat.HEADER, limit);
        if (header < 0) {
            return -1;
        }
        int length = RecordFormat.bodyLength(window, header, position);
        int at = length < 0 ? -1 : need(position, RecordFormat.HEADER + length, limit);
        return at >= 0 && RecordFormat.whole(window, at, length) ? at : -1;
    }

    /** Position behind the record at this offset. */
    long next(int at) {
        return RecordFormat.isGap(window, at)
            ? window.getLong(at + RecordFormat.HEADER)
            : start + at + RecordFormat.HEADER + RecordFormat.bodyLength(window, at, start + at);
    }

    /** Position of the first whole record at or after this one; -1 when there is none before the limit. */
    long search(long from, long limit) throws IOException {
        for (long position = from; position + RecordFormat.HEADER <= limit; position++) {
            int at = need(position, RecordFormat.HEADER, limit);
            if (at < 0) {
                return -1;
            }
            if (RecordFormat.bodyLength(window, at, position) >= 0 && record(position, limit) >= 0) {
                return position;
            }
        }
        return -1;
    }

    private int need(long position, int bytes, long limit) throws IOException {
        if (position >= start && position + bytes <= start + window.limit()) {
            return (int) (position - start);
        }
        if (position + bytes > limit) {
            return -1;
        }
        if (bytes > window.capacity()) {
            window = ByteBuffer.allocate(bytes + SIZE);
        }
        window.clear().limit((int) Math.min(window.capacity(), limit - position));
        start = position;
        for (int read = 0; read >= 0 && window.hasRemaining();) {
            read = channel.read(window, position - segment.base() + window.position());
        }
        window.flip();
        return window.limit() >= bytes ? 0 : -1;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
