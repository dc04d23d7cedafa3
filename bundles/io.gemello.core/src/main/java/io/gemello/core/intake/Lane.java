package io.gemello.core.intake;

import io.gemello.api.adapter.Sample;
import io.gemello.api.reading.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread ({@code gemello-lane-N}) that normalises the samples of its share of the points, so that each point's memory has one
 * owner and each point's order is kept. What came in meanwhile goes to the journal as one batch.
 */
final class Lane implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final int MOST_READINGS = 4096;
    private static final Job STOP = new Job(List.of(), new CompletableFuture<>());
    private final Lanes.Way way;
    private final LinkedBlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
    private final ConcurrentLinkedQueue<Unstored> unstored = new ConcurrentLinkedQueue<>();
    private final LaneThread thread;
    private CompletionStage<Long> lastAppend = CompletableFuture.completedFuture(0L);

    /** Readings that the journal refused: they will come again, and must not be taken for duplicates then. */
    private record Unstored(List<Reading> readings, List<PointTrack> tracks) {
        void forget() {
            for (int i = 0; i < readings.size(); i++) {
                tracks.get(i).forget(readings.get(i));
            }
        }
    }

    /** Samples of mapped bindings, and who waits for them. */
    record Job(List<Sample> samples, CompletableFuture<Void> done) {}

    Lane(int number, Lanes.Way way) {
        this.way = way;
        thread = new LaneThread(this::run, "gemello-lane-" + number);
        thread.start();
    }

    /** A lane's own thread, recognised so that nobody waits for himself. */
    private static final class LaneThread extends Thread {
        LaneThread(Runnable task, String name) {
            super(task, name);
            setDaemon(true);
        }
    }

    /** Whether the caller is a thread that must never wait for the intake: it would wait for itself. */
    static boolean isOwnThread() {
        return Thread.currentThread() instanceof LaneThread || Thread.currentThread().getName().startsWith("gemello-journal");
    }

    void post(Job job) {
        jobs.add(job);
    }

    int waiting() {
        return jobs.size();
    }

    private void run() {
        List<Job> taken = new ArrayList<>();
        while (true) {
            taken.clear();
            try {
                taken.add(jobs.take());
            } catch (InterruptedException ended) {
                return;
            }
            jobs.drainTo(taken, 63);
            for (Unstored lost; (lost = unstored.poll()) != null;) {
                lost.forget();
            }
            boolean last = taken.remove(STOP);
            int from = 0;
            while (from < taken.size()) {
                from = append(taken, from);
            }
            if (last) {
                return;
            }
        }
    }

    /** Normalises jobs from this one on until a batch is full, and hands the batch over; returns the first job that is left. */
    private int append(List<Job> taken, int from) {
        List<Reading> readings = new ArrayList<>();
        List<PointTrack> tracks = new ArrayList<>();
        int to = from;
        do {
            normalise(taken.get(to++).samples(), readings, tracks);
        } while (to < taken.size() && readings.size() < MOST_READINGS);
        List<Job> jobsOfBatch = List.copyOf(taken.subList(from, to));
        // Without readings (all were duplicates) the jobs wait for the batch before: what they repeat may still be on its way.
        CompletionStage<Long> appended = readings.isEmpty() ? lastAppend : way.journal().apply(readings);
        lastAppend = appended;
        appended.whenComplete((position, failed) -> complete(jobsOfBatch, readings, tracks, position, failed));
        return to;
    }

    private void normalise(List<Sample> samples, List<Reading> readings, List<PointTrack> tracks) {
        long now = way.clock().epochNanos();
        long latest = now + way.maxSkew().toNanos();
        for (Sample sample : samples) {
            PointTrack track = ((LiveBinding) sample.to()).track();
            if (track == null) {
                continue;
            }
            try {
                track.accept(sample, now, latest, readings, way.unknownUnits());
            } catch (RuntimeException broken) {
                // One sample must not cost its neighbours.
                way.counters().failed.increment();
                LOG.error("a sample for {} could not be judged: {}", track.point().id(), broken.toString());
            }
            while (tracks.size() < readings.size()) {
                tracks.add(track);
            }
        }
    }

    private void complete(List<Job> jobsOfBatch, List<Reading> readings, List<PointTrack> tracks, Long position, Throwable failed) {
        if (failed == null) {
            if (!readings.isEmpty()) {
                way.counters().readings.add(readings.size());
                way.durable().accept(readings, position);
            }
            jobsOfBatch.forEach(job -> job.done().complete(null));
        } else {
            unstored.add(new Unstored(readings, tracks));
            Throwable cause = failed.getCause() != null ? failed.getCause() : failed;
            jobsOfBatch.forEach(job -> job.done().completeExceptionally(cause));
        }
    }

    /** Ends the thread when what was posted before is handed over. */
    @Override
    public void close() {
        jobs.add(STOP);
        try {
            thread.join(5000);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
