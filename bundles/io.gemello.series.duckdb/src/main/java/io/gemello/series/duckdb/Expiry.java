package io.gemello.series.duckdb;

import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBConnection;

/** Takes what is older than retention says, a tier at a time, and writes down how far. The ingesting thread's. */
final class Expiry {
    private final SeriesFile file;
    private final ParquetDays days;

    Expiry(SeriesFile file, ParquetDays days) {
        this.file = file;
        this.days = days;
    }

    /** @param before a day's beginning; what lies before it is settled */
    void take(Tier tier, long before) throws SQLException {
        DuckDBConnection connection = file.connection();
        Layout layout = Layout.read(connection);
        if (before <= layout.expired(tier)) {
            return;
        }
        try (Statement sql = connection.createStatement()) {
            sql.execute("BEGIN");
            try {
                sql.execute("DELETE FROM " + tier.table() + " WHERE time < " + before);
                sql.execute("DELETE FROM expired WHERE tier = " + RawRows.quoted(tier.name()));
                sql.execute("INSERT INTO expired VALUES (" + RawRows.quoted(tier.name()) + ", " + before + ")");
                if (tier == Tier.RAW) {
                    sql.execute("DELETE FROM parquet WHERE day < " + before);
                    SeriesViews.create(sql, file.rawRows(), Layout.read(connection));
                }
                file.layout().changed(() -> sql.execute("COMMIT"));
            } catch (SQLException e) {
                Settling.rollBack(sql, e);
            }
        }
        if (tier == Tier.RAW) {
            layout.files().headMap(before).values().forEach(days::leave);
        }
    }
}
