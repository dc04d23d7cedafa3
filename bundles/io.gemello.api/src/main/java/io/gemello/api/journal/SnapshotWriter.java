package io.gemello.api.journal;

import java.io.IOException;
import java.io.OutputStream;
import org.osgi.annotation.versioning.ConsumerType;

/** Writes a snapshot's bytes. Called once, in the caller's thread; need not close the stream. */
@ConsumerType
@FunctionalInterface
public interface SnapshotWriter {
    void write(OutputStream to) throws IOException;
}
