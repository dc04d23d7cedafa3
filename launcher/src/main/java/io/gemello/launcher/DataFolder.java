package io.gemello.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** The folder that holds all that a runtime must keep. One process at a time; the lock goes with the process. */
final class DataFolder implements AutoCloseable {
    private static final List<String> ROOMS = List.of("etc", "deploy", "journal", "series", "twin", "broker", "felix", "tmp", "log");
    private final Path folder;
    private final FileChannel lock;

    private DataFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Makes the folder where it is new, takes its lock, empties {@code tmp}. @throws UsageException when another process has it, or this user may not write it */
    static DataFolder open(Path folder) throws IOException {
        try {
            return taken(folder);
        } catch (FileSystemException refused) {
            throw new UsageException("--data " + folder + " cannot be used (" + Failures.sentence(refused) + "); give a folder that this user may write");
        }
    }

    private static DataFolder taken(Path folder) throws IOException {
        makePrivate(folder);
        FileChannel lock = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (lock.tryLock() == null) {
                throw new OverlappingFileLockException();
            }
        } catch (OverlappingFileLockException taken) {
            lock.close();
            throw new UsageException("another gemello runs on " + folder + "; stop it, or give --data another folder");
        }
        for (String room : ROOMS) {
            Files.createDirectories(folder.resolve(room));
        }
        Files.deleteIfExists(folder.resolve("run.json"));
        empty(folder.resolve("tmp"));
        return new DataFolder(folder, lock);
    }

    /** Copies the defaults of {@code runtime-config/etc} that are not there yet: what an operator changed stays. */
    void copyDefaults(Path from) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path to = folder.resolve("etc").resolve(file.getFileName().toString());
                if (!Files.exists(to)) {
                    Files.copy(file, to);
                }
            }
        }
    }

    Path folder() {
        return folder;
    }

    /** Whether nobody can sign in yet: the first start. */
    boolean hasNoUsers() {
        return !Files.exists(folder.resolve("etc/users.json"));
    }

    /** Says where this process listens, by TLS only where it does: whole or not at all. */
    void writeRun(OsgiRuntime.Ports ports) throws IOException {
        String secure = (ports.https() > 0 ? "\"https\": " + ports.https() + ", " : "") + (ports.mqtts() > 0 ? "\"mqtts\": " + ports.mqtts() + ", " : "");
        String text = "{\"pid\": %d, \"http\": %d, \"mqtt\": %d, %s\"version\": \"%s\"}%n".formatted(ProcessHandle.current().pid(), ports.http(), ports.mqtt(), secure, Home.version());
        Path part = folder.resolve("run.json.part");
        Files.writeString(part, text);
        Files.move(part, folder.resolve("run.json"), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(folder.resolve("run.json"));
            lock.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Data and hashes are the owner's alone; an existing folder keeps the rights that somebody gave it. */
    private static void makePrivate(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectories(folder.toAbsolutePath().getParent());
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(folder);
        }
    }

    private static void empty(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, IOException failed) throws IOException {
                if (!dir.equals(folder)) {
                    Files.delete(dir);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
