package io.gemello.itests;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Assumptions;

/** A file system of a few hundred MiB that can be filled to the last byte without harm to others. */
record SmallDisk(Path path) implements AutoCloseable {
    static SmallDisk mount(Path path, int mebibytes) throws Exception {
        Files.createDirectories(path);
        Assumptions.assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "gemello-small-disk", path.toString()) == 0, "skipped: only root may mount a small disk");
        return new SmallDisk(path);
    }

    void fill() throws IOException {
        try (FileChannel file = FileChannel.open(path.resolve("filler"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int size = 1 << 20; size > 0; size /= 2) {
                write(file, size);
            }
        }
    }

    /** Until not even this much fits. */
    private static void write(FileChannel file, int size) {
        try {
            while (file.write(ByteBuffer.allocate(size), file.size()) == size) {
                continue;
            }
        } catch (IOException full) {
            // That is what it is for.
        }
    }

    void free() throws IOException {
        Files.delete(path.resolve("filler"));
    }

    @Override
    public void close() throws Exception {
        run("umount", "-l", path.toString());
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
