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
    /** Rows of a portion, unless a single point has more in an hour: some 10 MB, and four times as much where each comes to a minute of its own. */
    static final int MOST_ROWS = 250_000;

    private final DuckDBConnection connection;
    private final String rows;
    private final List<Portion> portions = new ArrayList<>();
    private int next;

    /** Points' numbers from (inclusive) to (inclusive), and of what time. */
    private record Portion(int from, int to, Span span) {}

    /** @param rows SQL for {@code nr, time, value, quality, ord} of the span, which is whole blocks */
    Portions(DuckDBConnection connection, Span span, String rows) throws SQLException {
        this.connection = connection;
        this.rows = rows;
        try (Statement sql = connection.createStatement(); ResultSet row = sql.executeQuery("SELECT nr, count(*) FROM (" + rows + ") GROUP BY nr ORDER BY nr")) {
            long sum = MOST_ROWS;
            while (row.next()) {
                int nr = row.getInt(1);
                int last = portions.size() - 1;
                sum += row.getLong(2);
                if (row.getLong(2) > MOST_ROWS) {
                    for (long block = span.from(); block < span.to(); block += Tier.BLOCK) {
                        portions.add(new Portion(nr, nr, new Span(block, block + Tier.BLOCK)));
                    }
                } else if (sum <= MOST_ROWS) {
                    portions.set(last, new Portion(portions.get(last).from(), nr, span));
                } else {
                    portions.add(new Portion(nr, nr, span));
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
        return RowColumns.read(connection, "SELECT nr, time, value, quality, ord FROM (" + rows + ") WHERE nr BETWEEN " + portion.from() + " AND " + portion.to() + " AND " + portion.span().on("time"));
    }
}
