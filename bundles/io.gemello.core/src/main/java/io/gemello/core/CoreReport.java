package io.gemello.core;

import io.gemello.api.catalogue.PointState;
import io.gemello.api.health.Health;
import io.gemello.api.health.HealthCheck;
import io.gemello.api.health.MetricSource;
import io.gemello.api.health.Metrics;
import io.gemello.core.intake.SessionStatus;
import io.gemello.core.journal.JournalStatus;
import io.gemello.core.journal.ReaderStatus;
import io.gemello.core.journal.WriterStatus;
import io.gemello.core.normalise.Reason;
import io.gemello.core.site.SiteDesk;
import io.gemello.core.state.ClockSteps;
import io.gemello.core.state.SinkFeed;
import io.gemello.core.state.WallClock;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;

/** The core's counters and health. */
final class CoreReport implements MetricSource, HealthCheck {
    /** A reader that lags more than this is worth an operator's look. */
    private static final long LAG_SECONDS = 60;
    /** So long a clock that was set is worth a look. */
    private static final long STEP_TOLD_NANOS = TimeUnit.HOURS.toNanos(1);
    private final Pipeline pipeline;
    private final Instant started = Instant.now();
    private final Recent skewed;
    private final Recent dropped;
    private final Map<SinkFeed, Recent> failing = new WeakHashMap<>();

    CoreReport(Pipeline pipeline) {
        this.pipeline = pipeline;
        skewed = new Recent(() -> pipeline.tally().of(Reason.SKEWED));
        dropped = new Recent(() -> pipeline.counters().droppedUnseen());
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

    @Override
    public List<Health> check() {
        List<Health> all = new ArrayList<>();
        all.add(siteHealth(pipeline.site()));
        all.add(journalHealth());
        all.add(clockHealth());
        all.add(intakeHealth());
        for (SinkFeed feed : pipeline.sinks().all()) {
            all.add(sinkHealth(feed));
        }
        for (ReaderStatus reader : pipeline.log().readers()) {
            all.add(readerHealth(reader));
        }
        for (SessionStatus session : pipeline.intake().status()) {
            all.add(adapterHealth(session));
        }
        return all;
    }

    private Health siteHealth(SiteDesk site) {
        Instant since = site.report() == null ? started : site.report().at();
        if (site.current() == null) {
            return new Health("site", Health.State.CRITICAL, since, "no site is applied: mend the faults that GET /api/gemello/site lists, then POST it");
        }
        if (site.behind()) {
            return new Health("site", Health.State.CRITICAL, since, "the site's files have faults; the last good ones run. GET /api/gemello/site lists them");
        }
        return !site.report().refused() ? new Health("site", Health.State.OK, since, site.current().points().size() + " points, revision " + site.current().revision())
            : new Health("site", Health.State.WARN, since, "the last apply was refused; GET /api/gemello/site lists the faults");
    }

    private Health clockHealth() {
        WallClock wall = pipeline.wall();
        ClockSteps steps = wall.steps();
        if (steps.count() > 0 && wall.sinceLastStep() < STEP_TOLD_NANOS) {
            String by = String.format(Locale.ROOT, "%s by %.1f s", steps.last() < 0 ? "back" : "ahead", Math.abs(steps.last()) / 1e9);
            return new Health("clock", Health.State.WARN, Instant.ofEpochSecond(0, steps.lastAt()), "the machine's clock was set " + by + (steps.count() > 1 ? " (the last of " + steps.count() + " times)" : "")
                + "; nothing is lost, but times before and after do not fit together" + (skewed.moved() ? ", and there are sources whose clocks are ahead of it now: their readings are never shown as latest" : ""),
                "let NTP run and slew the clock (chrony: makestep at start only) and see that sources and this machine follow the same time");
        }
        if (skewed.moved()) {
            return new Health("clock", Health.State.WARN, skewed.since(), "sources' clocks are ahead of ours: their readings are stored but never shown as latest",
                "set the clocks of the sources, or of this machine");
        }
        return new Health("clock", Health.State.OK, started, pipeline.clock().replaying() ? "stands where the recording is" : "wall time");
    }

    private Health intakeHealth() {
        if (dropped.moved()) {
            return new Health("intake", Health.State.WARN, dropped.since(), "samples are dropped unseen: more unmapped addresses than the list holds, or samples that could not be judged; see /metrics and narrow what the adapters subscribe to");
        }
        return new Health("intake", Health.State.OK, started, "takes samples");
    }

    private synchronized Health sinkHealth(SinkFeed feed) {
        Recent failures = failing.computeIfAbsent(feed, made -> new Recent(feed::failures));
        String name = "sink." + feed.name();
        return failures.moved() ? new Health(name, Health.State.WARN, failures.since(), "failed on what it was told and gets it again; the log says why")
            : new Health(name, Health.State.OK, started, "is told of what is new");
    }

    private Health journalHealth() {
        WriterStatus writer = pipeline.log().status().writer();
        if (writer.trouble() != null) {
            return new Health("journal", Health.State.CRITICAL, writer.since(), writer.trouble());
        }
        return pipeline.log().damagedPlaces() > 0
            ? new Health("journal", Health.State.WARN, started, pipeline.log().damagedBytes() + " damaged bytes were skipped; look at the disk")
            : new Health("journal", Health.State.OK, started, "durable");
    }

    private Health readerHealth(ReaderStatus reader) {
        String name = "reader." + reader.name();
        if (reader.missed() > 0) {
            return new Health(name, Health.State.CRITICAL, started, reader.missed() + " readings were lost to the journal's bound before this reader stored them; raise the bound or mend the reader");
        }
        if (!reader.open()) {
            return new Health(name, Health.State.WARN, started, "is away with " + reader.lagBytes() + " bytes to read; start its bundle, or its readings go when the journal is full");
        }
        return reader.lagMillis() > LAG_SECONDS * 1000
            ? new Health(name, Health.State.WARN, started, "lags by " + reader.lagMillis() / 1000 + " s; its store is slow or away")
            : new Health(name, Health.State.OK, started, "keeps up");
    }

    private Health adapterHealth(SessionStatus session) {
        String name = "adapter." + session.name();
        if (session.status() == null) {
            return session.name().equals("ditto") ? new Health(name, Health.State.OK, started, "fed by clients' writes")
                : new Health(name, Health.State.WARN, session.since(), session.message(), session.remedy());
        }
        Health.State state = switch (session.status().state()) {
            case CONNECTED -> Health.State.OK;
            case STARTING, DEGRADED, DISCONNECTED -> Health.State.WARN;
            case MISCONFIGURED -> Health.State.CRITICAL;
        };
        return new Health(name, state, session.since(), session.message().isEmpty() ? "is " + session.word() : session.message(), session.remedy());
    }
}
