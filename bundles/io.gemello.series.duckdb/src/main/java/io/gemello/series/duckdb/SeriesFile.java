package io.gemello.series.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalLong;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one DuckDB file, and the folder {@code raw} of Parquet files beside it.
 *
 * <p>{@code reading(nr, time, value, quality)}: the point's number in this file, UTC nanoseconds; rows come in the order of delivery, and
 * block by block they are sorted later ({@link Settling}). No index, because keeping one would cost more than everything else; where a
 * point and time came again, the row with the highest rowid counts, and whoever reads sees to that. {@code minute} and {@code hour}:
 * what the readings of a minute or an hour come to. {@code touched}: blocks for which those are not right yet. {@code parquet}: days that were
 * moved to a file. {@code expired}: what retention took. {@code point}: what the numbers mean. {@code gemello}: the schema's version, and how
 * far into the journal of readings the rows go. The views are for people: see {@link SeriesViews}.
 */
final class SeriesFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SeriesFile.class);
    private static final int SCHEMA = 2;
    private static final String READING = "(nr INTEGER NOT NULL, time BIGINT NOT NULL, value DOUBLE NOT NULL, quality INTEGER NOT NULL)";
    private static final String COUNTED_UP = "(nr INTEGER NOT NULL, time BIGINT NOT NULL, count BIGINT NOT NULL, sum DOUBLE NOT NULL, min DOUBLE, max DOUBLE, first DOUBLE, last DOUBLE, quality INTEGER NOT NULL)";

    private final DuckDBConnection connection;
    private final Path path;
    private final Path raw;
    private final KnownLayout layout = new KnownLayout();
    private final RowFeed feed;
    private final RowFeed countedUp;
    private final DuckDBConnection reading;

    /** What DuckDB may use of the machine. @param temporary where it puts what does not fit into memory, up to {@code temporaryMegabytes} */
    record Limits(int memoryMegabytes, int threads, Path temporary, int temporaryMegabytes) {}

    SeriesFile(Path file, Limits limits) throws IOException, SQLException {
        path = file;
        raw = file.resolveSibling("raw").toAbsolutePath();
        Files.createDirectories(raw);
        Files.createDirectories(limits.temporary());
        Properties settings = new Properties();
        settings.setProperty("memory_limit", limits.memoryMegabytes() + "MB");
        settings.setProperty("threads", String.valueOf(limits.threads()));
        settings.setProperty("temp_directory", limits.temporary().toString());
        settings.setProperty("max_temp_directory_size", limits.temporaryMegabytes() + "MB");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("allow_community_extensions", "false");
        connection = new DuckDBDriver().connect("jdbc:duckdb:" + file, settings).unwrap(DuckDBConnection.class);
        try {
            shut();
            prepare(file);
            feed = RowFeed.raw(connection);
            countedUp = RowFeed.countedUp(connection);
            reading = connection.duplicate();
        } catch (IOException | SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Nothing that this instance of DuckDB runs, people's questions among it, reaches another file or the network, and nothing can open that again. */
    private void shut() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET allowed_directories = [" + RawRows.quoted(raw.toString()) + "]");
            // A Parquet file is never written again under its name.
            statement.execute("SET parquet_metadata_cache = true");
            statement.execute("SET enable_external_access = false");
            statement.execute("SET lock_configuration = true");
        }
    }

    private void prepare(Path file) throws IOException, SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            statement.execute("CREATE TABLE IF NOT EXISTS gemello (schema INTEGER NOT NULL, position BIGINT)");
            int schema = schema(statement);
            switch (schema) {
                case 0 -> {
                    statement.execute("INSERT INTO gemello VALUES (" + SCHEMA + ", NULL)");
                    statement.execute("CREATE TABLE point (nr INTEGER NOT NULL, point VARCHAR NOT NULL, site VARCHAR NOT NULL, asset VARCHAR NOT NULL, feature VARCHAR NOT NULL, quantity VARCHAR NOT NULL, unit VARCHAR NOT NULL)");
                    createTable(statement, Tier.RAW, Tier.RAW.table());
                    createSecond(statement);
                    adoptFiles(statement);
                }
                case 1 -> {
                    createSecond(statement);
                    statement.execute("INSERT INTO touched SELECT DISTINCT " + RawRows.floor("time", Tier.BLOCK) + " FROM reading");
                    statement.execute("UPDATE gemello SET schema = " + SCHEMA);
                }
                case SCHEMA -> { }
                default -> throw new IOException("%s: written by another version of Gemello (schema %d, this one reads %d); run that version, or move the file away".formatted(file, schema, SCHEMA));
            }
            SeriesViews.create(statement, rawRows(), Layout.read(connection));
            statement.execute("COMMIT");
        }
    }

    private static int schema(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT schema FROM gemello")) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    private static void createSecond(Statement statement) throws SQLException {
        createTable(statement, Tier.MINUTE, Tier.MINUTE.table());
        createTable(statement, Tier.HOUR, Tier.HOUR.table());
        statement.execute("CREATE TABLE touched (block BIGINT NOT NULL)");
        statement.execute("CREATE TABLE parquet (day BIGINT NOT NULL, file VARCHAR NOT NULL)");
        statement.execute("CREATE TABLE expired (tier VARCHAR NOT NULL, before BIGINT NOT NULL)");
    }

    /** An empty table that is made for a tier's rows. */
    static void createTable(Statement statement, Tier tier, String name) throws SQLException {
        statement.execute("CREATE TABLE " + name + " " + (tier == Tier.RAW ? READING : COUNTED_UP));
    }

    /** A new file beside Parquet files, because the old one was lost: their days are ours, and minutes and hours are counted up again. Assets are told with the next reading of each point. */
    private void adoptFiles(Statement statement) throws IOException, SQLException {
        List<String> files = ParquetName.newest(ParquetName.in(raw)).stream().map(ParquetName::toString).toList();
        if (files.isEmpty()) {
            return;
        }
        for (String file : files) {
            statement.execute("INSERT INTO parquet VALUES (" + ParquetName.of(file).day() + ", " + RawRows.quoted(file) + ")");
        }
        String rows = rawRows().parquet(files);
        statement.execute("INSERT INTO point SELECT row_number() OVER (ORDER BY point) - 1, point, '', '', '', quantity, unit FROM (SELECT point, last(quantity) AS quantity, last(unit) AS unit FROM " + rows + " GROUP BY point)");
        statement.execute("INSERT INTO touched SELECT DISTINCT " + RawRows.floor("epoch_ns(time)", Tier.BLOCK) + " FROM " + rows);
        LOG.warn("{} is new, but {} days of readings lie in {}: they belong to it now. Newer readings come again as far as the journal keeps them", path, files.size(), raw);
    }

    DuckDBConnection connection() {
        return connection;
    }

    Path path() {
        return path;
    }

    /** Folder of the Parquet files; absolute. */
    Path raw() {
        return raw;
    }

    KnownLayout layout() {
        return layout;
    }

    /** Gives raw rows to the ingesting thread's statements. */
    RowFeed feed() {
        return feed;
    }

    /** Gives minutes and hours to the ingesting thread's statements. */
    RowFeed countedUp() {
        return countedUp;
    }

    /** The ingesting thread's second connection: it reads what is committed while the first one's transaction changes it. */
    DuckDBConnection reading() {
        return reading;
    }

    RawRows rawRows() {
        return new RawRows(raw);
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
        try {
            reading.close();
        } finally {
            connection.close();
        }
    }
}
