package io.gemello.series.duckdb;

import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Reading;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Puts readings into the file, a large transaction at a time. The position in the journal is part of the transaction: so after
 * a crash neither is a reading missing nor one there twice. After a failure the file must be closed and opened again. One thread.
 */
final class SeriesWriter {
    private final DuckDBConnection connection;
    private final PointNumbers numbers;

    SeriesWriter(DuckDBConnection connection, PointNumbers numbers) {
        this.connection = connection;
        this.numbers = numbers;
    }

    /** @param site its id, or null where it is not known yet */
    void write(List<Reading> readings, long position, String site) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            if (site != null) {
                numbers.site(connection, site);
            }
            registerNew(readings);
            append(readings);
            try (PreparedStatement update = connection.prepareStatement("UPDATE gemello SET position = ?")) {
                update.setLong(1, position);
                update.execute();
            }
            statement.execute("COMMIT");
        }
    }

    private void registerNew(List<Reading> readings) throws SQLException {
        Set<Point> unknown = new LinkedHashSet<>();
        for (Reading reading : readings) {
            if (numbers.isNew(reading.point())) {
                unknown.add(reading.point());
            }
        }
        if (!unknown.isEmpty()) {
            numbers.register(connection, unknown);
        }
    }

    private void append(List<Reading> readings) throws SQLException {
        try (DuckDBAppender rows = connection.createAppender("reading")) {
            for (Reading reading : readings) {
                rows.beginRow().append(numbers.known(reading.point())).append(reading.epochNanos()).append(reading.value()).append(reading.quality()).endRow();
            }
        }
    }
}
