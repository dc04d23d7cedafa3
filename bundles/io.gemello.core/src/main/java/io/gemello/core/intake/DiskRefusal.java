package io.gemello.core.intake;

import io.gemello.api.journal.JournalFull;
import java.util.concurrent.TimeUnit;

/** Whether the journal has just refused readings for want of room. Written by the journal's thread, read by any. */
public final class DiskRefusal {
    /** So often a request thread's batch is let through to see whether there is room again. */
    private static final long TRY_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private volatile boolean refused;
    private volatile long at;

    void note(Throwable failed) {
        Throwable cause = failed == null || failed.getCause() == null ? failed : failed.getCause();
        if (cause instanceof JournalFull) {
            at = System.nanoTime();
            refused = true;
        } else if (failed == null && refused) {
            refused = false;
        }
    }

    boolean holds() {
        return refused && System.nanoTime() - at < TRY_AGAIN_NANOS;
    }
}
