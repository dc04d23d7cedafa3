package io.gemello.core.journal;

import java.io.IOException;

/** What to do where a record should be and is not. */
@FunctionalInterface
interface Damage {
    /** For journals whose every record counts: refuse. */
    Damage REFUSE = (segment, position, bytes) -> {
        throw new IOException("%s is damaged at offset %d (%d bytes do not pass their checksum); restore the file from a backup, or move the journal's folder away to begin anew".formatted(
            segment.file(), position - segment.base(), bytes));
    };

    /** Called in the reading thread. Returns to have the bytes skipped. */
    void found(Segment segment, long position, long bytes) throws IOException;
}
