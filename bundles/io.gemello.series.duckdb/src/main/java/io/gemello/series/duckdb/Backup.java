package io.gemello.series.duckdb;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A copy of the store as of one moment, in a folder that is named for it and looks like {@code DATA/series}. Made by the thread that alone writes, so
 * that nothing changes meanwhile: readings wait in the journal. Parquet files never change, so they are linked where that is possible.
 */
final class Backup {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final SeriesFile file;
    private final Path folder;

    /** @param folder in which the backup's own folder is made */
    Backup(SeriesFile file, Path folder) {
        this.file = file;
        this.folder = folder;
    }

    /** @return the new folder; it appears when all in it is on the disk */
    Path make() throws IOException, SQLException {
        try (Statement sql = file.connection().createStatement()) {
            sql.execute("CHECKPOINT");
        }
        Path made = folder.resolve(NAME.format(Instant.now()));
        Path partial = made.resolveSibling(made.getFileName() + ".partial");
        try {
            Files.createDirectories(partial.resolve("raw"));
            copy(file.path(), partial);
            Path log = file.path().resolveSibling(file.path().getFileName() + ".wal");
            if (Files.exists(log)) {
                copy(log, partial);
            }
            for (String name : Layout.read(file.connection()).files().values()) {
                link(file.raw().resolve(name), partial.resolve("raw").resolve(name));
            }
            force(partial.resolve("raw"));
            force(partial);
            Files.move(partial, made, StandardCopyOption.ATOMIC_MOVE);
            force(folder);
            return made;
        } catch (IOException e) {
            remove(partial);
            throw e;
        }
    }

    private static void copy(Path from, Path into) throws IOException {
        Path to = into.resolve(from.getFileName());
        Files.copy(from, to);
        force(to);
    }

    private static void link(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
        } catch (FileSystemException | UnsupportedOperationException notPossibleHere) {
            Files.copy(from, to);
            force(to);
        }
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(path);
            }
        }
    }
}
