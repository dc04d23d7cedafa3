package io.gemello.series.duckdb;

import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Reading;
import io.gemello.api.series.SeriesPage;
import io.gemello.api.series.SeriesWindow;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The file while it is open: one thread writes, any thread asks. */
final class OpenSeries implements AutoCloseable {
    private final SeriesFile file;
    private final PointNumbers numbers;
    private final SeriesWriter writer;
    private final ReadConnections readers;

    /** @param queries how many may run at a time */
    OpenSeries(SeriesFile file, int queries, int queryTimeoutSeconds) throws SQLException {
        this.file = file;
        numbers = new PointNumbers(file.connection());
        writer = new SeriesWriter(file.connection(), numbers);
        readers = new ReadConnections(file, queries, queryTimeoutSeconds);
    }

    OptionalLong position() throws SQLException {
        return file.position();
    }

    void write(List<Reading> readings, long position, String site) throws SQLException {
        writer.write(readings, position, site);
    }

    SeriesPage range(Point point, long from, long to, int limit) throws IOException {
        OptionalInt number = numbers.of(point);
        return number.isEmpty() ? new SeriesPage(List.of(), OptionalLong.empty()) : readers.run(ask -> ask.range(point, number.getAsInt(), from, to, limit));
    }

    List<SeriesWindow> aggregate(Point point, long from, long to, long everyNanos) throws IOException {
        OptionalInt number = numbers.of(point);
        return number.isEmpty() ? List.of() : readers.run(ask -> ask.aggregate(number.getAsInt(), from, to, everyNanos));
    }

    Optional<Reading> latest(Point point) throws IOException {
        OptionalInt number = numbers.of(point);
        return number.isEmpty() ? Optional.empty() : readers.run(ask -> ask.latest(point, number.getAsInt()));
    }

    @Override
    public void close() throws SQLException {
        readers.close();
        file.close();
    }
}
