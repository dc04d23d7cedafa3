package io.gemello.core.journal;

import io.gemello.api.journal.JournalSnapshot;
import io.gemello.api.journal.SnapshotWriter;
import io.gemello.core.disk.DurableFile;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/** A journal's one snapshot: magic and version (8), position (8), the owner's bytes, CRC32C of all that (4). Replaced whole or not at all. */
final class SnapshotFile {
    /** "GEMSNAP" and the form's version. */
    private static final long MAGIC = 0x47454d534e415001L;
    private static final int HEADER = 16;
    private static final int TRAILER = 4;

    private final Path file;
    private volatile Stored stored;

    /** @throws IOException when there is a snapshot and it is not whole: the records it stood for are gone, so nobody may go on without it */
    SnapshotFile(Path folder) throws IOException {
        file = folder.resolve("snapshot");
        if (Files.exists(file)) {
            stored = new Stored(file, check());
        }
    }

    Optional<JournalSnapshot> stored() {
        return Optional.ofNullable(stored);
    }

    synchronized void write(long position, SnapshotWriter writer) throws IOException {
        Path temporary = file.resolveSibling("snapshot.tmp");
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            CheckedOutputStream summed = new CheckedOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16), new CRC32C());
            DataOutputStream out = new DataOutputStream(summed);
            out.writeLong(MAGIC);
            out.writeLong(position);
            writer.write(new Unclosed(out));
            out.writeInt((int) summed.getChecksum().getValue());
            out.flush();
            channel.force(true);
        } catch (IOException | RuntimeException failed) {
            Files.deleteIfExists(temporary);
            throw failed;
        }
        DurableFile.replace(temporary, file);
        stored = new Stored(file, position);
    }

    private long check() throws IOException {
        long size = Files.size(file);
        CheckedInputStream summed = new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16), new CRC32C());
        try (DataInputStream in = new DataInputStream(summed)) {
            if (size < HEADER + TRAILER) {
                throw damaged();
            }
            long magic = in.readLong();
            if (magic != MAGIC) {
                throw magic >>> 8 == MAGIC >>> 8
                    ? new IOException("%s: written by another version of Gemello (snapshot form %d, this one reads %d); run that version".formatted(file, magic & 0xff, MAGIC & 0xff))
                    : damaged();
            }
            long position = in.readLong();
            in.skipNBytes(size - HEADER - TRAILER);
            int sum = (int) summed.getChecksum().getValue();
            if (in.readInt() != sum) {
                throw damaged();
            }
            return position;
        }
    }

    private IOException damaged() {
        return new IOException(file + " is damaged (its checksum does not fit); restore it from a backup, or move the journal's folder away to begin anew");
    }

    /** The owner may close what it writes to; the checksum still has to follow. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream to) {
            super(to);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    private record Stored(Path file, long position) implements JournalSnapshot {
        @Override
        public InputStream open() throws IOException {
            long body = Files.size(file) - HEADER - TRAILER;
            DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
            in.readLong();
            if (in.readLong() != position) {
                in.close();
                throw new IOException(file + ": this snapshot has been replaced by a newer one; ask for it again");
            }
            return new Bounded(in, body);
        }
    }

    /** Ends before the checksum. */
    private static final class Bounded extends InputStream {
        private final InputStream from;
        private long left;

        Bounded(InputStream from, long left) {
            this.from = from;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            return left > 0 && left-- > 0 ? from.read() : -1;
        }

        @Override
        public int read(byte[] to, int at, int count) throws IOException {
            if (left <= 0) {
                return count == 0 ? 0 : -1;
            }
            int read = from.read(to, at, (int) Math.min(count, left));
            left -= Math.max(read, 0);
            return read;
        }

        @Override
        public void close() throws IOException {
            from.close();
        }
    }
}
