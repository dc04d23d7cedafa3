package io.gemello.series.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.duckdb.DuckDBConnection;

/** What is done to the file between commits: settling. The ingesting thread's. */
final class Upkeep {
    /** Rows settled in one transaction, about: what does not fit into memory goes over the disk. */
    private static final long MOST_ROWS = 3_000_000;

    private final DuckDBConnection connection;
    private final TouchedBlocks touched;
    private final Settling settling;

    Upkeep(SeriesFile file, TouchedBlocks touched) {
        connection = file.connection();
        this.touched = touched;
        settling = new Settling(connection, file.rawRows());
    }

    /** Does one piece of what is due. @param siteTime UTC nanoseconds @return whether there may be more */
    boolean step(long siteTime, long now) throws SQLException {
        List<Long> due = touched.due(siteTime, now);
        if (due.isEmpty()) {
            return false;
        }
        Span first = firstOf(due);
        settling.settle(first);
        touched.settled(first);
        return first.to() <= due.get(due.size() - 1);
    }

    /** The first blocks that follow one another without a gap, within a day, and are not too many rows together. */
    private Span firstOf(List<Long> due) throws SQLException {
        long from = due.get(0);
        long to = from + Tier.BLOCK;
        List<Long> following = new ArrayList<>();
        for (int i = 1; i < due.size() && due.get(i) == to + (i - 1) * Tier.BLOCK && Tier.floor(due.get(i), Tier.DAY) == Tier.floor(from, Tier.DAY); i++) {
            following.add(due.get(i));
        }
        if (!following.isEmpty()) {
            Map<Long, Long> rows = rows(new Span(from, following.get(following.size() - 1) + Tier.BLOCK));
            long sum = rows.getOrDefault(from, 0L);
            for (long block : following) {
                sum += rows.getOrDefault(block, 0L);
                if (sum > MOST_ROWS) {
                    break;
                }
                to = block + Tier.BLOCK;
            }
        }
        return new Span(from, to);
    }

    private Map<Long, Long> rows(Span span) throws SQLException {
        Map<Long, Long> rows = new TreeMap<>();
        try (Statement sql = connection.createStatement();
             ResultSet row = sql.executeQuery("SELECT " + RawRows.floor("time", Tier.BLOCK) + " AS block, count(*) FROM reading WHERE " + span.on("time") + " GROUP BY block")) {
            while (row.next()) {
                rows.put(row.getLong(1), row.getLong(2));
            }
        }
        return rows;
    }
}
