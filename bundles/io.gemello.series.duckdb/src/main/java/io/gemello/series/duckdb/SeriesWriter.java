package io.gemello.series.duckdb;

import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Reading;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
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
    private final RowFeed feed;
    private final KnownLayout layout;
    private final PointNumbers numbers;
    private final TouchedBlocks touched;
    private final RowColumns rows = new RowColumns();

    SeriesWriter(SeriesFile file, PointNumbers numbers, TouchedBlocks touched) {
        connection = file.connection();
        feed = file.feed();
        layout = file.layout();
        this.numbers = numbers;
        this.touched = touched;
    }

    /**
     * @param site its id, or null where it is not known yet
     * @param kept readings of another time are left out: they are beyond what can be stored, or older than what is kept
     * @return how many were left out
     */
    int write(List<Reading> readings, long position, String site, Span kept) throws SQLException {
        List<Long> fresh = new ArrayList<>();
        int left = 0;
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            if (site != null) {
                numbers.site(connection, site);
            }
            registerNew(readings);
            left = append(statement, readings, kept, fresh);
            try (PreparedStatement update = connection.prepareStatement("UPDATE gemello SET position = ?")) {
                update.setLong(1, position);
                update.execute();
            }
            if (fresh.isEmpty()) {
                statement.execute("COMMIT");
            } else {
                layout.changed(() -> statement.execute("COMMIT"));
            }
        }
        return left;
    }

    private void registerNew(List<Reading> readings) throws SQLException {
        Set<Point> unknown = new LinkedHashSet<>();
        for (Reading reading : readings) {
            if (numbers.isNew(reading.point())) {
                unknown.add(reading.point());
            }
        }
        if (!unknown.isEmpty()) {
            // By name, so that in Parquet files, where rows are in the order of numbers, names are in order too and a question for one finds its place.
            numbers.register(connection, unknown.stream().sorted(Comparator.comparing(Point::id)).toList());
        }
    }

    /** @param fresh takes the blocks that are touched now and were not before */
    private int append(Statement statement, List<Reading> readings, Span kept, List<Long> fresh) throws SQLException {
        int left = 0;
        long now = System.nanoTime();
        rows.clear();
        for (Reading reading : readings) {
            long time = reading.epochNanos();
            if (time < kept.from() || time >= kept.to()) {
                left++;
                continue;
            }
            if (touched.touch(time, now)) {
                fresh.add(Tier.floor(time, Tier.BLOCK));
            }
            rows.add(numbers.known(reading.point()), time, reading.value(), reading.quality());
        }
        feed.into(statement, "INSERT INTO reading SELECT * FROM %s", new RowsInOrder(rows, null));
        if (!fresh.isEmpty()) {
            try (DuckDBAppender blocks = connection.createAppender("touched")) {
                for (long block : fresh) {
                    blocks.beginRow().append(block).endRow();
                }
            }
        }
        return left;
    }
}
