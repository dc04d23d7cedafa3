package io.gemello.adapter.ipmi;

import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.adapter.Sample;
import io.gemello.api.clock.SiteClock;
import io.gemello.api.journal.JournalFull;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scans each host once an interval. A host's next scan is planned when its last one has ended, so none overlaps itself.
 * Hosts that failed last time wait in threads of their own and are asked ever more rarely, so they hold up no other.
 */
final class LiveScans implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveScans.class);
    /** The longest pause before a host that does not answer is asked again, unless the interval is longer. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    private static final int MAX_DOUBLINGS = 10;

    private final LiveSettings settings;
    private final SiteClock clock;
    private final IntakeSession session;
    private final ScanDelivery delivery;
    private final LineCounts lines;
    private final ScanCounts scans;
    private final HostReport report;
    private final ScheduledThreadPoolExecutor answering;
    private final ScheduledThreadPoolExecutor failing;

    LiveScans(LiveSettings settings, SiteClock clock, IntakeSession session, LineCounts lines, ScanCounts scans) {
        this.settings = settings;
        this.clock = clock;
        this.session = session;
        this.lines = lines;
        this.scans = scans;
        delivery = new ScanDelivery(session);
        report = new HostReport(settings.hosts().size(), session::status);
        answering = threads("gemello-ipmi-" + settings.name() + "-", settings.maxParallel());
        failing = threads("gemello-ipmi-" + settings.name() + "-retry-", Math.max(1, settings.maxParallel() / 4));
    }

    void start() {
        for (String host : settings.hosts()) {
            new Host(host).plan(0);
        }
    }

    int failingHosts() {
        return report.failing();
    }

    /** @return how long to pause after so many failures in a row */
    static Duration pause(Duration interval, int failures) {
        Duration longest = interval.compareTo(LONGEST_PAUSE) > 0 ? interval : LONGEST_PAUSE;
        Duration pause = interval.multipliedBy(1L << Math.min(Math.max(failures - 1, 0), MAX_DOUBLINGS));
        return pause.compareTo(longest) > 0 ? longest : pause;
    }

    /** The state of one host; touched by its own task only, which plans itself anew at its end. */
    private final class Host implements Runnable {
        private final String name;
        private int failures;
        private long plannedAt;

        Host(String name) {
            this.name = name;
        }

        void plan(long delayNanos) {
            plannedAt = System.nanoTime() + delayNanos;
            try {
                (failures == 0 ? answering : failing).schedule(this, delayNanos, TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                // closed: there is no next scan
            }
        }

        @Override
        public void run() {
            long begun = System.nanoTime();
            if (begun - plannedAt > settings.interval().toNanos()) {
                scans.count(ScanCounts.LATE);
            }
            try {
                failures = scan(name) ? 0 : failures + 1;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // closed
                return;
            } catch (RuntimeException e) {
                failures++;
                LOG.error("adapter {}: scan of {} failed", settings.name(), name, e);
                report.scanned(name, e.toString());
            }
            plan(Math.max(0, begun + pause(settings.interval(), failures).toNanos() - System.nanoTime()));
        }
    }

    /** @return whether the host gave values */
    private boolean scan(String host) throws InterruptedException {
        long stamp = clock.epochNanos();
        IpmitoolScan scan;
        try {
            scan = IpmitoolScan.of(host, settings, lines);
        } catch (IOException e) {
            report.stuck("command '" + settings.command() + "' cannot be run: install ipmitool (Debian: apt install ipmitool) or set 'command' to its path (" + e.getMessage() + ")");
            scans.count(ScanCounts.FAILED);
            return true; // not the host's fault: ask again at the next interval
        } catch (IllegalArgumentException e) {
            report.stuck(e.getMessage());
            scans.count(ScanCounts.FAILED);
            return true;
        }
        List<Sample> samples = delivery.samples(new Scan(host, stamp, stamp, scan.readings()));
        if (!samples.isEmpty()) {
            session.submit(samples).whenComplete((done, failure) -> dropped(failure, samples.size()));
        }
        scans.count(scan.problem() == null ? ScanCounts.ANSWERED : scan.timedOut() ? ScanCounts.TIMED_OUT : ScanCounts.FAILED);
        report.scanned(host, scan.problem());
        return !samples.isEmpty();
    }

    /** A controller cannot be asked for the past: what the disk has no room for is lost. */
    private void dropped(Throwable failure, int count) {
        if (failure != null) {
            session.lost(failure instanceof JournalFull ? "journal-full" : "refused", count);
        }
    }

    private static ScheduledThreadPoolExecutor threads(String prefix, int count) {
        AtomicInteger number = new AtomicInteger();
        ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(count, work -> new Thread(work, prefix + number.incrementAndGet()));
        threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return threads;
    }

    /** Returns when no child is left. */
    @Override
    public void close() {
        answering.shutdownNow();
        failing.shutdownNow();
        try {
            answering.awaitTermination(5, TimeUnit.SECONDS);
            failing.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
