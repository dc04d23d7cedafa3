package io.gemello.core;

import io.gemello.api.access.Access;
import io.gemello.api.clock.SiteClock;
import io.gemello.api.journal.JournalReader;
import io.gemello.api.series.SeriesStore;
import io.gemello.core.intake.DiskRefusal;
import io.gemello.core.intake.IntakeDesk;
import io.gemello.core.intake.IntakeCounters;
import io.gemello.core.intake.Lanes;
import io.gemello.core.intake.UnknownUnits;
import io.gemello.core.journal.FileJournals;
import io.gemello.core.journal.JournalBounds;
import io.gemello.core.journal.ReadingLog;
import io.gemello.core.normalise.Tally;
import io.gemello.core.site.AdapterConfigs;
import io.gemello.core.site.PointRegistry;
import io.gemello.core.site.Fault;
import io.gemello.core.site.SiteCatalogue;
import io.gemello.core.site.SiteDesk;
import io.gemello.core.site.SiteEffect;
import io.gemello.core.site.SiteFiles;
import io.gemello.core.site.SiteReport;
import io.gemello.core.state.Checkpoint;
import io.gemello.core.state.LiveStates;
import io.gemello.core.state.RecordedClock;
import io.gemello.core.state.WallClock;
import io.gemello.core.units.UnitBook;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of a reading, put together: site, intake, lanes, journal, states, sinks. Plain Java. */
public final class Pipeline implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
    private static final long STALE_CHECK_MILLIS = 200;
    private static final long CHECKPOINT_SECONDS = 10;
    private static final long FIRST_TRY_SECONDS = 5;
    private static final long FIRST_TRY_POLL_MILLIS = 20;
    private final Settings settings;
    private final SiteClock clock;
    private final WallClock wall;
    private final Tally tally = new Tally();
    private final IntakeCounters counters = new IntakeCounters();
    private final UnknownUnits unknownUnits = new UnknownUnits();
    private final UnitBook units = new UnitBook();
    private final ServiceSlot<SeriesStore> stores = new ServiceSlot<>();
    private final ServiceSlot<Access> access = new ServiceSlot<>();
    private final Herald herald = new Herald();
    private final PointRegistry registry;
    private final LiveStates states;
    private final SinkFeeds sinks;
    private final FileJournals journals;
    private final ReadingLog log;
    private final JournalReader cursor;
    private final Checkpoint checkpoint;
    private final Lanes lanes;
    private final IntakeDesk intake;
    private final SiteDesk site;
    private final AdapterConfigs adapterConfigs;
    private Runnable applied = () -> { };
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "gemello-clock"));

    /** @param replaying whether a recording moves the site's time */
    public record Settings(Path data, Path site, boolean replaying, int maxSkewSeconds, long journalMaxMib, int journalMaxDays) {}

    private Pipeline(Settings settings, WallClock wall) throws IOException {
        this.settings = settings;
        this.wall = wall;
        RecordedClock recorded = new RecordedClock();
        clock = settings.replaying() ? recorded : wall;
        Duration maxSkew = Duration.ofSeconds(settings.maxSkewSeconds());
        states = settings.replaying() ? new LiveStates(recorded, maxSkew, () -> 0) : new LiveStates(wall, maxSkew, () -> wall.steps().total());
        recorded.onAdvance(states::expire);
        sinks = new SinkFeeds(states);
        Path journal = settings.data().resolve("journal");
        registry = new PointRegistry(journal.resolve("points.jsonl"));
        journals = new FileJournals(journal);
        log = new ReadingLog(journal.resolve("readings"), registry::byKey, bounds(settings), settings.replaying());
        try {
            checkpoint = new Checkpoint(journal.resolve("latest.checkpoint"));
            cursor = catchUp();
            site = new SiteDesk(settings.site(), journal.resolve("site"), new SiteFiles(units), registry, states::hasHistory, effect());
        } catch (IOException | RuntimeException | Error failed) {
            // The next try, in this process too, must find the journal free.
            log.close();
            herald.close();
            throw failed;
        }
        int lanesWanted = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        lanes = new Lanes(lanesWanted, new Lanes.Way(clock, maxSkew, counters, unknownUnits, new DiskRefusal(), log::append, states::durable));
        intake = new IntakeDesk(lanes, clock, units, tally, counters);
        adapterConfigs = new AdapterConfigs(settings.data().resolve("etc"), journal.resolve("site").resolve("adapters"));
    }

    /** Brings the states up to the journal's end, from the checkpoint on; returns the reader that keeps from there on what the next start needs. */
    private JournalReader catchUp() throws IOException {
        long from = Math.min(log.end(), checkpoint.restore(states, registry::byKey));
        states.journalEnds(log.end());
        log.replay(from, batch -> states.durable(batch.readings(), batch.next()));
        states.settle();
        return log.open("core", OptionalLong.of(Math.max(from, log.first())));
    }

    public static Pipeline open(Settings settings) throws IOException {
        return open(settings, new WallClock());
    }

    /** @param wall the clock of a live site */
    static Pipeline open(Settings settings, WallClock wall) throws IOException {
        return new Pipeline(settings, wall);
    }

    private static JournalBounds bounds(Settings settings) {
        long most = settings.journalMaxMib() << 20;
        return new JournalBounds(most, Duration.ofDays(settings.journalMaxDays()), Math.min(JournalBounds.DEFAULT.keepBytes(), most / 2));
    }

    /**
     * Applies the site and starts the clock.
     *
     * @param applied runs soon after every apply, the first included: with faults in the site's files that may be long after the start
     */
    void start(Runnable applied) throws IOException {
        this.applied = applied;
        SiteReport report = site.start();
        report.faults().forEach(fault -> {
            if (fault.warning()) {
                LOG.warn("{}", fault);
            } else {
                LOG.error("{}", fault);
            }
        });
        if (site.behind()) {
            LOG.error("the site in {} has faults and is not applied; the last good one runs", settings.site());
        }
        if (!clock.replaying()) {
            timer.scheduleWithFixedDelay(states::expire, STALE_CHECK_MILLIS, STALE_CHECK_MILLIS, TimeUnit.MILLISECONDS);
        }
        // At once too: what this start read of the journal, the next need not read.
        timer.scheduleWithFixedDelay(this::writeCheckpoint, 0, CHECKPOINT_SECONDS, TimeUnit.SECONDS);
    }

    private SiteEffect effect() {
        return new SiteEffect() {
            @Override
            public List<Fault> prepare(SiteCatalogue next) throws IOException {
                try {
                    return adapterConfigs.write(next);
                } catch (IOException failed) {
                    throw new IOException("the adapters of the site cannot be configured: " + failed, failed);
                }
            }

            @Override
            public void apply(SiteCatalogue next) {
                Pipeline.this.apply(next);
            }
        };
    }

    private void apply(SiteCatalogue next) {
        states.apply(next);
        intake.apply(next);
        herald.applied(next);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(FIRST_TRY_SECONDS);
        timer.execute(() -> awaitFirstTries(next, deadline));
    }

    /**
     * Says that the site is applied when the adapters that it brings along have had their first try, or some seconds later: what a device
     * is told is delivered after that must find them subscribed. A probe or a foreign broker that is away does not hold it up.
     */
    private void awaitFirstTries(SiteCatalogue site, long deadline) {
        boolean tried = intake.tried(AdapterConfigs.names(site));
        if (tried || System.nanoTime() > deadline) {
            applied.run();
        } else {
            timer.schedule(() -> awaitFirstTries(site, deadline), FIRST_TRY_POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Runs a task that neither blocks nor throws, now and then, until the end. */
    void every(long seconds, Runnable task) {
        timer.scheduleWithFixedDelay(task, 0, seconds, TimeUnit.SECONDS);
    }

    private void writeCheckpoint() {
        try {
            cursor.commit(checkpoint.write(states));
        } catch (IOException | RuntimeException failed) {
            LOG.warn("the checkpoint of the latest readings could not be written; the next start reads more of the journal: {}", failed.getMessage());
        }
    }

    SiteClock clock() {
        return clock;
    }

    /** The machine's clock: site time, unless a recording is replayed. */
    WallClock wall() {
        return wall;
    }

    Tally tally() {
        return tally;
    }

    IntakeCounters counters() {
        return counters;
    }

    UnknownUnits unknownUnits() {
        return unknownUnits;
    }

    UnitBook units() {
        return units;
    }

    ServiceSlot<SeriesStore> stores() {
        return stores;
    }

    ServiceSlot<Access> access() {
        return access;
    }

    Herald herald() {
        return herald;
    }

    SinkFeeds sinks() {
        return sinks;
    }

    FileJournals journals() {
        return journals;
    }

    ReadingLog log() {
        return log;
    }

    Lanes lanes() {
        return lanes;
    }

    public LiveStates states() {
        return states;
    }

    public IntakeDesk intake() {
        return intake;
    }

    public SiteDesk site() {
        return site;
    }

    /** Takes nothing more, stores what is in flight, writes a checkpoint. */
    @Override
    public void close() {
        endTimer();
        lanes.close();
        states.settle();
        writeCheckpoint();
        sinks.close();
        herald.close();
        cursor.close();
        log.close();
        journals.close();
    }

    /** Two checkpoints at a time would write into one file. */
    private void endTimer() {
        timer.shutdown();
        try {
            timer.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
