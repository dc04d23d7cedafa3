package io.gemello.core;

import io.gemello.api.catalogue.PointState;
import io.gemello.api.health.MetricSource;
import io.gemello.api.health.Metrics;
import io.gemello.core.intake.SessionStatus;
import io.gemello.core.journal.JournalStatus;
import io.gemello.core.journal.ReaderStatus;
import io.gemello.core.normalise.Reason;
import io.gemello.core.state.SinkFeed;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The core's counters. */
final class CoreMetrics implements MetricSource {
    private final Pipeline pipeline;

    CoreMetrics(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    public void collect(Metrics to) {
        pipeline.counters().collect(to);
        for (Reason reason : Reason.values()) {
            to.counter("gemello_readings_by_reason_total", "Samples dropped and readings marked, by reason", pipeline.tally().of(reason), "reason", reason.word());
        }
        for (PointState.State state : PointState.State.values()) {
            to.gauge("gemello_points", "Points by state", pipeline.states().count(state), "state", state.word());
            to.counter("gemello_point_state_changes_total", "Changes of points into a state", pipeline.states().changesTo(state), "state", state.word());
        }
        to.gauge("gemello_lane_batches_waiting", "Batches that wait for a lane", pipeline.lanes().waiting());
        to.gauge("gemello_unmapped_addresses", "Addresses that deliver and lead to no point", pipeline.intake().unmapped().size());
        for (SessionStatus session : pipeline.intake().status()) {
            to.counter("gemello_adapter_samples_total", "Samples taken from an adapter", session.samples(), "adapter", session.name());
            to.gauge("gemello_adapter_in_flight", "Samples of an adapter that are not yet durable", session.inFlight(), "adapter", session.name());
            to.counter("gemello_adapter_refused_total", "Samples refused because too much was in flight", session.refused(), "adapter", session.name());
            session.lost().forEach((reason, count) -> to.counter("gemello_adapter_lost_total", "What never became a sample", count, "adapter", session.name(), "reason", reason));
        }
        for (SinkFeed feed : pipeline.sinks().all()) {
            to.counter("gemello_feed_readings_total", "Latest readings handed to a sink", feed.handed(), "sink", feed.name());
            to.counter("gemello_feed_failures_total", "How often a sink threw", feed.failures(), "sink", feed.name());
        }
        to.counter("gemello_clock_steps_total", "How often the machine's clock was set by more than 2 s", pipeline.wall().steps().count());
        journal(to);
        threads(to);
    }

    private void journal(Metrics to) {
        List<JournalStatus> all = new ArrayList<>(pipeline.journals().status());
        all.add(pipeline.log().status());
        for (JournalStatus journal : all) {
            to.gauge("gemello_journal_bytes", "Size on the disk", journal.bytes(), "journal", journal.name());
            to.counter("gemello_journal_records_total", "Records appended", journal.writer().records(), "journal", journal.name());
            to.counter("gemello_journal_failed_total", "Appends refused by the disk", journal.writer().failed(), "journal", journal.name());
            to.counter("gemello_journal_syncs_total", "fsyncs", journal.writer().forces(), "journal", journal.name());
            to.counter("gemello_journal_sync_seconds_total", "Time in fsync", journal.writer().forceSeconds(), "journal", journal.name());
            to.counter("gemello_journal_cut_bytes_total", "Unfinished writes cut when it was opened", journal.cut(), "journal", journal.name());
        }
        to.counter("gemello_journal_damaged_bytes_total", "Damaged and skipped", pipeline.log().damagedBytes(), "journal", "readings");
        for (ReaderStatus reader : pipeline.log().readers()) {
            to.gauge("gemello_reader_lag_bytes", "What a reader has yet to store", reader.lagBytes(), "reader", reader.name());
            to.gauge("gemello_reader_lag_seconds", "Age of the oldest reading that a reader has yet to store", reader.lagMillis() / 1e3, "reader", reader.name());
            to.counter("gemello_reader_missed_total", "Readings that the journal's bound took from a reader", reader.missed(), "reader", reader.name());
        }
    }

    /** CPU by thread of ours, so that the cost of each stage can be seen. */
    private static void threads(Metrics to) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Map<String, Double> seconds = new TreeMap<>();
        for (var info : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (info != null && info.getThreadName().startsWith("gemello-")) {
                seconds.merge(info.getThreadName(), Math.max(0, threads.getThreadCpuTime(info.getThreadId())) / 1e9, Double::sum);
            }
        }
        seconds.forEach((name, cpu) -> to.counter("gemello_thread_cpu_seconds_total", "CPU of the runtime's own threads", cpu, "thread", name));
    }
}
