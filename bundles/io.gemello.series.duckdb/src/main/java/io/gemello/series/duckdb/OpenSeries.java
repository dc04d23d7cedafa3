package io.gemello.series.duckdb;

import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Reading;
import io.gemello.api.series.SeriesPage;
import io.gemello.api.series.SeriesWindow;
import java.io.IOException;
import java.sql.SQLException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.duckdb.DuckDBConnection;

/** The file while it is open: one thread writes, any thread asks. */
final class OpenSeries implements AutoCloseable {
    private static final int POINTS_AT_ONCE = 500;

    private final SeriesFile file;
    private final PointNumbers numbers;
    private final SeriesWriter writer;
    private final ReadConnections readers;
    private final SqlDesk questions;
    private final TouchedBlocks touched;
    private final Upkeep upkeep;
    private Span kept;

    /** What questions may cost. @param queries how many of the API's may run at a time */
    record Limits(int queries, int querySeconds, SqlDesk.Limits sql) {}

    OpenSeries(SeriesFile file, Limits limits, Keeping keeping) throws IOException, SQLException {
        this.file = file;
        numbers = new PointNumbers(file.connection());
        touched = new TouchedBlocks(Layout.read(file.connection()).touched(), keeping.settleAfterNanos(), System.nanoTime());
        writer = new SeriesWriter(file, numbers, touched);
        readers = new ReadConnections(file, limits.queries(), limits.querySeconds());
        questions = new SqlDesk(file, limits.sql());
        upkeep = new Upkeep(file, touched, keeping);
        kept = upkeep.kept();
    }

    OptionalLong position() throws SQLException {
        return file.position();
    }

    /** @return how many readings were left out: beyond what can be stored, or older than what is kept */
    int write(List<Reading> readings, long position, String site) throws SQLException {
        return writer.write(readings, position, site, kept);
    }

    /** Another connection to the same file. */
    DuckDBConnection another() throws SQLException {
        return file.another();
    }

    /** Does one piece of upkeep. @param siteTime UTC nanoseconds @return whether there may be more to do */
    boolean upkeep(long siteTime) throws IOException, SQLException {
        boolean more = upkeep.step(siteTime, System.nanoTime());
        if (more) {
            kept = upkeep.kept();
        }
        return more;
    }

    /** Copies the file and the Parquet files while nothing is written. @return the new folder */
    Path backUp(Path folder) throws IOException, SQLException {
        return new Backup(file, folder).make();
    }

    /** Answers a person's question. */
    SqlAnswer ask(String sql, int rows) throws IOException {
        return questions.ask(sql, rows);
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
        List<SeriesWindow> windows = new ArrayList<>();
        aggregate(List.of(point), from, to, everyNanos, (same, window) -> windows.add(window));
        return windows;
    }

    /** Some hundred points in one question, so that neither it nor its answer becomes too large. */
    void aggregate(Collection<Point> points, long from, long to, long everyNanos, BiConsumer<Point, SeriesWindow> into) throws IOException {
        TreeMap<Integer, Point> known = new TreeMap<>();
        points.forEach(point -> numbers.of(point).ifPresent(number -> known.put(number, point)));
        while (!known.isEmpty()) {
            Map<Integer, String> some = new LinkedHashMap<>();
            Map<Integer, Point> byNumber = new HashMap<>();
            while (some.size() < POINTS_AT_ONCE && !known.isEmpty()) {
                Map.Entry<Integer, Point> next = known.pollFirstEntry();
                some.put(next.getKey(), next.getValue().id());
                byNumber.put(next.getKey(), next.getValue());
            }
            readers.run(ask -> {
                ask.aggregate(some, Span.storable(from, to), everyNanos, (number, window) -> into.accept(byNumber.get(number), window));
                return null;
            });
        }
    }

    /** Whether it ever had a reading. */
    boolean knows(Point point) {
        return numbers.of(point).isPresent();
    }

    Optional<Reading> latest(Point point) throws IOException {
        OptionalInt number = numbers.of(point);
        return number.isEmpty() ? Optional.empty() : readers.run(ask -> ask.latest(new SeriesQueries.Asked(point, number.getAsInt())));
    }

    @Override
    public void close() throws SQLException {
        questions.close();
        readers.close();
        file.close();
    }
}
