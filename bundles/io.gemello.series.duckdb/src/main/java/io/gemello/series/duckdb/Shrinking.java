package io.gemello.series.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the file's free space back. DuckDB cuts off only what is free at the end of the file, and keeps the place of deleted rows for long. So where more
 * readings have left than are there, those are written anew; and minutes and hours, which were written behind readings that are gone now, are written into the
 * free space where that is more than what is used. Each time this costs less than what was done to make it so. One thread.
 */
final class Shrinking {
    /** Less than this is not worth it: it is used again. */
    private static final long FEW_BYTES = 4 << 20;
    private static final long FEW_ROWS = 500_000;
    private static final String GONE = "SELECT estimated_size, (SELECT count(*) FROM reading) FROM duckdb_tables() WHERE database_name = current_database() AND table_name = 'reading'";
    private static final String FREE = "SELECT block_size * free_blocks, block_size * used_blocks FROM pragma_database_size() WHERE database_name = current_database()";

    private static final Logger LOG = LoggerFactory.getLogger(Shrinking.class);

    private final DuckDBConnection connection;

    Shrinking(DuckDBConnection connection) {
        this.connection = connection;
    }

    /** @return false where a transaction that goes on did not let it: to be tried again */
    boolean shrink() throws SQLException {
        try (Statement sql = connection.createStatement()) {
            long[] rows = pair(sql, GONE);
            if (rows[0] - rows[1] > Math.max(FEW_ROWS, rows[1])) {
                anew(sql, Tier.RAW);
            }
            if (!checkpoint(sql)) {
                return false;
            }
            long[] bytes = pair(sql, FREE);
            if (bytes[0] > Math.max(FEW_BYTES, bytes[1])) {
                anew(sql, Tier.MINUTE, Tier.HOUR);
                return checkpoint(sql);
            }
            return true;
        }
    }

    private static boolean checkpoint(Statement sql) {
        try {
            sql.execute("CHECKPOINT");
            return true;
        } catch (SQLException busy) {
            LOG.debug("the series file does not shrink yet: {}", busy.getMessage());
            return false;
        }
    }

    /** Rows stay in their order, which for readings is that of delivery. */
    private static void anew(Statement sql, Tier... tiers) throws SQLException {
        sql.execute("BEGIN");
        try {
            for (Tier tier : tiers) {
                SeriesFile.createTable(sql, tier, "anew");
                sql.execute("INSERT INTO anew SELECT * FROM " + tier.table());
                sql.execute("DROP TABLE " + tier.table());
                sql.execute("ALTER TABLE anew RENAME TO " + tier.table());
            }
            sql.execute("COMMIT");
        } catch (SQLException e) {
            Settling.rollBack(sql, e);
        }
    }

    private static long[] pair(Statement sql, String question) throws SQLException {
        try (ResultSet row = sql.executeQuery(question)) {
            row.next();
            return new long[] {row.getLong(1), row.getLong(2)};
        }
    }
}
