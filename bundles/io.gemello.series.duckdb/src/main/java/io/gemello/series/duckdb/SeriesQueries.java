package io.gemello.series.duckdb;

import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Reading;
import io.gemello.api.series.SeriesPage;
import io.gemello.api.series.SeriesWindow;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.duckdb.DuckDBConnection;

/** What the file answers, over one connection. Of several rows with the same time the one delivered last, the highest rowid, counts. */
final class SeriesQueries implements AutoCloseable {
    private static final String LATEST = "SELECT time, value, quality FROM reading WHERE nr = ? ORDER BY time DESC, rowid DESC LIMIT 1";
    private static final String RANGE = "SELECT time, value, quality FROM reading WHERE nr = ? AND time >= ? AND time < ? ORDER BY time, rowid LIMIT ?";
    /** Usable: neither bad nor without a number. Windows begin at multiples of their length, before 1970 too. */
    private static final String AGGREGATE = """
        WITH one AS (
          SELECT time, arg_max(value, rowid) AS value, arg_max(quality, rowid) AS quality
          FROM reading WHERE nr = ? AND time >= ? AND time < ? GROUP BY time),
        marked AS (
          SELECT time, value, quality, (quality & 3) < 2 AND isfinite(value) AS usable,
            time - time % $every - CASE WHEN time % $every < 0 THEN $every ELSE 0 END AS begin
          FROM one)
        SELECT begin, count(*) FILTER (usable), fsum(value) FILTER (usable), min(value) FILTER (usable), max(value) FILTER (usable),
          arg_min(value, time) FILTER (usable), arg_max(value, time) FILTER (usable), max(quality & 3) | bit_or(quality & -4)
        FROM marked GROUP BY begin HAVING count(*) FILTER (usable) > 0 ORDER BY begin""";
    /** Rows read beyond the limit at first, for times that came more than once. */
    private static final int SPARE = 1000;

    private final DuckDBConnection connection;
    private final int timeoutSeconds;
    private volatile PreparedStatement running;

    SeriesQueries(DuckDBConnection connection, int timeoutSeconds) {
        this.connection = connection;
        this.timeoutSeconds = timeoutSeconds;
    }

    Optional<Reading> latest(Point point, int number) throws SQLException {
        try (PreparedStatement query = prepare(LATEST, number); ResultSet row = query.executeQuery()) {
            return row.next() ? Optional.of(reading(point, row)) : Optional.empty();
        }
    }

    SeriesPage range(Point point, int number, long from, long to, int limit) throws SQLException {
        for (long rows = (long) limit + SPARE;; rows *= 10) {
            List<Reading> readings = new ArrayList<>();
            long read = 0;
            try (PreparedStatement query = prepare(RANGE, number)) {
                query.setLong(2, from);
                query.setLong(3, to);
                query.setLong(4, rows);
                try (ResultSet row = query.executeQuery()) {
                    for (; row.next() && readings.size() <= limit; read++) {
                        Reading reading = reading(point, row);
                        int last = readings.size() - 1;
                        if (last >= 0 && readings.get(last).epochNanos() == reading.epochNanos()) {
                            readings.set(last, reading);
                        } else {
                            readings.add(reading);
                        }
                    }
                }
            }
            boolean more = readings.size() > limit;
            if (more || read < rows) {
                return new SeriesPage(readings.subList(0, Math.min(limit, readings.size())), more ? OptionalLong.of(readings.get(limit).epochNanos()) : OptionalLong.empty());
            }
        }
    }

    List<SeriesWindow> aggregate(int number, long from, long to, long every) throws SQLException {
        List<SeriesWindow> windows = new ArrayList<>();
        try (PreparedStatement query = prepare(AGGREGATE.replace("$every", Long.toString(every)), number)) {
            query.setLong(2, from);
            query.setLong(3, to);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    windows.add(new SeriesWindow(row.getLong(1), row.getLong(2), row.getDouble(3), row.getDouble(4), row.getDouble(5), row.getDouble(6), row.getDouble(7), row.getInt(8)));
                }
            }
        }
        return windows;
    }

    private PreparedStatement prepare(String sql, int number) throws SQLException {
        PreparedStatement query = connection.prepareStatement(sql);
        query.setQueryTimeout(timeoutSeconds);
        query.setInt(1, number);
        running = query;
        return query;
    }

    /** Ends the running query with an SQLException; from another thread. */
    void cancel() throws SQLException {
        PreparedStatement query = running;
        if (query != null && !query.isClosed()) {
            query.cancel();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static Reading reading(Point point, ResultSet row) throws SQLException {
        return new Reading(point, row.getLong(1), row.getDouble(2), row.getInt(3));
    }
}
