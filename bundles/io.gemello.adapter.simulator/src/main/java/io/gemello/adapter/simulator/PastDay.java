package io.gemello.adapter.simulator;

import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.adapter.AdapterStatus;
import io.gemello.api.adapter.Intake;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.adapter.Sample;
import io.gemello.api.health.MetricSource;
import io.gemello.api.health.Metrics;
import io.gemello.api.journal.JournalFull;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Fills in, once for a data folder, what the hall's probes would have said in the hours before its first start: the thread {@code gemello-simulator-history}. How far it
 * has come is kept; after a kill it goes on there, and what it brings twice has the same times.
 */
final class PastDay implements MetricSource, AutoCloseable {
    static final AdapterInfo WHO = new AdapterInfo("simulator-history", "simulator", "what the hall's probes would have said before the first start");
    static final int STEP_SECONDS = 60;
    /** In one batch; with the pause behind it some 20,000 readings a second: those that come live are not held up. */
    private static final int STEPS_AT_ONCE = 10;
    private static final long PAUSE_MILLIS = 200;
    private static final long TRY_AGAIN_MILLIS = 5000;
    private static final long NANOS = 1_000_000_000L;
    private static final Logger LOG = LoggerFactory.getLogger(PastDay.class);

    private final Intake intake;
    private final KeptFile file;
    private final LongFunction<DataHall> halls;
    private final Thread thread = new Thread(this::run, "gemello-" + WHO.name());
    private final long from;
    private final long to;
    private volatile long done;
    private boolean wanted;

    /** @param halls a hall as it stands at a second since 1970, nothing broken in it @param now where there was no start before @throws IOException where it is not known how far it came */
    PastDay(Intake intake, KeptFile file, LongFunction<DataHall> halls, long now, long hours) throws IOException {
        this.intake = intake;
        this.file = file;
        this.halls = halls;
        Map<String, String> kept = file.read();
        if (kept.isEmpty()) {
            to = now - Math.floorMod(now, STEP_SECONDS);
            from = to - TimeUnit.HOURS.toSeconds(hours);
            done = from;
            keep();
        } else {
            try {
                from = Long.parseLong(kept.get("from"));
                to = Long.parseLong(kept.get("to"));
                done = Long.parseLong(kept.get("done"));
            } catch (NumberFormatException broken) {
                throw new IOException(file + " does not say how far the history came; delete it, and it begins anew", broken);
            }
        }
        thread.setDaemon(true);
    }

    private void keep() throws IOException {
        file.write(Map.of("from", Long.toString(from), "to", Long.toString(to), "done", Long.toString(done)));
    }

    void start() {
        if (done < to) {
            thread.start();
        }
    }

    private void run() {
        try (IntakeSession session = intake.openHistory(WHO)) {
            session.onWanted(this::wanted);
            awaitWanted();
            fill(session, halls.apply(done));
            LOG.info("the {} hours before the first start are filled in", TimeUnit.SECONDS.toHours(to - from));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (IOException | IllegalStateException | ExecutionException failed) {
            // Interrupted while it submits: the end of the server, not a fault.
            LOG.atLevel(Thread.currentThread().isInterrupted() ? Level.INFO : Level.WARN).log("the history stays as it is until the next start: {}", failed.getMessage());
        }
    }

    private synchronized void wanted(Set<String> points) {
        wanted = !points.isEmpty();
        notifyAll();
    }

    /** The site may still be on its way. */
    private synchronized void awaitWanted() throws InterruptedException {
        while (!wanted) {
            wait();
        }
    }

    private void fill(IntakeSession session, DataHall hall) throws InterruptedException, IOException, ExecutionException {
        while (done < to) {
            session.status(new AdapterStatus(AdapterStatus.State.CONNECTED, "the hours before the first start are filled in: " + (done - from) * 100 / Math.max(1, to - from) + " %"));
            List<Sample> batch = new ArrayList<>();
            long next = done;
            Set<String> points = session.wanted();
            for (int step = 0; step < STEPS_AT_ONCE && next < to; step++, next += STEP_SECONDS) {
                long at = next;
                hall.say(at, (probe, said) -> {
                    if (points.contains(probe.point())) {
                        batch.add(new Sample(session.bind(probe.point()), said, probe.kind().states.length > 0 ? null : probe.spoken().ucum(), at * NANOS));
                    }
                });
            }
            if (stored(session, batch)) {
                done = next;
                keep();
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    /** False for a full disk: later there may be room. */
    private static boolean stored(IntakeSession session, List<Sample> batch) throws InterruptedException, ExecutionException {
        try {
            session.submit(batch).toCompletableFuture().get();
            return true;
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof JournalFull)) {
                throw failed;
            }
            Thread.sleep(TRY_AGAIN_MILLIS);
            return false;
        }
    }

    @Override
    public void collect(Metrics metrics) {
        metrics.gauge("gemello_simulator_history_seconds", "How much time before the first start is to be filled in", to - from);
        metrics.gauge("gemello_simulator_history_filled_seconds", "How much of it is filled in", done - from);
    }

    /** Waits for the batch that is on its way. */
    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
