package io.gemello.core.journal;

import io.gemello.core.disk.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A journal's files in order; there is always one. Readers see an unchanging list; it is replaced under this object's lock. */
final class Segments {
    private final Path folder;
    private volatile List<Segment> all;

    Segments(Path folder) throws IOException {
        this.folder = folder;
        List<Segment> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Segment segment = Segment.of(file);
                if (segment != null) {
                    found.add(segment);
                }
            }
        } catch (IllegalArgumentException unknown) {
            throw new IOException(unknown.getMessage());
        }
        found.sort(Comparator.comparingLong(Segment::base));
        all = List.copyOf(found);
        if (found.isEmpty()) {
            add(0);
        }
    }

    List<Segment> all() {
        return all;
    }

    Segment first() {
        return all.get(0);
    }

    Segment last() {
        List<Segment> now = all;
        return now.get(now.size() - 1);
    }

    /** The segment in which this position lies; the first one for a position that is gone. */
    Segment holding(long position) {
        List<Segment> now = all;
        int at = now.size() - 1;
        while (at > 0 && now.get(at).base() > position) {
            at--;
        }
        return now.get(at);
    }

    /** Base of the segment after this one, or Long.MAX_VALUE after the last. */
    long endOf(Segment segment) {
        for (Segment other : all) {
            if (other.base() > segment.base()) {
                return other.base();
            }
        }
        return Long.MAX_VALUE;
    }

    /** Begins a segment; after an exception ask again with the same base. */
    synchronized Segment add(long base) throws IOException {
        if (all.isEmpty() || last().base() != base) {
            Segment segment = Segment.at(folder, base);
            Files.createFile(segment.file());
            all = Stream.concat(all.stream(), Stream.of(segment)).toList();
        }
        DurableFile.forceFolder(folder);
        return last();
    }

    /** Deletes the segments that lie wholly before this position; never the last one, which holds the journal's end. */
    synchronized void dropBefore(long position) throws IOException {
        List<Segment> keep = new ArrayList<>(all);
        while (keep.size() > 1 && keep.get(1).base() <= position) {
            Segment gone = keep.remove(0);
            all = List.copyOf(keep);
            Files.deleteIfExists(gone.file());
        }
    }
}
