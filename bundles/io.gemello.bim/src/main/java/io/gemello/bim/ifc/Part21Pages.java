package io.gemello.bim.ifc;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file's bytes from any place, one at a time, through a small cache: a page is usually the last one or one of a few. One thread at a time. */
final class Part21Pages implements Closeable {
    private static final int SHIFT = 14;
    private static final int PAGE = 1 << SHIFT;
    private static final int PAGES = 64;
    private final FileChannel channel;
    private final byte[][] pages = new byte[PAGES][];
    private final long[] numbers = new long[PAGES];
    private final int[] lengths = new int[PAGES];
    private byte[] page = new byte[0];
    private int at;
    private int end;
    private long number;

    Part21Pages(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
    }

    void seek(long offset) throws IOException {
        turn(offset >> SHIFT);
        at = (int) (offset & PAGE - 1);
    }

    /** Of the byte that is next. */
    long position() {
        return (number << SHIFT) + at;
    }

    /** -1 at the end. */
    int next() throws IOException {
        if (at >= end) {
            if (end < PAGE) {
                return -1;
            }
            turn(number + 1);
            at = 0;
            if (end == 0) {
                return -1;
            }
        }
        return page[at++] & 0xFF;
    }

    private void turn(long wanted) throws IOException {
        int slot = (int) (wanted & PAGES - 1);
        if (pages[slot] == null || numbers[slot] != wanted) {
            byte[] bytes = pages[slot] == null ? new byte[PAGE] : pages[slot];
            pages[slot] = null;
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining() && channel.read(buffer, (wanted << SHIFT) + buffer.position()) >= 0) { }
            pages[slot] = bytes;
            numbers[slot] = wanted;
            lengths[slot] = buffer.position();
        }
        page = pages[slot];
        end = lengths[slot];
        number = wanted;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
