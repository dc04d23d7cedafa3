package io.gemello.series.gateway.data;

import io.gemello.api.reading.Reading;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The rows of one series: readings of its points with the same time are one row. */
final class SeriesRows implements Iterator<Row> {
    private final OneSeries series;
    private final List<Pages> points;
    /** Among other series. */
    private final int place;
    /** Still to come. */
    private Row told;

    SeriesRows(OneSeries series, List<Pages> points, int place) {
        this.series = series;
        this.points = points;
        this.place = place;
    }

    /** Of a series that no store holds: its row, or nothing where that lies outside. */
    static SeriesRows told(OneSeries series, int place, long from, long to) {
        SeriesRows rows = new SeriesRows(series, List.of(), place);
        long time = series.told().time();
        rows.told = time >= from && time < to ? new Row(series, time, List.of()) : null;
        return rows;
    }

    int place() {
        return place;
    }

    @Override
    public boolean hasNext() {
        for (Pages one : points) {
            if (one.hasNext()) {
                return true;
            }
        }
        return told != null;
    }

    /** Of the next row. */
    long time() {
        long time = told != null ? told.time() : Long.MAX_VALUE;
        for (Pages one : points) {
            time = one.hasNext() ? Math.min(time, one.peek().epochNanos()) : time;
        }
        return time;
    }

    @Override
    public Row next() {
        if (told != null) {
            Row row = told;
            told = null;
            return row;
        }
        if (points.size() == 1) {
            Reading reading = points.get(0).next();
            return new Row(series, reading.epochNanos(), List.of(reading));
        }
        long time = time();
        List<Reading> readings = new ArrayList<>(points.size());
        for (Pages one : points) {
            if (one.hasNext() && one.peek().epochNanos() == time) {
                readings.add(one.next());
            }
        }
        return new Row(series, time, readings);
    }
}
