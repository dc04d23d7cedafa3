package io.gemello.series.duckdb;

import io.gemello.api.catalogue.Point;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The file's own numbers for points, by the point's id: the file stays right even when the rest of the data folder was made anew and
 * the catalogue's keys mean other points. Written by the ingesting thread only; lives as long as the file is open.
 */
final class PointNumbers {
    /** A row of table {@code point}. */
    private record Row(int nr, List<String> words) {
        static Row of(int nr, Point point) {
            return new Row(nr, List.of(point.asset(), point.feature(), point.quantity(), point.unit()));
        }
    }

    private final Map<String, Row> byId = new ConcurrentHashMap<>();
    /** By catalogue key: the point whose row is known to be right, and its number. */
    private Point[] seen = new Point[64];
    private int[] numbers = new int[64];
    private int next;
    private String site = "";

    PointNumbers(DuckDBConnection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("SELECT nr, point, site, asset, feature, quantity, unit FROM point")) {
            while (row.next()) {
                byId.put(row.getString(2), new Row(row.getInt(1), List.of(row.getString(4), row.getString(5), row.getString(6), row.getString(7))));
                next = Math.max(next, row.getInt(1) + 1);
                site = row.getString(3);
            }
        }
    }

    /** Empty for a point that never had a reading. Any thread. */
    OptionalInt of(Point point) {
        Row row = byId.get(point.id());
        return row == null ? OptionalInt.empty() : OptionalInt.of(row.nr());
    }

    /** The number of a point that is not {@link #isNew new}. */
    int known(Point point) {
        return numbers[point.key()];
    }

    /** Whether the catalogue made this point since it was last registered. */
    boolean isNew(Point point) {
        return point.key() >= seen.length || seen[point.key()] != point;
    }

    /** Writes the rows of points that are new or that the site describes in another way now; part of the caller's transaction. */
    void register(DuckDBConnection connection, Collection<Point> points) throws SQLException {
        try (DuckDBAppender rows = connection.createAppender("point")) {
            for (Point point : points) {
                Row before = byId.get(point.id());
                Row now = Row.of(before == null ? next++ : before.nr(), point);
                if (!now.equals(before)) {
                    if (before != null) {
                        delete(connection, now.nr());
                    }
                    rows.beginRow().append(now.nr()).append(point.id()).append(site);
                    for (String word : now.words()) {
                        rows.append(word);
                    }
                    rows.endRow();
                    byId.put(point.id(), now);
                }
                remember(point, now.nr());
            }
        }
    }

    /** Writes the site's id into every row when it is another; part of the caller's transaction. */
    void site(DuckDBConnection connection, String now) throws SQLException {
        if (!now.equals(site)) {
            try (PreparedStatement update = connection.prepareStatement("UPDATE point SET site = ?")) {
                update.setString(1, now);
                update.execute();
            }
            site = now;
        }
    }

    private static void delete(DuckDBConnection connection, int number) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM point WHERE nr = ?")) {
            delete.setInt(1, number);
            delete.execute();
        }
    }

    private void remember(Point point, int number) {
        if (point.key() >= seen.length) {
            int size = Math.max(seen.length * 2, point.key() + 1);
            seen = Arrays.copyOf(seen, size);
            numbers = Arrays.copyOf(numbers, size);
        }
        seen[point.key()] = point;
        numbers[point.key()] = number;
    }
}
