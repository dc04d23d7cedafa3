package io.gemello.series.duckdb;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBConnection;

/**
 * Moves days of raw rows into Parquet files {@code DATE.N.parquet}, sorted by point (in the order of their numbers) and time: a quarter of the space, and any tool reads them. What comes
 * late to such a day lies in the table until the day is quiet and then goes into its next file. A file is on the disk before the rows leave
 * the table; one that has been replaced stays a while for questions that began before. The ingesting thread's.
 */
final class ParquetDays {
    private static final long GRACE = TimeUnit.MINUTES.toNanos(5);
    private static final String COPY = "COPY (SELECT point, quantity, unit, make_timestamp_ns(time) AS time, value, quality FROM %s JOIN point USING (nr)) TO %s (FORMAT parquet, COMPRESSION zstd)";

    private final SeriesFile file;
    private final DuckDBConnection connection;
    private final Deque<Replaced> replaced = new ArrayDeque<>();

    private record Replaced(Path path, long since) {}

    /** Removes what an earlier process replaced or expired, or wrote and did not come to use. A file of a day that is not ours by the table is left alone until that day is moved. */
    ParquetDays(SeriesFile file) throws IOException, SQLException {
        this.file = file;
        connection = file.connection();
        Layout layout = Layout.read(connection);
        try (DirectoryStream<Path> torn = Files.newDirectoryStream(file.raw(), "*.parquet.part")) {
            for (Path part : torn) {
                Files.delete(part);
            }
        }
        for (ParquetName name : ParquetName.in(file.raw())) {
            String used = layout.files().get(name.day());
            if (used != null && !used.equals(name.toString()) || name.day() < layout.expired(Tier.RAW)) {
                Files.delete(file.raw().resolve(name.toString()));
            }
        }
    }

    /** The oldest day before this time that has rows in the table. */
    OptionalLong next(long before) throws SQLException {
        try (Statement sql = connection.createStatement(); ResultSet row = sql.executeQuery("SELECT min(time) FROM reading WHERE time < " + before)) {
            row.next();
            long time = row.getLong(1);
            return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(Tier.floor(time, Tier.DAY));
        }
    }

    /** @param day whose blocks are all settled */
    void move(long day) throws IOException, SQLException {
        Span span = new Span(day, day + Tier.DAY);
        Layout layout = Layout.read(connection);
        String before = layout.files().get(day);
        ParquetName name = before == null ? ParquetName.first(day) : ParquetName.of(before).next();
        Path path = file.raw().resolve(name.toString());
        Path part = file.raw().resolve(name + ".part");
        String rows = file.rawRows().ofAll(span, layout.files(span));
        try (Statement sql = connection.createStatement()) {
            file.feed().into(sql, COPY.formatted("%s", RawRows.quoted(part.toString()).replace("%", "%%")), new SortedPortions(new Portions(file.reading(), span, rows)));
            force(part);
            Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(file.raw());
            sql.execute("BEGIN");
            try {
                sql.execute("DELETE FROM parquet WHERE day = " + day);
                sql.execute("INSERT INTO parquet VALUES (" + day + ", " + RawRows.quoted(name.toString()) + ")");
                sql.execute("DELETE FROM reading WHERE " + span.on("time"));
                SeriesViews.create(sql, file.rawRows(), Layout.read(connection));
                file.layout().changed(() -> sql.execute("COMMIT"));
            } catch (SQLException e) {
                Settling.rollBack(sql, e);
            }
        }
        if (before != null) {
            leave(before);
        }
    }

    /** A file that nothing names any more: it goes when no question can still be reading it. */
    void leave(String name) {
        replaced.add(new Replaced(file.raw().resolve(name), System.nanoTime()));
    }

    void sweep(long now) throws IOException {
        while (!replaced.isEmpty() && now - replaced.peek().since() > GRACE) {
            Files.deleteIfExists(replaced.remove().path());
        }
    }

    /** DuckDB writes the file, it does not see to it that the disk has it. */
    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
