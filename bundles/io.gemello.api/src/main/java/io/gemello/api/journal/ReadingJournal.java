package io.gemello.api.journal;

import java.util.OptionalLong;
import org.osgi.annotation.versioning.ProviderType;

/** The journal of readings: sinks that need every reading, in order, pull from it at their own pace. */
@ProviderType
public interface ReadingJournal {
    /**
     * Opens a reader of this name. Its cursor survives restarts, and keeps the journal from being cut before it up to the journal's bound.
     *
     * @param position where the sink's own transaction says it stands; it wins over the stored cursor. Empty: the stored cursor, or for a new name the oldest reading kept
     * @throws IllegalStateException when a reader of that name is open
     */
    JournalReader open(String name, OptionalLong position);
}
