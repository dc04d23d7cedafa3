package io.gemello.series.duckdb;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The views for people, under the names that InfluxDB's users know: {@code series} (every reading, of the Parquet files too), {@code series_minute}
 * and {@code series_hour} (counted up; what is not yet counted up is computed when asked). Made anew whenever the list of files changes.
 */
final class SeriesViews {
    static final List<String> NAMES = List.of("series", "series_minute", "series_hour", "point");
    private static final String WORDS = "SELECT quantity AS measurement, site, asset, point, unit, make_timestamp_ns(time) AS time, time AS ns, ";
    private static final Span EVER = new Span(Tier.EARLIEST, Tier.LATEST);

    private SeriesViews() {}

    static void create(Statement statement, RawRows raw, Layout layout) throws SQLException {
        String one = RawRows.one(raw.ofAll(EVER, layout.files(EVER)));
        statement.execute("CREATE OR REPLACE VIEW series AS " + WORDS + "value, quality FROM (" + one + ") JOIN point USING (nr)");
        for (Tier tier : List.of(Tier.MINUTE, Tier.HOUR)) {
            String block = RawRows.floor("time", Tier.BLOCK);
            String fresh = "SELECT nr, " + RawRows.floor("time", tier.nanos()) + " AS span, " + RawRows.COUNTED_UP + " FROM (SELECT *, " + RawRows.USABLE
                + " FROM (" + one + ") WHERE " + block + " IN (SELECT block FROM touched)) GROUP BY nr, span";
            statement.execute("CREATE OR REPLACE VIEW series_" + tier.table() + " AS " + WORDS + "count, sum, min, max, first, last, sum / count AS mean, quality FROM (SELECT * FROM " + tier.table()
                + " WHERE " + block + " NOT IN (SELECT block FROM touched) UNION ALL " + fresh + ") JOIN point USING (nr) WHERE count > 0");
        }
    }
}
