package io.gemello.series.duckdb;

/** A time from (inclusive) to (exclusive), UTC nanoseconds. */
record Span(long from, long to) {
    boolean isEmpty() {
        return from >= to;
    }

    boolean meets(long start, long length) {
        return start < to && start + length > from;
    }

    /** As a condition on a column of nanoseconds. */
    String on(String column) {
        return column + " >= " + from + " AND " + column + " < " + to;
    }

    /** As a condition on a column of timestamps. */
    String onTimestamps(String column) {
        return column + " >= make_timestamp_ns(" + from + ") AND " + column + " < make_timestamp_ns(" + to + ")";
    }

    /** What of any time can be stored at all. */
    static Span storable(long from, long to) {
        return new Span(Math.max(from, Tier.EARLIEST), Math.min(to, Tier.LATEST));
    }
}
