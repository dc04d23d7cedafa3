package io.gemello.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** What a journal asks of the disk; tests put a full or failing one in its place. */
interface Disk {
    Disk REAL = new Disk() {};

    /** Writes all of it or throws; on an exception any part may have been written. */
    default void write(FileChannel to, ByteBuffer bytes, long at) throws IOException {
        while (bytes.hasRemaining()) {
            at += to.write(bytes, at);
        }
    }

    default void force(FileChannel of) throws IOException {
        of.force(false);
    }

    /** Bytes that may still be written in this folder. (A FileStore would read the table of mounts each time.) */
    default long free(Path folder) {
        return folder.toFile().getUsableSpace();
    }
}
