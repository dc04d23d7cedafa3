package io.gemello.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A disk that has room for so many bytes only, tears the write that does not fit, and counts what it forces. */
final class FaultyDisk implements Disk {
    volatile long room = Long.MAX_VALUE;
    volatile boolean refusesForce;
    volatile int forces;

    @Override
    public void write(FileChannel to, ByteBuffer bytes, long at) throws IOException {
        int fit = (int) Math.min(room, bytes.remaining());
        Disk.REAL.write(to, bytes.slice(bytes.position(), fit), at);
        if (fit < bytes.remaining()) {
            throw new IOException("No space left on device");
        }
        room -= fit;
    }

    @Override
    public void force(FileChannel of) throws IOException {
        if (refusesForce) {
            throw new IOException("Input/output error");
        }
        Disk.REAL.force(of);
        forces++;
    }

    @Override
    public long free(Path folder) {
        return Long.MAX_VALUE;
    }
}
