package io.gemello.series.duckdb.transfer;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** A Parquet file with the columns of a CSV file; timestamps are taken as UTC. */
final class ParquetRows implements RowSource {
    private final Connection connection;
    private final Statement statement;
    private final ResultSet rows;
    private final Columns columns;
    private final int width;
    private final long count;
    private long number;

    /** @throws IllegalArgumentException where the columns cannot be understood */
    ParquetRows(Path path, Times times) throws IOException {
        Properties streaming = new Properties();
        streaming.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        try {
            connection = new DuckDBDriver().connect("jdbc:duckdb:", streaming);
            statement = connection.createStatement();
            String file = "'" + path.toString().replace("'", "''") + "'";
            count = count(file);
            rows = statement.executeQuery("SELECT " + select(file) + " FROM read_parquet(" + file + ")");
            ResultSetMetaData about = rows.getMetaData();
            width = about.getColumnCount();
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= width; i++) {
                names.add(about.getColumnName(i));
            }
            columns = new Columns(names, times);
        } catch (SQLException e) {
            throw unreadable(path.toString(), e);
        }
    }

    private long count(String file) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT count(*) FROM read_parquet(" + file + ")")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Timestamps as nanoseconds, the rest as it is. */
    private String select(String file) throws SQLException {
        List<String> parts = new ArrayList<>();
        try (ResultSet row = statement.executeQuery("DESCRIBE SELECT * FROM read_parquet(" + file + ")")) {
            while (row.next()) {
                String name = '"' + row.getString(1).replace("\"", "\"\"") + '"';
                String type = row.getString(2);
                parts.add(type.startsWith("TIMESTAMP") || type.equals("DATE") ? "epoch_ns(" + name + (type.equals("DATE") ? "::TIMESTAMP" : "") + ") AS " + name : type.matches("(TINY|SMALL|BIG|U.*)?INT(EGER)?|DOUBLE|FLOAT|BOOLEAN|VARCHAR") ? name : name + "::VARCHAR AS " + name);
            }
        }
        return String.join(", ", parts);
    }

    @Override
    public Row next() throws IOException, BadRow {
        try {
            for (Row row = columns.poll();; row = columns.poll()) {
                if (row != null) {
                    return row;
                }
                if (!rows.next()) {
                    return null;
                }
                number++;
                Object[] cells = new Object[width];
                for (int i = 0; i < width; i++) {
                    cells[i] = rows.getObject(i + 1);
                }
                columns.line(number, cells);
            }
        } catch (SQLException e) {
            throw unreadable("row " + number, e);
        }
    }

    @Override
    public double progress() {
        return count == 0 ? 1 : (double) number / count;
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw unreadable("closing", e);
        }
    }

    private static IOException unreadable(String what, SQLException e) {
        return new IOException(what + ": " + String.valueOf(e.getMessage()).split("\n")[0], e);
    }
}
