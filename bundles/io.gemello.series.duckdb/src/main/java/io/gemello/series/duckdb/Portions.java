package io.gemello.series.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;

/**
 * Rows of a time, cut by points' numbers into portions that fit into memory. Read over a connection of its own: it sees what is committed, whatever the
 * ingesting thread's transaction is doing to it.
 */
final class Portions {
    /** Rows of a portion, unless a single point has more: some 20 MB. */
    static final int MOST_ROWS = 500_000;

    private final DuckDBConnection connection;
    private final String rows;
    private final List<Portion> portions = new ArrayList<>();
    private int next;

    /** Points' numbers from (inclusive) to (inclusive). */
    private record Portion(int from, int to) {}

    /** @param rows SQL for {@code nr, time, value, quality, ord} */
    Portions(DuckDBConnection connection, String rows) throws SQLException {
        this.connection = connection;
        this.rows = rows;
        try (Statement sql = connection.createStatement(); ResultSet row = sql.executeQuery("SELECT nr, count(*) FROM (" + rows + ") GROUP BY nr ORDER BY nr")) {
            long sum = 0;
            while (row.next()) {
                int last = portions.size() - 1;
                sum += row.getLong(2);
                if (last >= 0 && sum <= MOST_ROWS) {
                    portions.set(last, new Portion(portions.get(last).from(), row.getInt(1)));
                } else {
                    portions.add(new Portion(row.getInt(1), row.getInt(1)));
                    sum = row.getLong(2);
                }
            }
        }
    }

    /** The next portion's rows; null at the end. */
    RowColumns next() throws SQLException {
        if (next == portions.size()) {
            return null;
        }
        Portion portion = portions.get(next++);
        return RowColumns.read(connection, "SELECT nr, time, value, quality, ord FROM (" + rows + ") WHERE nr BETWEEN " + portion.from() + " AND " + portion.to());
    }
}
