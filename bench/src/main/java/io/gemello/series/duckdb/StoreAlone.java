package io.gemello.series.duckdb;

import io.gemello.api.catalogue.Point;
import io.gemello.api.health.Metrics;
import io.gemello.api.journal.JournalReader;
import io.gemello.api.journal.ReadingBatch;
import io.gemello.api.journal.ReadingJournal;
import io.gemello.api.reading.Reading;
import io.gemello.bench.SeriesData;
import io.gemello.testkit.FakeClock;
import io.gemello.testkit.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The embedded store with a journal that makes its readings as they are asked for. In the store's package because that is how a test would open it: the bundle exports nothing. */
public final class StoreAlone implements ReadingJournal, AutoCloseable {
    private final SeriesData.Walk walk;
    private final Point[] points;
    private final CountDownLatch drained = new CountDownLatch(1);
    private final DuckSeries store;
    private volatile double touched = Double.NaN;

    /** Begins to take the data in at once. @param siteTime UTC nanoseconds */
    public StoreAlone(Path folder, SeriesData data, long siteTime) {
        walk = data.walk();
        points = new Point[data.series()];
        for (int i = 0; i < points.length; i++) {
            points[i] = new Point(i, "p" + i, "a" + i, "f", "temperature", "Cel", false);
        }
        store = new DuckSeries(folder, Settings.of(DuckSeries.Config.class, Map.of("commit.interval.ms", 1, "settle.after.s", 1)), this, new FakeClock(siteTime));
    }

    /** Waits until everything is committed, sorted, counted up and aged. */
    public void awaitSettled() throws Exception {
        drained.await();
        long quiet = 0;
        while (quiet < 3) {
            TimeUnit.SECONDS.sleep(1);
            double spent = metric("gemello_series_upkeep_seconds_total");
            quiet = metric("gemello_series_touched_blocks") == 0 && Math.abs(spent - touched) < 0.01 ? quiet + 1 : 0;
            touched = spent;
        }
    }

    private double metric(String name) {
        double[] found = {Double.NaN};
        store.collect(new Metrics() {
            @Override
            public void counter(String metric, String help, double value, String... labels) {
                gauge(metric, help, value, labels);
            }

            @Override
            public void gauge(String metric, String help, double value, String... labels) {
                if (metric.equals(name)) {
                    found[0] = value;
                }
            }
        });
        return found[0];
    }

    public int range(int series, long from, long to) throws IOException {
        return store.range(points[series], from, to, 1_000_000).readings().size();
    }

    /** The minutes of all series. @return how many */
    public long minutes(long from, long to) throws IOException {
        long[] windows = {0};
        store.aggregate(List.of(points), from, to, TimeUnit.MINUTES.toNanos(1), (point, window) -> windows[0]++);
        return windows[0];
    }

    @Override
    public JournalReader open(String name, OptionalLong position) {
        return new JournalReader() {
            private long next;

            @Override
            public ReadingBatch read(int max, Duration wait) throws IOException, InterruptedException {
                List<Reading> readings = new ArrayList<>(max);
                try {
                    boolean more = true;
                    while (more && readings.size() < max) {
                        more = walk.next((series, time, value) -> readings.add(new Reading(points[series], time, value, 0)));
                    }
                    if (!more && readings.isEmpty()) {
                        drained.countDown();
                        TimeUnit.MILLISECONDS.sleep(Math.min(100, wait.toMillis()));
                    }
                } catch (InterruptedException e) {
                    throw e;
                } catch (Exception e) {
                    throw new IOException(e);
                }
                next += readings.size();
                return new ReadingBatch(readings, next);
            }

            @Override
            public void commit(long committed) {}

            @Override
            public long missed() {
                return 0;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void close() {
        store.close();
    }
}
