package io.gemello.core.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Holds a journal's folder, so that it is open once: in this process and in any other. */
final class FolderLock implements Closeable {
    private final FileChannel file;

    FolderLock(Path folder) throws IOException {
        file = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held;
        try {
            held = file.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            held = null;
        }
        if (held == null) {
            file.close();
            throw new IOException("journal " + folder + " is open already; only one process and one owner may have it");
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
