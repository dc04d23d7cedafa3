package io.gemello.core.site;

import io.gemello.core.disk.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** Copies of the files that were applied last, before that, and undone last, kept in the data folder: for undo, and for a start with broken files. */
final class SiteShelf {
    private final Path applied;
    private final Path previous;
    private final Path staging;
    private final Path undone;
    private final Path revision;

    SiteShelf(Path folder) throws IOException {
        Files.createDirectories(folder);
        applied = folder.resolve("applied");
        previous = folder.resolve("previous");
        staging = folder.resolve("staging");
        undone = folder.resolve("undone");
        revision = folder.resolve("revision");
        if (!Files.isDirectory(applied) && Files.isDirectory(previous)) {
            // A crash between the two moves of an apply or an undo: of an undo this is the end, an apply will be done again.
            DurableFile.replace(previous, applied);
        }
    }

    /** The files applied last; null before the first apply. */
    Path applied() {
        return Files.isDirectory(applied) ? applied : null;
    }

    /** The files applied before those; null where there are none. */
    Path previous() {
        return Files.isDirectory(previous) ? previous : null;
    }

    /** Counts the catalogues that were put in force; 0 before the first. */
    long revision() throws IOException {
        return Files.exists(revision) ? Long.parseLong(Files.readString(revision).strip()) : 0;
    }

    boolean isApplied(Path folder) throws IOException {
        return same(applied, folder);
    }

    /** Whether these are the files whose apply was undone last. */
    boolean isUndone(Path folder) throws IOException {
        return same(undone, folder);
    }

    private static boolean same(Path kept, Path folder) throws IOException {
        for (String name : SiteFiles.NAMES) {
            Path one = kept.resolve(name);
            if (!Files.exists(one) || !Files.exists(folder.resolve(name)) || !Arrays.equals(Files.readAllBytes(one), Files.readAllBytes(folder.resolve(name)))) {
                return false;
            }
        }
        return true;
    }

    /** Takes a copy before the files are read, so that what is applied is what is kept even if somebody saves in between. */
    Path stage(Path folder) throws IOException {
        delete(staging);
        Files.createDirectories(staging);
        for (String name : SiteFiles.NAMES) {
            if (Files.exists(folder.resolve(name))) {
                Files.copy(folder.resolve(name), staging.resolve(name));
                DurableFile.force(staging.resolve(name));
            }
        }
        DurableFile.forceFolder(staging);
        return staging;
    }

    /** The staged files have been applied. */
    void keepStaged(long revision) throws IOException {
        delete(undone);
        if (Files.isDirectory(applied)) {
            delete(previous);
            DurableFile.replace(applied, previous);
        }
        DurableFile.replace(staging, applied);
        count(revision);
    }

    /** The previous files have been applied again: there is nothing before them. */
    void keepPrevious(long revision) throws IOException {
        delete(undone);
        DurableFile.replace(applied, undone);
        DurableFile.replace(previous, applied);
        count(revision);
    }

    private void count(long now) throws IOException {
        DurableFile.write(revision, to -> to.write((now + "\n").getBytes(StandardCharsets.US_ASCII)));
    }

    private static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }
}
