package io.gemello.core;

import io.gemello.api.health.Health;
import io.gemello.api.health.HealthBook;
import io.gemello.api.health.HealthCheck;
import io.gemello.api.series.SeriesStore;
import io.gemello.core.intake.SessionStatus;
import io.gemello.core.journal.ReaderStatus;
import io.gemello.core.journal.WriterStatus;
import io.gemello.core.normalise.Reason;
import io.gemello.core.site.SiteDesk;
import io.gemello.core.state.ClockSteps;
import io.gemello.core.state.SinkFeed;
import io.gemello.core.state.WallClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the core's parts fare: state, since when, what is so and what to do. Looked at every few seconds too, so that "since" is when it began and not when somebody asked. */
final class CoreHealth implements HealthCheck {
    static final long LOOK_SECONDS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(CoreHealth.class);
    /** The cursor of the core's own checkpoint. */
    private static final String OWN_READER = "core";
    /** So long a clock that was set is worth a look. */
    private static final long STEP_TOLD_NANOS = TimeUnit.HOURS.toNanos(1);
    private final Pipeline pipeline;
    private final DiskRoom disk;
    private final Trend journalGrowth = new Trend(5, 20);
    private final HealthBook standing = new HealthBook();
    private final Recent skewed;
    private final Recent dropped;
    /** Of the feeds that are there. */
    private final Map<SinkFeed, Recent> failing = new HashMap<>();
    private final Map<String, Recent> missing = new HashMap<>();
    private boolean hadStore;

    CoreHealth(Pipeline pipeline, DiskRoom disk) {
        this.pipeline = pipeline;
        this.disk = disk;
        skewed = new Recent(() -> pipeline.tally().of(Reason.SKEWED));
        dropped = new Recent(() -> pipeline.counters().droppedUnseen());
    }

    /** By the clock's thread, now and then. */
    void look() {
        try {
            long now = System.nanoTime();
            disk.sample(now);
            journalGrowth.add(now, pipeline.log().end());
            check();
        } catch (RuntimeException broken) {
            LOG.warn("health could not be looked at: {}", broken.toString());
        }
    }

    @Override
    public synchronized List<Health> check() {
        List<Health> all = new ArrayList<>();
        all.add(siteHealth(pipeline.site()));
        all.add(journalHealth());
        all.add(disk.health(standing));
        all.add(clockHealth());
        all.add(intakeHealth());
        all.add(storeHealth());
        // What is kept of a feed holds it, and with it the class loader of a bundle that was replaced.
        failing.keySet().retainAll(pipeline.sinks().all());
        for (SinkFeed feed : pipeline.sinks().all()) {
            all.add(sinkHealth(feed));
        }
        for (ReaderStatus reader : pipeline.log().readers()) {
            ReaderOutlook outlook = outlook(reader);
            all.add(standing.now("reader." + reader.name(), outlook.state(), outlook.message(), outlook.remedy()));
        }
        for (SessionStatus session : pipeline.intake().status()) {
            all.add(adapterHealth(session));
        }
        return all;
    }

    /** Bytes a second by which the journal of readings grows; empty while too little is known. */
    OptionalDouble journalGrowth() {
        return journalGrowth.perSecond();
    }

    synchronized ReaderOutlook outlook(ReaderStatus reader) {
        Recent lately = missing.computeIfAbsent(reader.name(), name -> new Recent(reader.missed()));
        return ReaderOutlook.of(reader, lately.moved(reader.missed()), pipeline.log().bounds(), journalGrowth.perSecond(), disk.free());
    }

    private Health siteHealth(SiteDesk site) {
        String mend = "mend the faults that GET /api/gemello/site lists, then POST /api/gemello/site";
        if (site.current() == null) {
            return standing.now("site", Health.State.CRITICAL, "no site is applied: its files have faults", mend);
        }
        if (site.behind()) {
            return standing.now("site", Health.State.CRITICAL, "the site's files have faults; the last good ones run", mend);
        }
        return site.report() != null && site.report().refused() ? standing.now("site", Health.State.WARN, "the last apply was refused; what ran before still runs", mend)
            : standing.well("site", pipeline.site().current().specs().size() + " points, revision " + site.current().revision());
    }

