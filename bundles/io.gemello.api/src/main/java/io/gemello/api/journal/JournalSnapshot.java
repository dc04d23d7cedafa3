package io.gemello.api.journal;

import java.io.IOException;
import java.io.InputStream;
import org.osgi.annotation.versioning.ProviderType;

/** A snapshot that was written whole. */
@ProviderType
public interface JournalSnapshot {
    /** Read the journal on from here. */
    long position();

    /** The bytes that were written; its checksum has been checked. */
    InputStream open() throws IOException;
}
