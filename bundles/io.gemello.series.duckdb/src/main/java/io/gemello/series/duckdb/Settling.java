package io.gemello.series.duckdb;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Settles whole blocks in one transaction: of each point and time the row that was delivered last stays, rows are put in the order of block,
 * point and time, and minutes and hours are counted up anew from them; so doing it again changes nothing. Sorting and counting are done here and not
 * in SQL: rows arrive nearly sorted, which SQL cannot know. One thread.
 */
final class Settling {
    private final SeriesFile file;

    Settling(SeriesFile file) {
        this.file = file;
    }

    /**
     * @param sorted whether the raw rows are put in order; not where they are moved into a file next
     * @param span whole blocks, a single one if there are more rows than {@link Portions#MOST_ROWS}; must not begin before what retention took of the raw rows
     */
    void settle(Span span, boolean sorted) throws SQLException {
        List<String> files = Layout.read(file.connection()).files(span);
        Portions portions = new Portions(file.reading(), span, file.rawRows().ofAll(span, files));
        try (Statement sql = file.connection().createStatement()) {
            sql.execute("BEGIN");
            try {
                boolean raw = sorted && files.isEmpty();
                if (raw) {
                    sql.execute("DELETE FROM reading WHERE " + span.on("time"));
                }
                sql.execute("DELETE FROM minute WHERE " + span.on("time"));
                sql.execute("DELETE FROM hour WHERE " + span.on("time"));
                for (RowColumns rows = portions.next(); rows != null; rows = portions.next()) {
                    write(sql, rows, raw);
                }
                sql.execute("DELETE FROM touched WHERE " + span.on("block"));
                file.layout().changed(() -> sql.execute("COMMIT"));
            } catch (SQLException e) {
                rollBack(sql, e);
            }
        }
    }

    private void write(Statement sql, RowColumns rows, boolean raw) throws SQLException {
        RowOrder order = new RowOrder(rows);
        CountedUp minutes = CountedUp.minutes(rows, order);
        file.countedUp().into(sql, "INSERT INTO minute SELECT * FROM %s", minutes);
        file.countedUp().into(sql, "INSERT INTO hour SELECT * FROM %s", minutes.hours());
        if (raw) {
            order.byBlock();
            file.feed().into(sql, "INSERT INTO reading SELECT * FROM %s", new RowsInOrder(rows, order));
        }
    }

    /** Leaves the connection fit for the next transaction, and the first trouble in the caller's hands. */
    static void rollBack(Statement sql, SQLException trouble) throws SQLException {
        try {
            sql.execute("ROLLBACK");
        } catch (SQLException alsoThat) {
            trouble.addSuppressed(alsoThat);
        }
        throw trouble;
    }
}
