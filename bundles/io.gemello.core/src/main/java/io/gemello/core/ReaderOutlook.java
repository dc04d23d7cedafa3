package io.gemello.core;

import io.gemello.api.health.Health;
import io.gemello.core.journal.JournalBounds;
import io.gemello.core.journal.ReaderStatus;
import java.util.OptionalDouble;

/**
 * How a reader of the journal fares, and how long the journal keeps for it what it has not read.
 *
 * @param keepBytes what may still come before the journal's bounds or the disk take unread readings
 * @param keepSeconds how long that is at the present rate, or until they are too old; empty where nothing comes
 */
public record ReaderOutlook(Health.State state, String message, String remedy, long keepBytes, OptionalDouble keepSeconds) {
    /** A reader that lags more than this is worth an operator's look. */
    private static final double LAG_SECONDS = 60;
    private static final double SOON_SECONDS = 3600;

    /**
     * @param missing whether the journal has taken unread readings from it lately
     * @param bytesPerSecond what the journal grows by
     * @param freeBytes of the disk
     */
    static ReaderOutlook of(ReaderStatus reader, boolean missing, JournalBounds bounds, OptionalDouble bytesPerSecond, long freeBytes) {
        long keep = Math.max(0, Math.min(bounds.maxBytes() - bounds.segmentBytes() - reader.lagBytes(), freeBytes));
        double untilTooOld = Math.max(0, bounds.maxAge().toSeconds() - reader.lagMillis() / 1e3);
        OptionalDouble seconds = bytesPerSecond.isPresent() && bytesPerSecond.getAsDouble() > 0
            ? OptionalDouble.of(Math.min(untilTooOld, keep / bytesPerSecond.getAsDouble())) : OptionalDouble.empty();
        boolean lags = reader.lagMillis() > LAG_SECONDS * 1000;
        String waits = Amounts.bytes(reader.lagBytes()) + " wait, the oldest for " + Amounts.time(reader.lagMillis() / 1e3);
        String kept = seconds.isPresent() ? "the journal keeps them for about " + Amounts.time(seconds.getAsDouble()) + " more (" + Amounts.bytes(keep) + ") at this rate"
            : "the journal keeps them until " + Amounts.bytes(keep) + " more have come";
        if (missing) {
            return new ReaderOutlook(Health.State.CRITICAL, reader.missed() + " readings were lost to it: the journal's bound took them before it had read them; " + waits,
                (reader.open() ? "look at its store: it is slower than what comes" : "start its bundle") + ", and raise journal.max.mib of io.gemello.core", keep, seconds);
        }
        if (lags) {
            return new ReaderOutlook(seconds.isPresent() && seconds.getAsDouble() < SOON_SECONDS ? Health.State.CRITICAL : Health.State.WARN,
                (reader.open() ? "lags behind: " : "is away: ") + waits + "; " + kept,
                reader.open() ? "look at its store in the log: it is slow or cannot write"
                    : "the store's bundle does not run: start it at /system/console/bundles, or drop the cursor of one that will not come back by DELETE /api/gemello/journal/readers/" + reader.name(), keep, seconds);
        }
        if (reader.missed() > 0) {
            return new ReaderOutlook(Health.State.WARN, "keeps up; " + reader.missed() + " readings were lost to it earlier",
                "raise journal.max.mib of io.gemello.core; this stands until its cursor is dropped while its bundle is stopped: DELETE /api/gemello/journal/readers/" + reader.name(), keep, seconds);
        }
        return new ReaderOutlook(Health.State.OK, reader.open() ? "keeps up" : reader.lagBytes() == 0 ? "is away; nothing waits" : "is away; " + waits, "", keep, seconds);
    }
}
