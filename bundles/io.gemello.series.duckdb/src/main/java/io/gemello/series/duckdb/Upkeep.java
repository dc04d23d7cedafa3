package io.gemello.series.duckdb;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.duckdb.DuckDBConnection;

/** What is done to the file between commits, in this order: blocks are settled, days moved to Parquet files, and what retention says is taken. The ingesting thread's. */
final class Upkeep {
    private final DuckDBConnection connection;
    private final TouchedBlocks touched;
    private final Keeping keeping;
    private final Settling settling;
    private final ParquetDays days;
    private final Expiry expiry;
    private final Shrinking shrinking;
    /** Until here all days have been moved to Parquet files. */
    private long agedTo = Long.MIN_VALUE;
    private long expiredAt = Long.MIN_VALUE;
    /** Whether days were moved since the file last shrank. */
    private boolean moved;

    Upkeep(SeriesFile file, TouchedBlocks touched, Keeping keeping) throws IOException, SQLException {
        connection = file.connection();
        this.touched = touched;
        this.keeping = keeping;
        settling = new Settling(file);
        days = new ParquetDays(file);
        expiry = new Expiry(file, days);
        shrinking = new Shrinking(connection);
    }

    /** What time can be stored: retention took what lies before it. */
    Span kept() throws SQLException {
        return new Span(Layout.read(connection).expired(Tier.RAW), Tier.LATEST);
    }

    /** Does one piece of what is due. @param siteTime UTC nanoseconds @param now machine's nanoseconds @return whether there may be more */
    boolean step(long siteTime, long now) throws IOException, SQLException {
        days.sweep(now);
        return settle(siteTime, now) || age(siteTime) || expire(siteTime) || shrink();
    }

    private boolean settle(long siteTime, long now) throws SQLException {
        List<Long> due = touched.due(siteTime, now);
        if (due.isEmpty()) {
            return false;
        }
        Span first = firstOf(due);
        settling.settle(first, first.to() > keeping.ages(siteTime));
        touched.settled(first);
        // A day without a file goes at once; what comes late to one with a file waits for the change of day, so that a straggler an hour does not write the file anew each hour.
        if (first.from() < agedTo && Layout.read(connection).files(first).isEmpty()) {
            agedTo = first.from();
        }
        return true;
    }

    private boolean age(long siteTime) throws IOException, SQLException {
        long before = Math.min(keeping.ages(siteTime), touched.oldestDay());
        if (agedTo >= before) {
            return false;
        }
        OptionalLong day = days.next(before);
        if (day.isPresent()) {
            days.move(day.getAsLong());
            agedTo = day.getAsLong() + Tier.DAY;
            moved = true;
        } else {
            agedTo = before;
        }
        return true;
    }

    /** Once there is nothing else to do; there is no hurry. */
    private boolean shrink() throws SQLException {
        moved = moved && !shrinking.shrink();
        return false;
    }

    private boolean expire(long siteTime) throws SQLException {
        long today = Tier.floor(siteTime, Tier.DAY);
        if (expiredAt == today || touched.oldestDay() < keeping.expires(Tier.RAW, siteTime)) {
            return false;
        }
        for (Tier tier : Tier.values()) {
            expiry.take(tier, keeping.expires(tier, siteTime));
        }
        expiredAt = today;
        return true;
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
                if (sum > Portions.MOST_ROWS) {
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
