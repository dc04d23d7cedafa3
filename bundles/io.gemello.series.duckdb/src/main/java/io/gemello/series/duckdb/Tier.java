package io.gemello.series.duckdb;

import java.util.concurrent.TimeUnit;

/** How finely history is kept: every reading, or what a minute or an hour of them comes to. Lengths in nanoseconds; spans begin at multiples of their length since 1970, before it too. */
enum Tier {
    RAW("reading", 1), MINUTE("minute", TimeUnit.MINUTES.toNanos(1)), HOUR("hour", TimeUnit.HOURS.toNanos(1));

    /** What is sorted, counted up and marked as touched in one piece: an hour. */
    static final long BLOCK = HOUR.nanos;
    /** What goes into one Parquet file, and what expires in one piece. */
    static final long DAY = TimeUnit.DAYS.toNanos(1);
    /** Times beyond these are not stored: 1678 and 2261, a whole number of days inside of what 64 bits of nanoseconds hold. */
    static final long EARLIEST = -106_751 * DAY;
    static final long LATEST = 106_751 * DAY;

    private final String table;
    private final long nanos;

    Tier(String table, long nanos) {
        this.table = table;
        this.nanos = nanos;
    }

    String table() {
        return table;
    }

    long nanos() {
        return nanos;
    }

    Tier finer() {
        return values()[ordinal() - 1];
    }

    static long floor(long time, long length) {
        return Math.floorDiv(time, length) * length;
    }

    static long ceil(long time, long length) {
        return -Math.floorDiv(-time, length) * length;
    }
}
