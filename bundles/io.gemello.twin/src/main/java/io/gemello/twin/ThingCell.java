package io.gemello.twin;

import java.util.BitSet;

/** Where one thing lives. {@link #now} is read by any thread; everything else belongs to the lane. */
final class ThingCell {
    final String id;
    /** What readers see; null while the thing does not exist, or is the site's and the site is not applied yet. */
    volatile ThingState now;
    /** True from recovery until the first catalogue: the thing is the site's, and its layer is not known yet. */
    volatile boolean awaitsSite;

    /** The clients' part with all changes that are on their way to the disk; null when the thing will not exist then. Valid while {@link #inFlight} is above zero. */
    ClientPart working;
    int inFlight;

    /** The highest revision that may be shown before a higher mark is durable: after a crash revisions go on from here. */
    long mark;
    /** Known before a first state is published: from recovery or from a deleted thing of this id. */
    long lastRevision;
    long lastCreated;
    ClientPart recovered = ClientPart.EMPTY;
    long recoveredModified;

    /** Readings since the last merge; null for none. */
    Telemetry pending;
    /** Points changed since the last merge, and since the last event. */
    final BitSet changed = new BitSet();
    final BitSet untold = new BitSet();

    ThingCell(String id) {
        this.id = id;
    }

    long revision() {
        return now == null ? lastRevision : now.revision();
    }

    /** What a command meets: the state with all changes before it, durable or not; null when there is no thing. */
    ThingState ahead() {
        if (inFlight == 0) {
            return now;
        }
        if (working == null) {
            return null;
        }
        ThingState base = now != null ? now : new ThingState(id, lastRevision, 0, 0, null, ClientPart.EMPTY, null);
        return base.with(working, base.revision() + inFlight, base.modified());
    }
}
