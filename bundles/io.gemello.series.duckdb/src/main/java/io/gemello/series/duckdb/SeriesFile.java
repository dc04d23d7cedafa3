package io.gemello.series.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * The one DuckDB file. Readings are rows in the order in which they were delivered: no index, because keeping one would cost more
 * than everything else; where a point and time came again, the row delivered last counts, and whoever reads sees to that.
 *
 * <p>{@code reading(nr, time, value, quality)}: the point's number in this file, UTC nanoseconds. {@code point}: what the numbers
 * mean. {@code gemello}: the schema's version, and how far into the journal of readings the rows go. View {@code series}: all of
 * it under the names that InfluxDB's users know, for people who open the file with a tool of their own.
 */
final class SeriesFile implements AutoCloseable {
    private static final int SCHEMA = 1;

    private final DuckDBConnection connection;

    /** What DuckDB may use of the machine. */
    record Limits(int memoryMegabytes, int threads, Path temporary) {}

    SeriesFile(Path file, Limits limits) throws IOException, SQLException {
        Files.createDirectories(file.getParent());
        Properties settings = new Properties();
        settings.setProperty("memory_limit", limits.memoryMegabytes() + "MB");
        settings.setProperty("threads", String.valueOf(limits.threads()));
        settings.setProperty("temp_directory", limits.temporary().toString());
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        connection = new DuckDBDriver().connect("jdbc:duckdb:" + file, settings).unwrap(DuckDBConnection.class);
        try {
            prepare(file);
        } catch (IOException | SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private void prepare(Path file) throws IOException, SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            statement.execute("CREATE TABLE IF NOT EXISTS gemello (schema INTEGER NOT NULL, position BIGINT)");
            try (ResultSet row = statement.executeQuery("SELECT schema FROM gemello")) {
                if (row.next()) {
                    int schema = row.getInt(1);
                    if (schema != SCHEMA) {
                        throw new IOException("%s: written by another version of Gemello (schema %d, this one reads %d); run that version, or move the file away".formatted(file, schema, SCHEMA));
                    }
                    statement.execute("COMMIT");
                    return;
                }
            }
            statement.execute("INSERT INTO gemello VALUES (" + SCHEMA + ", NULL)");
            statement.execute("CREATE TABLE point (nr INTEGER NOT NULL, point VARCHAR NOT NULL, site VARCHAR NOT NULL, asset VARCHAR NOT NULL, feature VARCHAR NOT NULL, quantity VARCHAR NOT NULL, unit VARCHAR NOT NULL)");
            statement.execute("CREATE TABLE reading (nr INTEGER NOT NULL, time BIGINT NOT NULL, value DOUBLE NOT NULL, quality INTEGER NOT NULL)");
            statement.execute("""
                CREATE VIEW series AS
                SELECT quantity AS measurement, site, asset, point, unit, make_timestamp_ns(time) AS time, value, quality
                FROM (SELECT nr, time, arg_max(value, rowid) AS value, arg_max(quality, rowid) AS quality FROM reading GROUP BY nr, time) JOIN point USING (nr)""");
            statement.execute("COMMIT");
        }
    }

    DuckDBConnection connection() {
        return connection;
    }

    /** Another connection to the same file: its queries see what is committed and hold up nobody. */
    DuckDBConnection another() throws SQLException {
        return connection.duplicate();
    }

    /** How far into the journal the rows go; empty for a new file. */
    OptionalLong position() throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("SELECT position FROM gemello")) {
            row.next();
            long position = row.getLong(1);
            return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(position);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
