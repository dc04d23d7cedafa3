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
    private final TouchedBlocks touched;
    private final Upkeep upkeep;

    /** @param queries how many may run at a time @param settleAfterNanos how long a block must have been quiet before it is settled */
    OpenSeries(SeriesFile file, int queries, int queryTimeoutSeconds, long settleAfterNanos) throws SQLException {
        this.file = file;
        numbers = new PointNumbers(file.connection());
        touched = new TouchedBlocks(Layout.read(file.connection()).touched(), settleAfterNanos, System.nanoTime());
        writer = new SeriesWriter(file.connection(), numbers, touched);
        readers = new ReadConnections(file, queries, queryTimeoutSeconds);
        upkeep = new Upkeep(file, touched);
    }

    OptionalLong position() throws SQLException {
        return file.position();
    }

    /** @return how many readings were left out: beyond what can be stored, or older than what is kept */
    int write(List<Reading> readings, long position, String site) throws SQLException {
        return writer.write(readings, position, site, new Span(Tier.EARLIEST, Tier.LATEST));
    }

    /** Does one piece of upkeep. @param siteTime UTC nanoseconds @return whether there may be more to do */
    boolean upkeep(long siteTime) throws IOException, SQLException {
        return upkeep.step(siteTime, System.nanoTime());
    }

    /** Blocks whose minutes and hours are not counted up yet. */
    int touchedBlocks() {
        return touched.size();
    }

    SeriesPage range(Point point, long from, long to, int limit) throws IOException {
        OptionalInt number = numbers.of(point);
        return number.isEmpty() ? new SeriesPage(List.of(), OptionalLong.empty()) : readers.run(ask -> ask.range(new SeriesQueries.Asked(point, number.getAsInt()), Span.storable(from, to), limit));
    }

    List<SeriesWindow> aggregate(Point point, long from, long to, long everyNanos) throws IOException {
        OptionalInt number = numbers.of(point);
        return number.isEmpty() ? List.of() : readers.run(ask -> ask.aggregate(new SeriesQueries.Asked(point, number.getAsInt()), Span.storable(from, to), everyNanos));
    }

    Optional<Reading> latest(Point point) throws IOException {
        OptionalInt number = numbers.of(point);
        return number.isEmpty() ? Optional.empty() : readers.run(ask -> ask.latest(new SeriesQueries.Asked(point, number.getAsInt())));
    }

    @Override
    public void close() throws SQLException {
        readers.close();
        file.close();
    }
}
