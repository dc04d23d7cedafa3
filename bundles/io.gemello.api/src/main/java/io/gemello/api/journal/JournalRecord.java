package io.gemello.api.journal;

/** One record. {@code next} is the position to read on from. */
public record JournalRecord(long position, long next, byte type, byte version, byte[] body) {}
