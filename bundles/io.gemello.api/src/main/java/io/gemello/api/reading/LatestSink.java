package io.gemello.api.reading;

import io.gemello.api.catalogue.PointState;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A part that needs only the newest value of each point: twin, BIM parameters, view, control snapshot. Register it as a
 * service. It is first given the latest reading and the state of every point, then what changes, conflated: readings that
 * were overtaken while the sink was busy are left out. "Latest" is newest by source time, never by arrival; readings of
 * {@link Quality#SKEWED skewed} time and {@link Quality#BACK_FILLED back-filled} ones do not take part.
 *
 * <p>Called by one thread of the core's that belongs to this sink alone, never concurrently; it may block without holding
 * up intake or another sink. What it throws is counted; after repeated failures the sink is paused and tried again later.
 */
@ConsumerType
public interface LatestSink {
    /** @param latest at most one reading per point, durable already; immutable, never empty */
    void accept(List<Reading> latest);

    /** @param states the points whose state changed (live, stale, …), with the state they are in now; immutable, never empty */
    default void changed(List<PointState> states) {}
}
