package io.gemello.series.duckdb;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;

/** Raw rows in the order of delivery, a column an array. One thread. */
final class RowColumns {
    private static final int FEW = 1024;

    private int size;
    private int[] nr = new int[FEW];
    private long[] time = new long[FEW];
    private double[] value = new double[FEW];
    private int[] quality = new int[FEW];

    /** The rows that the SQL gives, in columns {@code nr, time, value, quality, ord}. */
    static RowColumns read(DuckDBConnection from, String sql) throws SQLException {
        RowColumns rows = new RowColumns();
        long[] ord = new long[FEW];
        boolean ordered = true;
        try (DuckDBPreparedStatement statement = from.prepareStatement(sql).unwrap(DuckDBPreparedStatement.class); DuckDBChunkedResult result = statement.query()) {
            while (result.nextChunk()) {
                DuckDBDataChunkReader chunk = result.chunk();
                int count = (int) chunk.rowCount();
                int at = rows.size;
                rows.room(count);
                rows.take(chunk, count);
                ord = ord.length < rows.nr.length ? Arrays.copyOf(ord, rows.nr.length) : ord;
                DuckDBReadableVector places = chunk.vector(4);
                for (int i = 0; i < count; i++) {
                    ord[at + i] = places.getLong(i);
                    ordered &= at + i == 0 || ord[at + i - 1] <= ord[at + i];
                }
            }
        }
        return ordered ? rows : rows.by(ord);
    }

    private void take(DuckDBDataChunkReader chunk, int count) {
        DuckDBReadableVector numbers = chunk.vector(0);
        DuckDBReadableVector times = chunk.vector(1);
        DuckDBReadableVector values = chunk.vector(2);
        DuckDBReadableVector qualities = chunk.vector(3);
        for (int i = 0; i < count; i++) {
            nr[size + i] = numbers.getInt(i);
            time[size + i] = times.getLong(i);
            value[size + i] = values.getDouble(i);
            quality[size + i] = qualities.getInt(i);
        }
        size += count;
    }

    /** DuckDB gave them in another order: they are few then, or it is a matter of luck. */
    private RowColumns by(long[] ord) {
        RowColumns sorted = new RowColumns();
        IntStream.range(0, size).boxed().sorted(Comparator.comparingLong(i -> ord[i])).forEach(i -> sorted.add(nr[i], time[i], value[i], quality[i]));
        return sorted;
    }

    void add(int number, long nanos, double is, int bits) {
        room(1);
        nr[size] = number;
        time[size] = nanos;
        value[size] = is;
        quality[size++] = bits;
    }

    private void room(int more) {
        if (size + more > nr.length) {
            int length = Math.max(size + more, nr.length + nr.length / 2);
            nr = Arrays.copyOf(nr, length);
            time = Arrays.copyOf(time, length);
            value = Arrays.copyOf(value, length);
            quality = Arrays.copyOf(quality, length);
        }
    }

    /** Forgets the rows; their room stays. */
    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    int nr(int row) {
        return nr[row];
    }

    long time(int row) {
        return time[row];
    }

    double value(int row) {
        return value[row];
    }

    int quality(int row) {
        return quality[row];
    }
}
