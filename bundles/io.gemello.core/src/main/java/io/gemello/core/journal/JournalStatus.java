package io.gemello.core.journal;

/**
 * How a journal fares.
 *
 * @param first position of the oldest record kept
 * @param end position of the next record
 * @param segments number of files
 * @param cut bytes of an unfinished write that were cut when it was opened
 */
public record JournalStatus(String name, long first, long end, int segments, long cut, WriterStatus writer) {
    static JournalStatus of(String name, SegmentedJournal journal) {
        return new JournalStatus(name, journal.first(), journal.end(), journal.segments().size(), journal.cut(), journal.status());
    }

    /** Bytes on the disk, within a record's size. */
    public long bytes() {
        return end - first;
    }
}
