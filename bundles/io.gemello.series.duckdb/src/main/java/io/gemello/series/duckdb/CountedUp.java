package io.gemello.series.duckdb;

import io.gemello.api.reading.Quality;
import java.util.Arrays;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBWritableVector;

/**
 * What the rows of each point come to in spans of a length: the rows of table {@code minute} or {@code hour}, by point and time. Bad readings and what is no
 * number are not counted, only their quality is. The sum is compensated (Kahan). One thread.
 */
final class CountedUp implements RowFeed.Source {
    static final String NAME = "gemello_counted_up";
    private static final int LEVEL = 3;
    private static final int FEW = 1024;

    private final long length;
    private int size;
    private int given;
    private int[] nr = new int[FEW];
    private long[] time = new long[FEW];
    private long[] count = new long[FEW];
    /** Sum, min, max, first, last, and what the sum has lost to rounding. */
    private final double[][] of = new double[6][FEW];
    private int[] quality = new int[FEW];

    private CountedUp(long length) {
        this.length = length;
    }

    static CountedUp minutes(RowColumns rows, RowOrder order) {
        CountedUp minutes = new CountedUp(Tier.MINUTE.nanos());
        for (int i = 0; i < order.size(); i++) {
            int row = order.row(i);
            int at = minutes.at(rows.nr(row), rows.time(row), rows.quality(row));
            double value = rows.value(row);
            if ((rows.quality(row) & LEVEL) < Quality.BAD && Double.isFinite(value)) {
                minutes.add(at, 1, value, value, value, value, value);
            }
        }
        return minutes;
    }

    CountedUp hours() {
        CountedUp hours = new CountedUp(Tier.HOUR.nanos());
        for (int i = 0; i < size; i++) {
            int at = hours.at(nr[i], time[i], quality[i]);
            if (count[i] > 0) {
                hours.add(at, count[i], of[0][i], of[1][i], of[2][i], of[3][i], of[4][i]);
            }
        }
        return hours;
    }

    /** The span that this time of the point belongs to, with its quality taken. */
    private int at(int number, long nanos, int bits) {
        long start = Tier.floor(nanos, length);
        int last = size - 1;
        if (last >= 0 && nr[last] == number && time[last] == start) {
            quality[last] = Math.max(quality[last] & LEVEL, bits & LEVEL) | (quality[last] | bits) & ~LEVEL;
            return last;
        }
        if (size == nr.length) {
            grow();
        }
        nr[size] = number;
        time[size] = start;
        count[size] = 0;
        of[0][size] = 0;
        of[5][size] = 0;
        quality[size] = bits;
        return size++;
    }

    private void grow() {
        int larger = size * 2;
        nr = Arrays.copyOf(nr, larger);
        time = Arrays.copyOf(time, larger);
        count = Arrays.copyOf(count, larger);
        Arrays.setAll(of, i -> Arrays.copyOf(of[i], larger));
        quality = Arrays.copyOf(quality, larger);
    }

    private void add(int at, long readings, double sum, double min, double max, double first, double last) {
        double corrected = sum - of[5][at];
        double total = of[0][at] + corrected;
        of[5][at] = total - of[0][at] - corrected;
        of[0][at] = total;
        boolean fresh = count[at] == 0;
        of[1][at] = fresh ? min : Math.min(of[1][at], min);
        of[2][at] = fresh ? max : Math.max(of[2][at], max);
        of[3][at] = fresh ? first : of[3][at];
        of[4][at] = last;
        count[at] += readings;
    }

    @Override
    public int fill(DuckDBDataChunkWriter to) {
        int rows = (int) Math.min(to.capacity(), size - given);
        DuckDBWritableVector numbers = to.vector(0);
        DuckDBWritableVector times = to.vector(1);
        DuckDBWritableVector counts = to.vector(2);
        DuckDBWritableVector sums = to.vector(3);
        DuckDBWritableVector qualities = to.vector(8);
        for (int i = 0; i < rows; i++) {
            numbers.setInt(i, nr[given + i]);
            times.setLong(i, time[given + i]);
            counts.setLong(i, count[given + i]);
            sums.setDouble(i, of[0][given + i]);
            qualities.setInt(i, quality[given + i]);
        }
        for (int column = 1; column <= 4; column++) {
            DuckDBWritableVector values = to.vector(column + 3);
            for (int i = 0; i < rows; i++) {
                if (count[given + i] > 0) {
                    values.setDouble(i, of[column][given + i]);
                } else {
                    values.setNull(i);
                }
            }
        }
        given += rows;
        return rows;
    }
}
