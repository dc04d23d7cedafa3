package io.gemello.series.duckdb.transfer;

/**
 * One value of a file that is imported.
 *
 * @param number of its line or row, from 1
 * @param name a point's id, or in a foreign file of line protocol the address of one
 * @param value a number, a truth value or a text
 * @param unit in the file's spelling; null where it names none
 */
record Row(long number, String name, long epochNanos, Object value, String unit) {}
