package io.gemello.adapter.ipmi;

import java.util.List;

/**
 * One look at all sensors of one host.
 *
 * @param stamp when it began, UTC nanoseconds: the source time of its readings
 * @param due when it reaches us: later than its stamp for a scan that was delivered late, never before the scan that precedes it in its file
 * @param readings empty for a host that gave none
 */
record Scan(String host, long stamp, long due, List<SdrLine> readings) {}
