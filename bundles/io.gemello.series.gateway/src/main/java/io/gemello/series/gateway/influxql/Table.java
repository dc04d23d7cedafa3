package io.gemello.series.gateway.influxql;

import java.util.List;
import java.util.Map;

/**
 * A series of an answer.
 *
 * @param name null for none
 * @param tags in the order of the grouping; empty for none
 * @param columns the first is {@code time} in the answer to a SELECT
 * @param rows Long (of time: nanoseconds), Double, String, Boolean or null
 */
record Table(String name, Map<String, String> tags, List<String> columns, List<Object[]> rows) {}
