package io.gemello.api.journal;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A durable, append-only sequence of records in checksummed segments. Positions only grow; they say nothing else.
 * Any thread may use it.
 */
@ProviderType
public interface Journal extends AutoCloseable {
    /**
     * Appends a record. The stage completes with its position when it is on the disk (group fsync, at most 20 ms), on the
     * journal's thread: never block there. It fails with {@link JournalFull} on a full disk; nothing of the record is kept then.
     *
     * @param type what the body is; the owner's choice
     * @param version of the body's form; readers refuse one they do not know
     * @param body at most 16 MiB
     */
    CompletionStage<Long> append(byte type, byte version, byte[] body);

    /** Records from this position on (the first at or after it), at most so many; empty at the end. Only durable ones. @throws IOException where the journal is damaged: says file and offset */
    List<JournalRecord> read(long from, int max) throws IOException;

    /** Position of the oldest record that is kept; equals {@link #end} when there is none. */
    long first();

    /** Position that the next record will have at least. */
    long end();

    /** Writes a snapshot of the state after all records before {@code position}, atomically; an older one is replaced. */
    void snapshot(long position, SnapshotWriter writer) throws IOException;

    /** The newest whole snapshot. */
    Optional<JournalSnapshot> snapshot();

    /** Allows segments that lie wholly before this position to be deleted. */
    void truncate(long before) throws IOException;

    @Override
    void close();
}
