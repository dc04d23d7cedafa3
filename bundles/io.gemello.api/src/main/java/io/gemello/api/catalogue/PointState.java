package io.gemello.api.catalogue;

import io.gemello.api.reading.Reading;

/**
 * A point's state. A change of it is an event, never an invented reading.
 *
 * @param since when the state began, site time, UTC nanoseconds
 * @param latest newest reading by source time, or null where none was ever seen
 */
public record PointState(Point point, State state, long since, Reading latest) {
    public enum State {
        LIVE("live"), STALE("stale"), NEVER_SEEN("never seen"), OUT_OF_SERVICE("out of service");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** As every surface shows it. */
        public String word() {
            return word;
        }
    }
}
