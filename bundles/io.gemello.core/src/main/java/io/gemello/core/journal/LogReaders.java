package io.gemello.core.journal;

import io.gemello.api.journal.JournalReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every reader that the journal of readings knows: those that are open, and the cursors of sinks that are away. */
final class LogReaders {
    private static final Logger LOG = LoggerFactory.getLogger(LogReaders.class);
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]*");
    private static final String SUFFIX = ".cursor";

    private final Path folder;
    private final ReadingLog log;
    private final Map<String, LogReader> known = new ConcurrentHashMap<>();

    LogReaders(Path folder, ReadingLog log) throws IOException {
        this.folder = folder;
        this.log = log;
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                CursorFile.Place place = name.endsWith(SUFFIX) ? new CursorFile(file).load() : null;
                if (place != null) {
                    String reader = name.substring(0, name.length() - SUFFIX.length());
                    known.put(reader, new LogReader(reader, log, new CursorFile(file), place, false));
                }
            }
        }
    }

    synchronized JournalReader open(String name, OptionalLong position) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no name for a reader: small letters, digits, '.' and '-', beginning with a letter or digit");
        }
        LogReader before = known.get(name);
        if (before != null && before.isOpen()) {
            throw new IllegalStateException("a reader " + name + " is open already");
        }
        long from = position.orElse(before == null ? 0 : before.committed());
        if (from > log.end()) {
            LOG.warn("reader {} stands at position {}, but the journal of readings ends at {}: it has been made anew. It is read from its beginning", name, from, log.end());
            from = 0;
        }
        CursorFile.Place start = new CursorFile.Place(Math.max(from, log.first()), before == null ? 0 : before.missedEver());
        LogReader reader = new LogReader(name, log, new CursorFile(folder.resolve(name + SUFFIX)), start, true);
        try {
            reader.storeNow();
        } catch (IOException e) {
            throw new UncheckedIOException("the cursor of " + name + " cannot be written in " + folder, e);
        }
        known.put(name, reader);
        return reader;
    }

    synchronized void forget(String name) throws IOException {
        LogReader reader = known.get(name);
        if (reader != null && reader.isOpen()) {
            throw new IllegalStateException("the reader " + name + " is open; stop its sink first");
        }
        known.remove(name);
        if (reader != null) {
            reader.forget();
        }
    }

    List<LogReader> all() {
        return List.copyOf(known.values());
    }

    List<ReaderStatus> status() {
        List<ReaderStatus> all = new ArrayList<>();
        known.values().forEach(reader -> all.add(status(reader)));
        all.sort(Comparator.comparing(ReaderStatus::name));
        return all;
    }

    private ReaderStatus status(LogReader reader) {
        long committed = Math.max(reader.committed(), log.first());
        long lag = log.end() - committed;
        return new ReaderStatus(reader.name, reader.isOpen(), committed, lag, lag == 0 ? 0 : age(committed), reader.missedEver());
    }

    private long age(long position) {
        try {
            OptionalLong appended = log.appendedAt(position);
            return appended.isPresent() ? Math.max(0, log.millis() - appended.getAsLong()) : 0;
        } catch (IOException e) {
            LOG.debug("age of position {}: {}", position, e.toString());
            return 0;
        }
    }

    void close() {
        known.values().forEach(LogReader::close);
    }
}
