package io.gemello.series.gateway.influxql;

import java.time.ZoneId;
import java.util.List;

/**
 * @param where null for all
 * @param groups tags, regular expressions or {@code *}
 * @param window null where nothing is grouped by time
 * @param limit 0 for none, as the others
 */
record Select(List<Column> columns, List<Source> sources, Expr where, List<Expr> groups, Window window, Fill fill, boolean descending,
              long limit, long offset, long seriesLimit, long seriesOffset, ZoneId zone) implements Statement {
    /** @param alias null for none */
    record Column(Expr expression, String alias) {}

    /** @param everyNanos length @param offsetNanos where windows begin, against 1970 */
    record Window(long everyNanos, long offsetNanos) {}

    /** What stands in a window without data. @param number for {@link Kind#NUMBER} */
    record Fill(Kind kind, double number) {
        enum Kind { NULL, NONE, PREVIOUS, LINEAR, NUMBER }
    }
}
