package io.gemello.adapter.simulator;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** A few settings under the data folder that hold over a kill: the file is replaced as a whole, its bytes and its name are on the disk when {@link #write} returns. One thread. */
final class KeptFile {
    private final Path file;

    KeptFile(Path file) {
        this.file = file;
    }

    /** Empty where there is none yet. @throws IOException where it cannot be read */
    Map<String, String> read() throws IOException {
        Map<String, String> kept = new TreeMap<>();
        if (Files.exists(file)) {
            Properties read = new Properties();
            try {
                read.load(new StringReader(Files.readString(file)));
            } catch (IllegalArgumentException broken) {
                throw new IOException(file + " is broken: " + broken.getMessage(), broken);
            }
            read.forEach((key, value) -> kept.put(key.toString(), value.toString()));
        }
        return kept;
    }

    /** @param settings keys and values without blanks, {@code =}, {@code :}, backslashes and line ends */
    void write(Map<String, String> settings) throws IOException {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(settings).forEach((key, value) -> text.append(key).append(" = ").append(value).append('\n'));
        Files.createDirectories(file.getParent());
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel names = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
