package io.gemello.series.gateway.flux;

/** A moment. @param nanos UTC, since 1970 */
record Time(long nanos) implements Comparable<Time> {
    @Override
    public int compareTo(Time other) {
        return Long.compare(nanos, other.nanos);
    }
}
