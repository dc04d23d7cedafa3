package io.gemello.core.journal;

/**
 * Where a reader of the journal of readings stands.
 *
 * @param open false for a sink that is away: its cursor waits, up to the journal's bound
 * @param committed everything before this position is safe in the sink
 * @param lagBytes from there to the end
 * @param lagMillis how long ago the oldest reading that is not yet safe was appended; 0 when there is none
 * @param missed readings that the journal's bound took away before this reader had read them, ever
 */
public record ReaderStatus(String name, boolean open, long committed, long lagBytes, long lagMillis, long missed) {}
