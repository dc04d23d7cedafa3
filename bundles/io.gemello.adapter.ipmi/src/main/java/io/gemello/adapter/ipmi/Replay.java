package io.gemello.adapter.ipmi;

import io.gemello.api.adapter.AdapterStatus;
import io.gemello.api.adapter.AdapterStatus.State;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.adapter.Sample;
import io.gemello.api.clock.ReplayClock;
import io.gemello.api.journal.JournalFull;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Plays the recordings of a folder as if they came in now. For each scan, in this order: everything before it becomes
 * durable, then the site's clock moves to it, then its samples go in. So a point whose reading is on its way is not
 * called stale, and no reading is ahead of the clock; a scan without samples moves the clock as well, for that is how
 * silence is noticed.
 */
final class Replay implements AutoCloseable {
    private static final long RETRY_SECONDS = 1;

    private final Path folder;
    private final Pace pace;
    private final ReplayClock clock;
    private final IntakeSession session;
    private final ScanDelivery delivery;
    private final LineCounts counts;
    private final ScanCounts scans;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final List<Sent> onTheWay = new ArrayList<>();
    private final Thread thread;
    private long now = Stamp.NONE;

    private record Sent(List<Sample> samples, CompletionStage<Void> durable) {}

    Replay(String name, Path folder, Pace pace, ReplayClock clock, IntakeSession session, LineCounts counts, ScanCounts scans) {
        this.folder = folder;
        this.pace = pace;
        this.clock = clock;
        this.session = session;
        this.counts = counts;
        this.scans = scans;
        delivery = new ScanDelivery(session);
        thread = new Thread(this::play, "gemello-ipmi-" + name + "-replay");
    }

    void start() {
        thread.start();
    }

    /** Plays all of it in the caller's thread. */
    void play() {
        try (Recordings recordings = new Recordings(folder, counts)) {
            session.status(new AdapterStatus(State.CONNECTED, ""));
            for (Scan scan; (scan = recordings.next()) != null;) {
                if (stop.await(pace.delay(scan.due(), System.nanoTime()), TimeUnit.NANOSECONDS)) {
                    return;
                }
                step(scan);
            }
            settle();
            report(recordings.damaged());
            System.out.println("replay finished");
        } catch (IOException e) {
            fail(State.MISCONFIGURED, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        } catch (ExecutionException e) {
            fail(State.DEGRADED, "replay of " + folder + " broken off: " + e.getCause());
        } catch (RuntimeException e) {
            fail(State.DEGRADED, "replay of " + folder + " broken off: " + e);
        }
    }

    private void fail(State state, String message) {
        if (stop.getCount() > 0) {
            session.status(new AdapterStatus(state, message));
        }
    }

    private void step(Scan scan) throws InterruptedException, ExecutionException {
        if (scan.due() > now) {
            settle();
            now = scan.due();
            clock.advance(now);
        }
        scans.count(scan.readings().isEmpty() ? ScanCounts.EMPTY : ScanCounts.ANSWERED);
        List<Sample> samples = delivery.samples(scan);
        if (!samples.isEmpty()) {
            onTheWay.add(new Sent(samples, session.submit(samples)));
        }
    }

    /** Waits until all that was sent is durable. A recording is patient: while the disk is full it tries again. */
    private void settle() throws InterruptedException, ExecutionException {
        for (Sent sent : onTheWay) {
            for (Sent trial = sent; !durable(trial);) {
                if (stop.await(RETRY_SECONDS, TimeUnit.SECONDS)) {
                    throw new InterruptedException();
                }
                trial = new Sent(sent.samples, session.submit(sent.samples));
            }
        }
        onTheWay.clear();
    }

    private static boolean durable(Sent sent) throws InterruptedException, ExecutionException {
        try {
            sent.durable.toCompletableFuture().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof JournalFull) {
                return false;
            }
            throw e;
        }
    }

    private void report(List<String> damaged) {
        if (!damaged.isEmpty()) {
            session.lost("damaged-recording", damaged.size());
            session.status(new AdapterStatus(State.DEGRADED, String.join("; ", damaged)));
        }
    }

    @Override
    public void close() {
        stop.countDown();
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
