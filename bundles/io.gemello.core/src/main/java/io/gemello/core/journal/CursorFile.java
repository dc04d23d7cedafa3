package io.gemello.core.journal;

import io.gemello.core.disk.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A reader's cursor on the disk: one line, {@code gemello-cursor 1 <position> <missed>}, replaced whole. */
record CursorFile(Path file) {
    private static final Logger LOG = LoggerFactory.getLogger(CursorFile.class);
    private static final Pattern LINE = Pattern.compile("gemello-cursor 1 (\\d{1,19}) (\\d{1,18})\n");

    record Place(long position, long missed) {}

    /** Null when there is none, or none that can be read: then the reader begins with the oldest reading kept, which costs time and loses nothing. */
    Place load() throws IOException {
        try {
            Matcher line = LINE.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
            if (line.matches()) {
                return new Place(Long.parseLong(line.group(1)), Long.parseLong(line.group(2)));
            }
            LOG.warn("{}: not a cursor; this reader begins with the oldest reading kept", file);
            return null;
        } catch (NoSuchFileException isNew) {
            return null;
        }
    }

    void store(Place place) throws IOException {
        byte[] line = ("gemello-cursor 1 " + place.position() + " " + place.missed() + "\n").getBytes(StandardCharsets.ISO_8859_1);
        DurableFile.write(file, to -> to.write(line));
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
