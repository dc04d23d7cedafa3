package io.gemello.core.disk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Replaces files and folders so that after a crash the old or the new one is there whole. A rename alone promises order, not durability:
 * the bytes are forced before it and the folder that holds the name after it.
 */
public final class DurableFile {
    private static final String PART = ".part";

    private DurableFile() {}

    /** Writes a file's bytes. */
    @FunctionalInterface
    public interface Content {
        void write(OutputStream to) throws IOException;
    }

    /** Puts these bytes in the place of the file's; on an exception it is as it was. */
    public static void write(Path file, Content content) throws IOException {
        replace(part(file, content), file);
    }

    /** The bytes on the disk under another name; {@link #replace} puts them in place. */
    public static Path part(Path file, Content content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + PART);
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
             OutputStream to = Channels.newOutputStream(channel)) {
            content.write(to);
            to.flush();
            channel.force(true);
        }
        return part;
    }

    /** Puts a file whose bytes are forced already, or a folder whose files are, in the place of another. */
    public static void replace(Path written, Path target) throws IOException {
        Files.move(written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder(target.toAbsolutePath().getParent());
    }

    public static void delete(Path file) throws IOException {
        if (Files.deleteIfExists(file)) {
            forceFolder(file.toAbsolutePath().getParent());
        }
    }

    /** Forces what somebody else has written. */
    public static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Makes new, renamed and deleted names durable. */
    public static void forceFolder(Path folder) throws IOException {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }
}
