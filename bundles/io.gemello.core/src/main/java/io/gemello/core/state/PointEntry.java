package io.gemello.core.state;

import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointState.State;
import io.gemello.api.reading.Reading;

/** What {@link LiveStates} knows of a point; touched under its lock alone. */
final class PointEntry {
    Point point;
    Reading latest;
    State state = State.NEVER_SEEN;
    long since;
    /** When the latest reading counts as taken, on the clock as it runs now: its own time, unless that lies ahead or the clock was set since. Silence begins here. */
    long heard;
    /** 0 for a point that never becomes stale. */
    long staleAfter;
    boolean watched;
}
