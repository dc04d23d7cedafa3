package io.gemello.series.influxdb;

import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import io.gemello.api.series.SeriesPage;
import io.gemello.api.series.SeriesStore;
import io.gemello.api.series.SeriesWindow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What InfluxDB answers, by InfluxQL: all its versions understand that. */
final class InfluxReads implements SeriesStore {
    /** The times that InfluxDB can hold. */
    private static final long FIRST_TIME = Long.MIN_VALUE + 2;
    private static final long LAST_TIME = Long.MAX_VALUE - 1;
    /** Neither bad nor without a number; an absent value is not counted by itself. */
    private static final String USABLE = " AND (quality & 3) < 2";

    private final Connection connection;

    /** The server and the site, when both are known. */
    interface Connection {
        InfluxServer server() throws IOException;

        String site() throws IOException;
    }

    InfluxReads(Connection connection) {
        this.connection = connection;
    }

    @Override
    public String name() {
        return "influxdb";
    }

    @Override
    public SeriesPage range(Point point, long from, long to, int limit) throws IOException {
        if (limit < 1) {
            throw new IllegalArgumentException("a page holds at least one reading, not " + limit);
        }
        List<Reading> readings = new ArrayList<>();
        for (Rows.Row row : ask("SELECT value, quality", point, from, to, "", " ORDER BY time LIMIT " + (limit + 1L))) {
            readings.add(reading(point, row));
        }
        boolean more = readings.size() > limit;
        return new SeriesPage(more ? readings.subList(0, limit) : readings, more ? OptionalLong.of(readings.get(limit).epochNanos()) : OptionalLong.empty());
    }

    @Override
    public Optional<Reading> latest(Point point) throws IOException {
        List<Rows.Row> rows = ask("SELECT value, quality", point, FIRST_TIME, LAST_TIME, "", " ORDER BY time DESC LIMIT 1");
        return rows.isEmpty() ? Optional.empty() : Optional.of(reading(point, rows.get(0)));
    }

    @Override
    public List<SeriesWindow> aggregate(Point point, long from, long to, long everyNanos) throws IOException {
        if (everyNanos < 1) {
            throw new IllegalArgumentException("a window is at least one nanosecond long, not " + everyNanos);
        }
        String windows = " GROUP BY time(" + everyNanos + "ns) fill(none)";
        Map<Long, Integer> worst = new HashMap<>();
        for (Rows.Row row : ask("SELECT distinct(quality) AS quality", point, from, to, "", windows)) {
            worst.merge(row.whole("time"), (int) row.whole("quality"), InfluxReads::worse);
        }
        List<SeriesWindow> found = new ArrayList<>();
        for (Rows.Row row : ask("SELECT count(value) AS n, sum(value) AS s, min(value) AS lo, max(value) AS hi, first(value) AS a, last(value) AS z", point, from, to, USABLE, windows)) {
            if (row.text("n") != null && row.whole("n") > 0) {
                long start = row.whole("time");
                found.add(new SeriesWindow(start, row.whole("n"), row.number("s"), row.number("lo"), row.number("hi"), row.number("a"), row.number("z"), worst.getOrDefault(start, 0)));
            }
        }
        return found;
    }

    private List<Rows.Row> ask(String select, Point point, long from, long to, String where, String rest) throws IOException {
        return connection.server().ask(select + " FROM " + InfluxQl.identifier(point.quantity()) + " WHERE point = " + InfluxQl.text(point.id()) + " AND site = " + InfluxQl.text(connection.site())
            + " AND time >= " + Math.max(from, FIRST_TIME) + " AND time < " + Math.min(to, LAST_TIME) + where + rest);
    }

    private static Reading reading(Point point, Rows.Row row) {
        return new Reading(point, row.whole("time"), row.number("value"), row.text("quality") == null ? Quality.GOOD : (int) row.whole("quality"));
    }

    private static int worse(int one, int other) {
        return Math.max(one & 3, other & 3) | (one | other) & ~3;
    }
}
