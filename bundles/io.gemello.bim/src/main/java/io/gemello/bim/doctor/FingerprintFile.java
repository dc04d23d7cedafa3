package io.gemello.bim.doctor;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The fingerprints of one revision, kept so that the next one can be compared with it: about 30 bytes an element. */
final class FingerprintFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Path folder;

    FingerprintFile(Path folder) {
        this.folder = folder;
    }

    private Path of(String revision) {
        return folder.resolve("elements-" + revision + ".json.gz");
    }

    boolean has(String revision) {
        return Files.exists(of(revision));
    }

    /** Synced when it returns. */
    void write(String revision, List<Fingerprint> all) throws IOException {
        Files.createDirectories(folder);
        Path beside = folder.resolve("elements.new");
        try (OutputStream out = new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(beside))); SequenceWriter lines = JSON.writerFor(Fingerprint.class).withRootValueSeparator("\n").writeValues(out)) {
            lines.writeAll(all);
        }
        try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(beside, of(revision), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    List<Fingerprint> read(String revision) throws IOException {
        try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(of(revision)))); MappingIterator<Fingerprint> lines = JSON.readerFor(Fingerprint.class).readValues(in)) {
            return lines.readAll();
        } catch (IOException broken) {
            throw new IOException(of(revision) + " cannot be read: " + broken.getMessage(), broken);
        }
    }

    /** Those of other revisions. */
    void sweep(String keep) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "elements-*.json.gz")) {
            for (Path file : files) {
                if (!file.equals(of(keep))) {
                    Files.delete(file);
                }
            }
        }
    }
}
