package io.gemello.series.duckdb;

import java.util.List;

/**
 * What a person's question gave.
 *
 * @param types DuckDB's names of the columns' types
 * @param rows cells are numbers, booleans, texts or null
 * @param more whether there would be more rows than are given
 */
record SqlAnswer(List<String> columns, List<String> types, List<List<Object>> rows, boolean more) {}
