package io.gemello.series.duckdb;

import java.sql.SQLException;
import org.duckdb.DuckDBDataChunkWriter;

/** Gives all rows of a time to SQL by point and time, of each point and time the one delivered last; read portion by portion as they are asked for. */
final class SortedPortions implements RowFeed.Source {
    private final Portions portions;
    private RowsInOrder rows;

    SortedPortions(Portions portions) {
        this.portions = portions;
    }

    @Override
    public int fill(DuckDBDataChunkWriter to) throws SQLException {
        int count = rows == null ? 0 : rows.fill(to);
        while (count == 0) {
            RowColumns next = portions.next();
            if (next == null) {
                return 0;
            }
            rows = new RowsInOrder(next, new RowOrder(next));
            count = rows.fill(to);
        }
        return count;
    }
}
