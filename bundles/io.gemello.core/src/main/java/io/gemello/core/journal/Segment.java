package io.gemello.core.journal;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file of a journal. A record's position is the base plus its offset in the file.
 *
 * @param base position of the file's first byte; it is the file's name
 */
record Segment(Path file, long base) {
    /** The digit behind the name is the format's version. */
    private static final Pattern NAME = Pattern.compile("(\\d{19})\\.seg(\\d+)");
    private static final String VERSION = "1";

    static Segment at(Path folder, long base) {
        return new Segment(folder.resolve("%019d.seg%s".formatted(base, VERSION)), base);
    }

    /** Null for a file that is no segment. @throws IllegalArgumentException for a segment of another version */
    static Segment of(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            return null;
        }
        if (!name.group(2).equals(VERSION)) {
            throw new IllegalArgumentException("%s: written by another version of Gemello (segment format %s, this one reads %s); run that version, or move the file away".formatted(file, name.group(2), VERSION));
        }
        return new Segment(file, Long.parseLong(name.group(1)));
    }
}
