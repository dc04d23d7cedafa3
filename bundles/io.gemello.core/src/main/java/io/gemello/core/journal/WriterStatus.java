package io.gemello.core.journal;

import java.time.Instant;

/**
 * What a journal's writer has done since it was opened.
 *
 * @param records appended and durable
 * @param failed appends that were refused, by a full disk or another fault
 * @param forces fsyncs
 * @param forceSeconds time spent in them
 * @param trouble what is wrong now and what to do; null when all is well
 * @param since when the trouble began, machine time; null when all is well
 */
public record WriterStatus(long records, long failed, long forces, double forceSeconds, String trouble, Instant since) {}
