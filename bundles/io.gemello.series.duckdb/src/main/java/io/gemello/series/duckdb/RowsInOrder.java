package io.gemello.series.duckdb;

import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBWritableVector;

/** Gives raw rows to SQL, as they were delivered or as they are kept. */
final class RowsInOrder implements RowFeed.Source {
    private final RowColumns rows;
    private final RowOrder order;
    private int given;

    /** @param order null for that of delivery */
    RowsInOrder(RowColumns rows, RowOrder order) {
        this.rows = rows;
        this.order = order;
    }

    @Override
    public int fill(DuckDBDataChunkWriter to) {
        int count = (int) Math.min(to.capacity(), (order == null ? rows.size() : order.size()) - given);
        DuckDBWritableVector numbers = to.vector(0);
        DuckDBWritableVector times = to.vector(1);
        DuckDBWritableVector values = to.vector(2);
        DuckDBWritableVector qualities = to.vector(3);
        for (int i = 0; i < count; i++) {
            int row = order == null ? given + i : order.row(given + i);
            numbers.setInt(i, rows.nr(row));
            times.setLong(i, rows.time(row));
            values.setDouble(i, rows.value(row));
            qualities.setInt(i, rows.quality(row));
        }
        given += count;
        return count;
    }
}
