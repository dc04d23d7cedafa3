package io.gemello.series.duckdb;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * SQL for raw rows {@code (nr, time, value, quality, ord)}, from the table and from Parquet files alike. Of several rows of one point
 * and time the one with the highest {@code ord} counts: in the table that is the one delivered last, and what lies in the table was
 * delivered after what lies in a file.
 */
final class RawRows {
    /** What a group of raw rows comes to, in the columns of the tiers' tables. Usable: neither bad nor without a number. */
    static final String COUNTED_UP = """
        count(*) FILTER (usable) AS count, coalesce(fsum(value) FILTER (usable), 0) AS sum, min(value) FILTER (usable) AS min, max(value) FILTER (usable) AS max, \
        arg_min(value, time) FILTER (usable) AS first, arg_max(value, time) FILTER (usable) AS last, max(quality & 3) | bit_or(quality & (-4)) AS quality""";
    static final String USABLE = "((quality & 3) < 2 AND isfinite(value)) AS usable";

    private final Path folder;

    /** @param folder of the Parquet files */
    RawRows(Path folder) {
        this.folder = folder;
    }

    /** Of one point. @param files names of those that may hold some */
    String of(String point, int number, Span span, List<String> files) {
        String table = "SELECT nr, time, value, quality, rowid AS ord FROM reading WHERE nr = " + number + " AND " + span.on("time");
        return files.isEmpty() ? table : table + " UNION ALL SELECT " + number + ", epoch_ns(time), value, quality, -1 FROM " + parquet(files)
            + " WHERE point = " + quoted(point) + " AND " + span.onTimestamps("time");
    }

    /** Of some points, by their numbers. */
    String of(Map<Integer, String> points, Span span, List<String> files) {
        if (points.size() == 1) {
            Map.Entry<Integer, String> only = points.entrySet().iterator().next();
            return of(only.getValue(), only.getKey(), span, files);
        }
        String table = "SELECT nr, time, value, quality, rowid AS ord FROM reading WHERE " + numbers(points) + " AND " + span.on("time");
        return files.isEmpty() ? table : table + " UNION ALL SELECT p.nr, epoch_ns(f.time), f.value, f.quality, -1 FROM " + parquet(files)
            + " AS f JOIN point AS p ON p.point = f.point WHERE f.point IN " + points.values().stream().map(RawRows::quoted).collect(Collectors.joining(", ", "(", ")")) + " AND " + span.onTimestamps("f.time");
    }

    /** As a condition on the column nr. */
    static String numbers(Map<Integer, String> points) {
        return points.keySet().stream().map(String::valueOf).collect(Collectors.joining(", ", "nr IN (", ")"));
    }

    /** Of all points. */
    String ofAll(Span span, List<String> files) {
        String table = "SELECT nr, time, value, quality, rowid AS ord FROM reading WHERE " + span.on("time");
        return files.isEmpty() ? table : table + " UNION ALL SELECT p.nr, epoch_ns(f.time), f.value, f.quality, -1 FROM " + parquet(files)
            + " AS f JOIN point AS p ON p.point = f.point WHERE " + span.onTimestamps("f.time");
    }

    /** One row {@code (nr, time, value, quality)} per point and time. */
    static String one(String rows) {
        return "SELECT nr, time, arg_max(value, ord) AS value, arg_max(quality, ord) AS quality FROM (" + rows + ") GROUP BY nr, time";
    }

    static String floor(String time, long length) {
        return "(%1$s - ((%1$s %% %2$d) + %2$d) %% %2$d)".formatted(time, length);
    }

    String parquet(List<String> files) {
        return files.stream().map(file -> quoted(folder.resolve(file).toString())).collect(Collectors.joining(", ", "read_parquet([", "])"));
    }

    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
