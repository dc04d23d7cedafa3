package io.gemello.series.influxdb;

import io.gemello.api.health.Health;
import io.gemello.api.health.Metrics;
import io.gemello.api.reading.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the store fares, for health and metrics. Written by the delivering thread, read by any. */
final class DeliveryState {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryState.class);
    private static final String NAME = "series.influxdb";
    private static final String[] LABELS = {"store", "influxdb"};
    /** Points whose refused readings are counted by name; those of further ones are in the sum only. */
    private static final int NAMED_POINTS = 100;
    /** A refusal is shown for so long. */
    private static final Duration FRESH = Duration.ofMinutes(15);
    /** Between two log lines about refused readings. */
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final Target target;
    private final LongSupplier nanoTime;
    private final Map<String, Long> rejectedByPoint = new ConcurrentHashMap<>();
    private volatile Health connection;
    private volatile String version = "";
    private volatile long rows;
    private volatile long batches;
    private volatile long sendNanos;
    private volatile long failures;
    private volatile long rejected;
    private volatile long missed;
    private volatile long levelAt;
    private volatile boolean behind;
    private volatile String lastRejection;
    private volatile long lastRejectionAt;
    private long missedBefore;
    private long loggedAt;
    private long logged;

    DeliveryState(Target target, LongSupplier nanoTime) {
        this.target = target;
        this.nanoTime = nanoTime;
        levelAt = nanoTime.getAsLong();
        connection = new Health(NAME, Health.State.WARN, Instant.now(), "connecting to " + target.url(), "");
    }

    void connected(String now) {
        missedBefore = missed;
        version = now;
        // Only an answered batch ends a trouble: a server may greet and still refuse.
        if (connection.state() == Health.State.WARN && failures == 0) {
            become(Health.State.OK, well(), "");
        }
    }

    private String well() {
        return "%s at %s, InfluxDB %s".formatted(target.bucket(), target.url(), version);
    }

    void failed(Refusal refusal) {
        failures++;
        String before = connection.message();
        boolean away = refusal.kind() == Refusal.Kind.AWAY;
        become(away ? Health.State.WARN : Health.State.CRITICAL, away ? "InfluxDB at %s does not take readings: %s. They wait in the journal".formatted(target.url(), refusal.message())
            : "InfluxDB at %s refuses: %s. Readings wait in the journal".formatted(target.url(), refusal.message()),
            away ? "bring the server back; sending goes on by itself" : "check url, org, bucket and token in etc/io.gemello.series.influxdb.cfg; it is tried again by itself");
        if (!connection.message().equals(before)) {
            LOG.warn("{}; {}", connection.message(), connection.remedy());
        }
    }

    void answered(int stored, List<BatchWrite.Rejection> refused, long nanos) {
        rows += stored;
        batches++;
        sendNanos += nanos;
        refused.forEach(this::count);
        if (!refused.isEmpty()) {
            tell(refused.get(0));
        }
        well(connection.state() != Health.State.OK && failures > 0);
    }

    private void well(boolean again) {
        if (connection.state() != Health.State.OK) {
            become(Health.State.OK, well(), "");
        }
        if (again) {
            LOG.info("InfluxDB at {} takes readings again", target.url());
        }
    }

    private void count(BatchWrite.Rejection one) {
        rejected++;
        String point = one.reading().point().id();
        if (rejectedByPoint.containsKey(point) || rejectedByPoint.size() < NAMED_POINTS) {
            rejectedByPoint.merge(point, 1L, Long::sum);
        }
    }

    private void tell(BatchWrite.Rejection first) {
        Reading reading = first.reading();
        lastRejection = "%s at %s: %s".formatted(reading.point().id(), Instant.ofEpochSecond(0, reading.epochNanos()), first.message());
        lastRejectionAt = nanoTime.getAsLong();
        if (logged == 0 || lastRejectionAt - loggedAt > QUIET.toNanos()) {
            LOG.warn("InfluxDB at {} refused {} readings for good; the first: {}", target.url(), rejected - logged, lastRejection);
            logged = rejected;
            loggedAt = lastRejectionAt;
        }
    }

    /** Everything that the journal has is stored. */
    void level() {
        levelAt = nanoTime.getAsLong();
        behind = false;
    }

    /** A batch is in hand. */
    void behind() {
        behind = true;
    }

    boolean isBehind() {
        return behind;
    }

    /** @param sinceOpened readings that the journal let go before this reader, opened last, had read them */
    void missed(long sinceOpened) {
        missed = Math.max(missed, missedBefore + sinceOpened);
    }

    void closed() {
        become(Health.State.WARN, "the InfluxDB store is stopped", "start the bundle io.gemello.series.influxdb; readings wait in the journal, up to its bound");
    }

    long batches() {
        return batches;
    }

    String message() {
        return connection.message();
    }

    /** Seconds since the store was last level with the journal; 0 while it is. */
    double lagSeconds() {
        return behind ? (nanoTime.getAsLong() - levelAt) / 1e9 : 0;
    }

    Health health() {
        Health now = connection;
        if (now.state() != Health.State.OK) {
            return behind ? new Health(NAME, now.state(), now.since(), now.message() + " (%.0f s behind)".formatted(lagSeconds()), now.remedy()) : now;
        }
        if (missed > 0) {
            return new Health(NAME, Health.State.WARN, now.since(), "%d readings are missing in InfluxDB: it was away or too slow for longer than the journal of readings keeps them".formatted(missed),
                "give the journal more room or age in the core's configuration; a restart of the store clears this");
        }
        if (lastRejection != null && nanoTime.getAsLong() - lastRejectionAt < FRESH.toNanos()) {
            return new Health(NAME, Health.State.WARN, now.since(), "InfluxDB refused %d readings of %d points for good; the last: %s".formatted(rejected, rejectedByPoint.size(), lastRejection),
                "its sentence says why; a field type conflict means that another program writes the same measurement");
        }
        return now;
    }

    void collect(Metrics to) {
        to.counter("gemello_series_rows_total", "Readings committed to the series store.", rows, LABELS);
        to.counter("gemello_series_commits_total", "Transactions of the series store.", batches, LABELS);
        to.counter("gemello_series_commit_seconds_total", "Time spent writing and committing.", sendNanos / 1e9, LABELS);
        to.counter("gemello_series_failures_total", "Times the series store had to be closed and opened again.", failures, LABELS);
        to.counter("gemello_series_missed_readings_total", "Readings that the journal let go before the store had read them.", missed, LABELS);
        to.counter("gemello_series_rejected_readings_total", "Readings that the store's server refused for good.", rejected, LABELS);
        rejectedByPoint.forEach((point, count) -> to.counter("gemello_series_rejected_point_readings_total", "The same by point, for the first hundred points.", count, "store", "influxdb", "point", point));
        to.gauge("gemello_series_lag_seconds", "Time since the store was last level with the journal; 0 while it is.", lagSeconds(), LABELS);
    }

    private void become(Health.State state, String message, String remedy) {
        Health before = connection;
        connection = new Health(NAME, state, before.state() == state ? before.since() : Instant.now(), message, remedy);
    }
}
