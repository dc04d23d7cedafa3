package io.gemello.series.gateway.influxql;

import io.gemello.api.series.SeriesWindow;
import io.gemello.series.gateway.data.Row;
import java.util.Arrays;

/** One function over the points of one window, added in the order of time. */
final class Cell {
    private final Function function;
    private long count;
    private boolean whole;
    private long wholeSum;
    private double sum;
    private Number min;
    private Number max;
    /** For a selector. */
    private Row chosen;
    private Number chosenValue;
    /** For those that need all. */
    private double[] values = new double[0];

    Cell(Function function) {
        this.function = function;
    }

    void add(Number value, Row row) {
        count++;
        whole = value instanceof Long;
        sum += value.doubleValue();
        wholeSum += whole ? value.longValue() : 0;
        min = min == null || value.doubleValue() < min.doubleValue() ? value : min;
        max = max == null || value.doubleValue() > max.doubleValue() ? value : max;
        if (function.selector() && (chosen == null || better(value, row))) {
            chosen = row;
            chosenValue = value;
        }
        if (function == Function.MEDIAN || function == Function.STDDEV) {
            values = values.length >= count ? values : Arrays.copyOf(values, (int) Math.max(16, count * 2));
            values[(int) count - 1] = value.doubleValue();
        }
    }

    /** Many points of one series at once, later than those before; there is no row to show beside them. */
    void add(SeriesWindow window) {
        count += window.count();
        sum += window.sum();
        min = min == null ? (Number) window.min() : (Number) Math.min(min.doubleValue(), window.min());
        max = max == null ? (Number) window.max() : (Number) Math.max(max.doubleValue(), window.max());
        chosenValue = switch (function) {
            case MIN -> min;
            case MAX -> max;
            case FIRST -> chosenValue == null ? (Number) window.first() : chosenValue;
            default -> window.last();
        };
    }

    /** Of points with the same time the larger value is first and last, as InfluxDB decides it. */
    private boolean better(Number value, Row row) {
        double difference = value.doubleValue() - chosenValue.doubleValue();
        return switch (function) {
            case MIN -> difference < 0;
            case MAX -> difference > 0;
            case FIRST -> row.time() == chosen.time() && difference > 0;
            default -> row.time() > chosen.time() || difference > 0;
        };
    }

    boolean empty() {
        return count == 0;
    }

    /** Null where nothing was chosen. */
    Row chosen() {
        return chosen;
    }

    Object result() {
        return count == 0 ? null : switch (function) {
            case COUNT -> count;
            case SUM -> whole ? (Object) wholeSum : (Object) sum;
            case MEAN -> sum / count;
            case SPREAD -> Arithmetic.of("-", max, min);
            case MEDIAN -> median();
            case STDDEV -> deviation();
            default -> chosenValue;
        };
    }

    private double median() {
        double[] sorted = Arrays.copyOf(values, (int) count);
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : sorted[middle - 1] + (sorted[middle] - sorted[middle - 1]) / 2;
    }

    /** Of a sample; that of a single point is no number, yet no gap either. */
    private double deviation() {
        double mean = sum / count;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            squares += (values[i] - mean) * (values[i] - mean);
        }
        return Math.sqrt(squares / (count - 1));
    }
}