    private Health clockHealth() {
        WallClock wall = pipeline.wall();
        ClockSteps steps = wall.steps();
        boolean ahead = skewed.moved();
        if (steps.count() > 0 && wall.sinceLastStep() < STEP_TOLD_NANOS) {
            String by = String.format(Locale.ROOT, "%s by %.1f s", steps.last() < 0 ? "back" : "ahead", Math.abs(steps.last()) / 1e9);
            return standing.since("clock", Health.State.WARN, Instant.ofEpochSecond(0, steps.lastAt()), "the machine's clock was set " + by + (steps.count() > 1 ? " (the last of " + steps.count() + " times)" : "")
                + "; nothing is lost, but times before and after do not fit together" + (ahead ? ", and there are sources whose clocks are ahead of it now: their readings are never shown as latest" : ""),
                "let NTP run and slew the clock (chrony: makestep at start only) and see that sources and this machine follow the same time");
        }
        if (ahead) {
            return standing.now("clock", Health.State.WARN, "sources' clocks are ahead of ours, last that of " + pipeline.tally().lastSkewed() + ": their readings are stored but never shown as latest",
                "set the clocks of the sources, or of this machine");
        }
        return standing.well("clock", pipeline.clock().replaying() ? "stands where the recording is" : "wall time");
    }

    private Health intakeHealth() {
        if (dropped.moved()) {
            return standing.now("intake", Health.State.WARN, "samples are dropped unseen: more unmapped addresses than the list holds, or samples that could not be judged",
                "see gemello_unmapped_unlisted_total and gemello_samples_failed_total in /metrics; narrow what the adapters subscribe to");
        }
        return standing.well("intake", "takes samples");
    }

    /** Where nothing ever stored series, nothing is missing. */
    private Health storeHealth() {
        SeriesStore store = pipeline.stores().get();
        hadStore |= store != null || pipeline.log().readers().stream().anyMatch(reader -> !reader.name().equals(OWN_READER));
        return store != null ? standing.well("store", "series are stored by " + store.name())
            : hadStore ? standing.now("store", Health.State.WARN, "no series store runs: series cannot be read; what comes waits in the journal", "start the store's bundle at /system/console/bundles; the log says why it stopped")
            : standing.well("store", "none is installed: only latest values are served");
    }

    private Health sinkHealth(SinkFeed feed) {
        Recent failures = failing.computeIfAbsent(feed, made -> new Recent(feed::failures));
        String name = "sink." + feed.name();
        return failures.moved() ? standing.now(name, Health.State.WARN, "failed on what it was told; it gets it again", "see the log for what it said; update or restart its bundle")
            : standing.well(name, "is told of what is new");
    }

    private Health journalHealth() {
        WriterStatus writer = pipeline.log().status().writer();
        if (writer.trouble() != null) {
            return standing.since("journal", Health.State.CRITICAL, writer.since(), writer.trouble() + "; nothing is acknowledged until then, and nothing is lost", "free space or mend the disk; it resumes by itself");
        }
        return pipeline.log().damagedPlaces() > 0
            ? standing.now("journal", Health.State.WARN, pipeline.log().damagedBytes() + " damaged bytes were skipped", "check the disk (dmesg, smartctl) and replace it if it fails")
            : standing.well("journal", "durable");
    }

    private Health adapterHealth(SessionStatus session) {
        String name = "adapter." + session.name();
        if (session.status() == null) {
            return session.name().equals("ditto") ? standing.well(name, "fed by clients' writes") : new Health(name, Health.State.WARN, session.since(), session.message(), session.remedy());
        }
        Health.State state = switch (session.status().state()) {
            case CONNECTED -> Health.State.OK;
            case STARTING, DEGRADED, DISCONNECTED -> Health.State.WARN;
            case MISCONFIGURED -> Health.State.CRITICAL;
        };
        return new Health(name, state, session.since(), session.message().isEmpty() ? "is " + session.word() : session.message(), session.remedy());
    }
}
