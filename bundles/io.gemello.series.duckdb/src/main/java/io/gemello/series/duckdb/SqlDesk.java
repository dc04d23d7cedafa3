package io.gemello.series.duckdb;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBConnection;

/** Answers people's questions in SQL, one at a time, over a connection of their own and within limits. */
final class SqlDesk {
    private final SeriesFile file;
    private final Limits limits;
    private final Semaphore free = new Semaphore(1, true);
    private volatile Statement running;

    /** @param bytes of all cells of an answer, as text */
    record Limits(int rows, int seconds, long bytes) {}

    SqlDesk(SeriesFile file, Limits limits) {
        this.file = file;
        this.limits = limits;
    }

    /** @param rows at most; no more than the limit @throws SqlGuard.Refused where the question itself is at fault */
    SqlAnswer ask(String sql, int rows) throws IOException {
        try {
            if (!free.tryAcquire(limits.seconds(), TimeUnit.SECONDS)) {
                throw new IOException("another question is still being answered; try again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the series store");
        }
        try (DuckDBConnection connection = file.another(); Statement statement = connection.createStatement()) {
            String checked = SqlGuard.check(connection, sql);
            statement.setQueryTimeout(limits.seconds());
            running = statement;
            return answer(statement, checked, Math.min(rows, limits.rows()));
        } catch (SQLException e) {
            throw new SqlGuard.Refused(SqlMessage.of(e));
        } finally {
            running = null;
            free.release();
        }
    }

    /** By way of a temporary table, so that the size is known before anything of it comes into Java's heap. It goes with the connection, and so does the transaction. */
    private SqlAnswer answer(Statement statement, String sql, int rows) throws SQLException {
        statement.execute("BEGIN TRANSACTION READ ONLY");
        statement.execute("CREATE TEMP TABLE answer AS SELECT * FROM (\n" + sql + "\n) LIMIT " + (rows + 1L));
        try (ResultSet size = statement.executeQuery("SELECT coalesce(sum(strlen(answer::VARCHAR)), 0) FROM answer")) {
            size.next();
            if (size.getLong(1) > limits.bytes()) {
                throw new SqlGuard.Refused("the answer is larger than " + limits.bytes() + " bytes; ask for fewer columns or rows");
            }
        }
        return read(statement, rows);
    }

    private static SqlAnswer read(Statement statement, int rows) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT * FROM answer")) {
            ResultSetMetaData about = row.getMetaData();
            List<String> columns = new ArrayList<>();
            List<String> types = new ArrayList<>();
            for (int i = 1; i <= about.getColumnCount(); i++) {
                columns.add(about.getColumnName(i));
                types.add(about.getColumnTypeName(i));
            }
            List<List<Object>> read = new ArrayList<>();
            boolean more = false;
            while (!more && row.next()) {
                more = read.size() == rows;
                if (!more) {
                    List<Object> cells = new ArrayList<>();
                    for (int i = 1; i <= columns.size(); i++) {
                        cells.add(cell(row, i, types.get(i - 1)));
                    }
                    read.add(cells);
                }
            }
            return new SqlAnswer(columns, types, read, more);
        }
    }

    /** Numbers and truth values as they are, times as ISO 8601 in UTC, all else as DuckDB writes it. */
    private static Object cell(ResultSet row, int column, String type) throws SQLException {
        Object value = row.getObject(column);
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        String text = row.getString(column);
        return type.matches("TIMESTAMP(_N?S|_MS)?") ? text.replace(' ', 'T') + "Z" : text;
    }

    /** Ends the running question. */
    void close() throws SQLException {
        Statement asked = running;
        if (asked != null) {
            asked.cancel();
        }
        free.acquireUninterruptibly();
    }
}
