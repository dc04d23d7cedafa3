package io.gemello.series.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.duckdb.DuckDBConnection;

/**
 * Where what lies, as one transaction sees it: read it in the transaction that then reads the rows.
 *
 * @param touched beginnings of the blocks that got rows since their minutes and hours were counted up: there only the raw rows are right
 * @param files Parquet files by the beginning of their day
 * @param expired by tier: what lies before is gone; a whole day's beginning
 */
record Layout(NavigableSet<Long> touched, SortedMap<Long, String> files, Map<Tier, Long> expired) {
    private static final String ASK = """
        SELECT 'touched', block, NULL FROM touched UNION ALL SELECT 'file', day, file FROM parquet UNION ALL SELECT tier, before, NULL FROM expired""";

    static Layout read(DuckDBConnection connection) throws SQLException {
        NavigableSet<Long> touched = new TreeSet<>();
        SortedMap<Long, String> files = new TreeMap<>();
        Map<Tier, Long> expired = new EnumMap<>(Tier.class);
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(ASK)) {
            while (row.next()) {
                switch (row.getString(1)) {
                    case "touched" -> touched.add(row.getLong(2));
                    case "file" -> files.put(row.getLong(2), row.getString(3));
                    default -> expired.put(Tier.valueOf(row.getString(1)), row.getLong(2));
                }
            }
        }
        return new Layout(touched, files, expired);
    }

    /** Before this the tier has nothing any more. */
    long expired(Tier tier) {
        return expired.getOrDefault(tier, Tier.EARLIEST);
    }

    /** Files with days in this time, oldest first. */
    List<String> files(Span span) {
        List<String> in = new ArrayList<>();
        files.forEach((day, file) -> {
            if (span.meets(day, Tier.DAY)) {
                in.add(file);
            }
        });
        return in;
    }
}
