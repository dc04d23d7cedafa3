package io.gemello.series.duckdb;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.duckdb.DuckDBConnection;

/**
 * Settles whole blocks in one transaction: of each point and time the row that was delivered last stays, rows are put in the order of block,
 * point and time, and minutes and hours are counted up anew from them; so doing it again changes nothing. One thread.
 */
final class Settling {
    private final DuckDBConnection connection;
    private final RawRows raw;

    Settling(DuckDBConnection connection, RawRows raw) {
        this.connection = connection;
        this.raw = raw;
    }

    /** @param span whole blocks; must not begin before what retention took of the raw rows */
    void settle(Span span) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute("BEGIN");
            try {
                List<String> files = Layout.read(connection).files(span);
                sql.execute("CREATE OR REPLACE TEMP TABLE settled AS SELECT nr, time, value, quality FROM (SELECT *, " + RawRows.floor("time", Tier.BLOCK)
                    + " AS block, lead(time) OVER (PARTITION BY nr ORDER BY time, ord) AS following FROM (" + raw.ofAll(span, files)
                    + ")) WHERE following IS DISTINCT FROM time ORDER BY block, nr, time");
                if (files.isEmpty()) {
                    sql.execute("DELETE FROM reading WHERE " + span.on("time"));
                    sql.execute("INSERT INTO reading SELECT * FROM settled");
                }
                countUp(sql, span);
                sql.execute("DELETE FROM touched WHERE " + span.on("block"));
                sql.execute("DROP TABLE settled");
                sql.execute("COMMIT");
            } catch (SQLException e) {
                rollBack(sql, e);
            }
        }
    }

    private static void countUp(Statement sql, Span span) throws SQLException {
        sql.execute("DELETE FROM minute WHERE " + span.on("time"));
        sql.execute("INSERT INTO minute SELECT nr, " + RawRows.floor("time", Tier.MINUTE.nanos()) + " AS minute, " + RawRows.COUNTED_UP
            + " FROM (SELECT *, " + RawRows.USABLE + " FROM settled) GROUP BY nr, minute ORDER BY " + RawRows.floor("minute", Tier.DAY) + ", nr, minute");
        sql.execute("DELETE FROM hour WHERE " + span.on("time"));
        sql.execute("INSERT INTO hour SELECT nr, " + RawRows.floor("time", Tier.HOUR.nanos()) + " AS hour, sum(count), fsum(sum), min(min), max(max), "
            + "arg_min(first, time) FILTER (count > 0), arg_max(last, time) FILTER (count > 0), max(quality & 3) | bit_or(quality & (-4)) FROM minute WHERE " + span.on("time")
            + " GROUP BY nr, hour ORDER BY hour, nr");
    }

    /** Leaves the connection fit for the next transaction, and the first trouble in the caller's hands. */
    static void rollBack(Statement sql, SQLException trouble) throws SQLException {
        try {
            sql.execute("ROLLBACK");
        } catch (SQLException alsoThat) {
            trouble.addSuppressed(alsoThat);
        }
        throw trouble;
    }
}
