package io.gemello.series.duckdb;

import io.gemello.api.health.Health;
import io.gemello.api.health.Metrics;
import java.nio.file.Path;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the store fares, for health and metrics. Written by the ingesting thread, read by any. */
final class IngestState {
    private static final Logger LOG = LoggerFactory.getLogger(IngestState.class);
    private static final String NAME = "series.duckdb";

    private static final String REPAIR = "free disk space if it is full; if the file is damaged restore it from a backup or move it away";
    private final Path file;
    private volatile Health health;
    private volatile long rows;
    private volatile long commits;
    private volatile long commitNanos;
    private volatile long failures;
    private volatile long missed;
    private volatile long leftOut;
    private volatile long touchedBlocks;
    private volatile long upkeepNanos;
    private volatile long upkeepFailures;
    private volatile Instant lastCommit;
    private boolean opened;
    private String trouble;
    private String upkeepTrouble;
    private long missedBefore;

    IngestState(Path file) {
        this.file = file;
        health = new Health(NAME, Health.State.WARN, Instant.now(), "opening " + file);
    }

    void opened() {
        missedBefore = missed;
        opened = true;
        settle();
    }

    void closed() {
        opened = false;
        settle();
    }

    /** A round of reading and committing went well: only this, not the mere opening, ends a trouble. */
    void working() {
        if (trouble != null) {
            trouble = null;
            settle();
            LOG.info("{} is in use again", file);
        }
    }

    void failed(Throwable problem) {
        failures++;
        String before = trouble;
        trouble = "%s cannot be used: %s. Readings wait in the journal, and it is tried again every minute".formatted(file, SqlMessage.of(problem));
        settle();
        if (!trouble.equals(before)) {
            LOG.error("{}; {}", trouble, REPAIR);
            LOG.debug("the series store failed", problem);
        }
    }

    /** @param left readings that could not be stored: older than what is kept, or of a year that nanoseconds cannot say */
    void committed(int count, int left, long nanos) {
        rows += count;
        leftOut += left;
        commits++;
        commitNanos += nanos;
        lastCommit = Instant.now();
    }

    /** @param blocks hours of history that are not settled yet */
    void upkept(int blocks, long nanos) {
        touchedBlocks = blocks;
        upkeepNanos += nanos;
        if (upkeepTrouble != null) {
            upkeepTrouble = null;
            settle();
        }
    }

    void upkeepFailed(Throwable problem) {
        upkeepFailures++;
        upkeepTrouble = "%s takes readings, but sorting, ageing or expiring them failed: %s".formatted(file, SqlMessage.of(problem));
        settle();
        LOG.warn("{}; it is tried again in five minutes", upkeepTrouble);
    }

    /** @param sinceOpened readings that the journal let go before this reader, opened last, had read them */
    void missed(long sinceOpened) {
        if (missedBefore + sinceOpened > missed) {
            missed = missedBefore + sinceOpened;
            settle();
        }
    }

    long commits() {
        return commits;
    }

    String message() {
        return health.message();
    }

    Health health() {
        return health;
    }

    void collect(Metrics to) {
        to.counter("gemello_series_rows_total", "Readings committed to the series store.", rows, "store", "duckdb");
        to.counter("gemello_series_commits_total", "Transactions of the series store.", commits, "store", "duckdb");
        to.counter("gemello_series_commit_seconds_total", "Time spent writing and committing.", commitNanos / 1e9, "store", "duckdb");
        to.counter("gemello_series_failures_total", "Times the series store had to be closed and opened again.", failures, "store", "duckdb");
        to.counter("gemello_series_missed_readings_total", "Readings that the journal let go before the store had read them.", missed, "store", "duckdb");
        to.counter("gemello_series_left_out_total", "Readings not stored: older than what is kept, or before 1678 or after 2261.", leftOut, "store", "duckdb");
        to.gauge("gemello_series_touched_blocks", "Hours of history that got readings since they were sorted and counted up.", touchedBlocks, "store", "duckdb");
        to.counter("gemello_series_upkeep_seconds_total", "Time spent sorting, counting up, ageing and expiring.", upkeepNanos / 1e9, "store", "duckdb");
        to.counter("gemello_series_upkeep_failures_total", "Times that failed; it is tried again.", upkeepFailures, "store", "duckdb");
        Instant last = lastCommit;
        if (last != null) {
            to.gauge("gemello_series_last_commit_timestamp_seconds", "When the last transaction was committed.", last.toEpochMilli() / 1e3, "store", "duckdb");
        }
        to.gauge("gemello_series_file_bytes", "Size of the file, without its log.", file.toFile().length(), "store", "duckdb");
    }

    private void settle() {
        if (trouble != null) {
            become(Health.State.CRITICAL, trouble, REPAIR);
        } else if (!opened) {
            become(Health.State.WARN, "the series store is stopped", "start the bundle io.gemello.series.duckdb; readings wait in the journal, up to its bound");
        } else if (upkeepTrouble != null) {
            become(Health.State.WARN, upkeepTrouble, "see that the disk has room, and give the store more memory (memory_limit_mb) if it says that it ran out");
        } else if (missed > 0) {
            become(Health.State.WARN, "%d readings are missing in %s: the store was away or too slow for longer than the journal of readings keeps them".formatted(missed, file),
                "give the journal more room or age in the core's configuration; a restart of the store clears this");
        } else {
            become(Health.State.OK, file.toString(), "");
        }
    }

    private void become(Health.State state, String message, String remedy) {
        Health before = health;
        health = new Health(NAME, state, before.state() == state ? before.since() : Instant.now(), message, remedy);
    }
}
