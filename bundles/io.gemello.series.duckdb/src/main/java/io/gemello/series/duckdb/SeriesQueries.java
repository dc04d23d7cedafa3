package io.gemello.series.duckdb;

import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Reading;
import io.gemello.api.series.SeriesPage;
import io.gemello.api.series.SeriesWindow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/** What the file answers, over one connection: each answer is that of one moment. */
final class SeriesQueries implements AutoCloseable {
    private static final String NEWEST = "SELECT time, value, quality FROM (%s) ORDER BY time DESC, ord DESC LIMIT 1";
    private static final String PAGE = "SELECT time, value, quality FROM (%s) ORDER BY time, ord LIMIT %d";
    private static final String PARTS_OF_RAW = """
        SELECT nr, time, CASE WHEN usable THEN 1 ELSE 0 END AS count, CASE WHEN usable THEN value END AS sum, CASE WHEN usable THEN value END AS min, min AS max, min AS first, min AS last, quality \
        FROM (SELECT *, %s FROM (%s))""";
    private static final String PARTS_OF_TIER = "SELECT nr, time, count, sum, min, max, first, last, quality FROM %s WHERE %s AND %s";
    private static final String WINDOWS = """
        SELECT nr, %s AS begin, sum(count)::BIGINT, fsum(sum) FILTER (count > 0), min(min), max(max), arg_min(first, time) FILTER (count > 0), arg_max(last, time) FILTER (count > 0), \
        max(quality & 3) | bit_or(quality & (-4)) FROM (%s) GROUP BY nr, begin HAVING sum(count) > 0 ORDER BY nr, begin""";
    /** Rows read beyond the limit at first, for times that came more than once. */
    private static final int SPARE = 1000;

    private final DuckDBConnection connection;
    private final KnownLayout known;
    private final RawRows raw;
    private final int timeoutSeconds;
    private volatile Statement running;

    /** The point that is asked for. */
    record Asked(Point point, int number) {}

    /** Takes a window of the point with this number; numbers ascend, and times within them. */
    @FunctionalInterface
    interface Windows {
        void add(int number, SeriesWindow window);
    }

    @FunctionalInterface
    private interface Answer<T> {
        T from(Statement statement, Layout layout) throws SQLException;
    }

    SeriesQueries(DuckDBConnection connection, KnownLayout known, RawRows raw, int timeoutSeconds) {
        this.connection = connection;
        this.known = known;
        this.raw = raw;
        this.timeoutSeconds = timeoutSeconds;
    }

    Optional<Reading> latest(Asked asked) throws SQLException {
        return quickly((statement, layout) -> {
            Optional<Reading> newest = newest(statement, asked, new Span(Tier.EARLIEST, Tier.LATEST), List.of());
            List<Long> days = new ArrayList<>(layout.files().keySet());
            for (int i = days.size() - 1; i >= 0; i--) {
                Span day = new Span(days.get(i), days.get(i) + Tier.DAY);
                if (newest.isPresent() && newest.get().epochNanos() >= day.to()) {
                    break;
                }
                Optional<Reading> ofDay = newest(statement, asked, day, layout.files(day));
                if (ofDay.isPresent()) {
                    return newest.isPresent() && newest.get().epochNanos() > ofDay.get().epochNanos() ? newest : ofDay;
                }
            }
            return newest;
        });
    }

    private Optional<Reading> newest(Statement statement, Asked asked, Span span, List<String> files) throws SQLException {
        try (ResultSet row = statement.executeQuery(NEWEST.formatted(raw.of(asked.point().id(), asked.number(), span, files)))) {
            return row.next() ? Optional.of(reading(asked.point(), row)) : Optional.empty();
        }
    }

    SeriesPage range(Asked asked, Span span, int limit) throws SQLException {
        return quickly((statement, layout) -> {
            String rows = raw.of(asked.point().id(), asked.number(), span, layout.files(span));
            for (long most = (long) limit + SPARE;; most *= 10) {
                List<Reading> readings = new ArrayList<>();
                long read = 0;
                try (ResultSet row = statement.executeQuery(PAGE.formatted(rows, most))) {
                    for (; row.next() && readings.size() <= limit; read++) {
                        Reading reading = reading(asked.point(), row);
                        int last = readings.size() - 1;
                        if (last >= 0 && readings.get(last).epochNanos() == reading.epochNanos()) {
                            readings.set(last, reading);
                        } else {
                            readings.add(reading);
                        }
                    }
                }
                boolean more = readings.size() > limit;
                if (more || read < most) {
                    return new SeriesPage(readings.subList(0, Math.min(limit, readings.size())), more ? OptionalLong.of(readings.get(limit).epochNanos()) : OptionalLong.empty());
                }
            }
        });
    }

    /** @param points ids by number */
    void aggregate(Map<Integer, String> points, Span span, long every, Windows to) throws SQLException {
        atOnce((statement, layout) -> {
            String parts = TierPlan.of(span, every, layout).stream().map(piece -> parts(points, piece, layout)).collect(Collectors.joining(" UNION ALL "));
            if (parts.isEmpty()) {
                return null;
            }
            try (ResultSet row = statement.executeQuery(WINDOWS.formatted(RawRows.floor("time", every), parts))) {
                while (row.next()) {
                    to.add(row.getInt(1), new SeriesWindow(row.getLong(2), row.getLong(3), row.getDouble(4), row.getDouble(5), row.getDouble(6), row.getDouble(7), row.getDouble(8), row.getInt(9)));
                }
            }
            return null;
        });
    }

    private String parts(Map<Integer, String> points, TierPlan.Piece piece, Layout layout) {
        return piece.tier() == Tier.RAW
            ? PARTS_OF_RAW.formatted(RawRows.USABLE, RawRows.one(raw.of(points, piece.span(), layout.files(piece.span()))))
            : PARTS_OF_TIER.formatted(piece.tier().table(), RawRows.numbers(points), piece.span().on("time"));
    }

    /** Without a transaction while the layout is known. The answer may be made twice. */
    private <T> T quickly(Answer<T> answer) throws SQLException {
        KnownLayout.Held held = known.held();
        if (held != null) {
            try (Statement statement = connection.createStatement()) {
                statement.setQueryTimeout(timeoutSeconds);
                running = statement;
                T found = answer.from(statement, held.layout());
                if (known.holds(held)) {
                    return found;
                }
            }
        }
        return atOnce(answer);
    }

    private <T> T atOnce(Answer<T> answer) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(timeoutSeconds);
            running = statement;
            long stamp = known.stamp();
            statement.execute("BEGIN TRANSACTION READ ONLY");
            Layout layout = Layout.read(connection);
            known.learned(layout, stamp);
            T found = answer.from(statement, layout);
            statement.execute("COMMIT");
            return found;
        }
    }

    /** Ends the running query with an SQLException; from another thread. */
    void cancel() throws SQLException {
        Statement query = running;
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
