package io.gemello.api.journal;

import java.io.IOException;
import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/** A sink's cursor over the journal of readings. Used by one thread of the sink's; {@link #close} may come from any. */
@ProviderType
public interface JournalReader extends AutoCloseable {
    /**
     * Reads on, whole journal records only: so the batch may be somewhat larger than {@code maxReadings}. Returns an empty batch when nothing came
     * within {@code maxWait} or the reader was closed. Does not move the durable cursor: that is {@link #commit}.
     */
    ReadingBatch read(int maxReadings, Duration maxWait) throws IOException, InterruptedException;

    /** Tells that everything before this position is safe in the sink. Cheap; written to the disk now and then and at close, so after a crash readings may come again: sinks are idempotent. */
    void commit(long position);

    /** Readings that the journal's bound took away before this reader had read them, since it was opened. */
    long missed();

    @Override
    void close();
}
