package io.gemello.series.duckdb;

import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;

/**
 * Rows that are made in Java, as a table function of SQL: they go over in whole columns of some thousand rows, which costs less than
 * an appender does, row by row. It gives its rows once. For the ingesting thread's own statements.
 */
final class RowFeed {
    private static final String[] RAW = {"nr", "time", "value", "quality"};
    private static final DuckDBColumnType[] RAW_TYPES = {DuckDBColumnType.INTEGER, DuckDBColumnType.BIGINT, DuckDBColumnType.DOUBLE, DuckDBColumnType.INTEGER};
    private static final String[] COUNTED = {"nr", "time", "count", "sum", "min", "max", "first", "last", "quality"};
    private static final DuckDBColumnType[] COUNTED_TYPES = {DuckDBColumnType.INTEGER, DuckDBColumnType.BIGINT, DuckDBColumnType.BIGINT, DuckDBColumnType.DOUBLE, DuckDBColumnType.DOUBLE,
        DuckDBColumnType.DOUBLE, DuckDBColumnType.DOUBLE, DuckDBColumnType.DOUBLE, DuckDBColumnType.INTEGER};

    /** More than any table has that it is joined with: else DuckDB would put these rows into a hash table, and their order would be lost. */
    private static final long MANY = 1L << 40;

    private final String name;
    /** DuckDB's threads ask it while the ingesting thread waits for the statement. */
    private volatile Source source;

    /** Makes rows. */
    @FunctionalInterface
    interface Source {
        /** Fills in the next rows, as many as there is room for. @return how many; 0 at the end */
        int fill(DuckDBDataChunkWriter to) throws SQLException;
    }

    private RowFeed(DuckDBConnection connection, String name, String[] columns, DuckDBColumnType... types) throws SQLException {
        this.name = name;
        try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
            builder.withName(name).withFunction(new Function(columns, types)).register(connection);
        }
    }

    /** Of raw rows: {@code gemello_rows()}. */
    static RowFeed raw(DuckDBConnection connection) throws SQLException {
        return new RowFeed(connection, "gemello_rows", RAW, RAW_TYPES);
    }

    /** Of rows that are counted up: {@code gemello_counted_up()}. */
    static RowFeed countedUp(DuckDBConnection connection) throws SQLException {
        return new RowFeed(connection, CountedUp.NAME, COUNTED, COUNTED_TYPES);
    }

    /** Executes SQL that names the function {@code %s} once. */
    void into(Statement sql, String text, Source rows) throws SQLException {
        source = rows;
        try {
            sql.execute(text.formatted(name + "()"));
        } finally {
            source = null;
        }
    }

    private final class Function implements DuckDBTableFunction<RowFeed, RowFeed, RowFeed> {
        private final String[] columns;
        private final DuckDBColumnType[] types;

        Function(String[] columns, DuckDBColumnType... types) {
            this.columns = columns;
            this.types = types;
        }

        @Override
        public RowFeed bind(DuckDBTableFunctionBindInfo info) {
            info.setCardinality(MANY, false);
            for (int i = 0; i < columns.length; i++) {
                info.addResultColumn(columns[i], types[i]);
            }
            return RowFeed.this;
        }

        @Override
        public RowFeed init(DuckDBTableFunctionInitInfo info) {
            // The order in which rows are given is the order in which they were delivered.
            info.setMaxThreads(1);
            return RowFeed.this;
        }

        @Override
        public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter to) throws SQLException {
            Source rows = source;
            return rows == null ? 0 : rows.fill(to);
        }
    }
}
