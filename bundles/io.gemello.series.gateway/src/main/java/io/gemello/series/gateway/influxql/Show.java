package io.gemello.series.gateway.influxql;

import java.util.List;

/**
 * @param database null for that of the request
 * @param keys of {@code TAG VALUES}: names, or one pattern
 * @param where null for all
 * @param limit 0 for none
 */
record Show(Kind kind, String database, List<Source> sources, Expr keys, Expr where, long limit, long offset) implements Statement {
    enum Kind { DATABASES, RETENTION_POLICIES, MEASUREMENTS, TAG_KEYS, TAG_VALUES, FIELD_KEYS, SERIES }
}
