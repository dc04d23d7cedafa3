package io.gemello.core.intake;

import io.gemello.api.adapter.Sample;
import io.gemello.api.reading.Reading;
import java.util.ArrayDeque;
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
    private static final Job STOP = new Job(List.of(), new PointTrack[0], 0, new CompletableFuture<>());
    private final Lanes.Way way;
    private final LinkedBlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
    private final ConcurrentLinkedQueue<Unstored> unstored = new ConcurrentLinkedQueue<>();
    private final LaneThread thread;
    private final ArrayDeque<CompletableFuture<Long>> underWay = new ArrayDeque<>();
    private final RareLog troubles = new RareLog(System::nanoTime, LOG::error);
    private volatile boolean ended;

    /** Readings that the journal refused: they will come again, and must not be taken for duplicates then. */
    private record Unstored(List<Reading> readings, List<PointTrack> tracks) {
        void forget() {
            for (int i = 0; i < readings.size(); i++) {
                tracks.get(i).forget(readings.get(i));
            }
        }
    }

    /** Samples, where each leads (null for those of no point, or of another lane), the site time at which they came, and who waits for them. */
    record Job(List<Sample> samples, PointTrack[] tracks, long arrival, CompletableFuture<Void> done) {}

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
        if (ended) {
            refuseRest();
        }
    }

    /** What came after the end: nobody may wait for it for ever. */
    private void refuseRest() {
        for (Job late; (late = jobs.poll()) != null;) {
            late.done().completeExceptionally(new IllegalStateException("the intake is closed"));
        }
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
            boolean last = taken.remove(STOP);
            int from = 0;
            while (from < taken.size()) {
                from = append(taken, from);
            }
            if (last) {
                ended = true;
                refuseRest();
                return;
            }
        }
    }

    /**
     * Leaves out of {@link #underWay} what has arrived or failed, then forgets what failed. In this order: an append that fails
     * from now on is still under way for the duplicates of what it carried.
     */
    private void settle() {
        while (!underWay.isEmpty() && underWay.peek().isDone()) {
            underWay.remove();
        }
        for (Unstored lost; (lost = unstored.poll()) != null;) {
            lost.forget();
        }
    }

    /** Normalises jobs from this one on until a batch is full, and hands the batch over; returns the first job that is left. */
    private int append(List<Job> taken, int from) {
        settle();
        List<Reading> readings = new ArrayList<>();
        List<PointTrack> tracks = new ArrayList<>();
        int to = from;
        boolean repeats = false;
        do {
            repeats |= normalise(taken.get(to++), readings, tracks);
        } while (to < taken.size() && readings.size() < MOST_READINGS);
        List<Job> jobsOfBatch = List.copyOf(taken.subList(from, to));
        // What a dropped duplicate repeats may still be on its way to the disk: nobody may be told before it has arrived.
        CompletableFuture<Void> before = repeats ? CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new)) : CompletableFuture.completedFuture(null);
        if (readings.isEmpty()) {
            before.whenComplete((nothing, failed) -> tell(jobsOfBatch, failed));
            return to;
        }
        CompletableFuture<Long> appended = written(readings).whenComplete((position, failed) -> stored(readings, tracks, position, failed)).toCompletableFuture();
        underWay.add(appended);
        appended.runAfterBoth(before, () -> { }).whenComplete((nothing, failed) -> tell(jobsOfBatch, failed));
        return to;
    }

    /** The lane must outlive whatever the journal throws: too little memory for one batch, say. */
    private CompletionStage<Long> written(List<Reading> readings) {
        try {
            return way.journal().apply(readings);
        } catch (RuntimeException | Error broken) {
            troubles.say("journal " + broken.getClass().getName(), readings.size() + " readings could not be handed to the journal: " + broken);
            return CompletableFuture.failedFuture(broken);
        }
    }

    /** Returns whether a sample was dropped because it repeats another. */
    private boolean normalise(Job job, List<Reading> readings, List<PointTrack> tracks) {
        boolean repeats = false;
        // By the clock of their arrival: it may be set while they wait here.
        long now = job.arrival();
        long latest = now + way.maxSkew().toNanos();
        for (int i = 0; i < job.tracks().length; i++) {
            PointTrack track = job.tracks()[i];
            if (track == null) {
                continue;
            }
            try {
                repeats |= !track.accept(job.samples().get(i), now, latest, readings, way.unknownUnits());
            } catch (RuntimeException broken) {
                // One sample must not cost its neighbours.
                way.counters().failed.increment();
                troubles.say("judge " + broken.getClass().getName(), "a sample for " + track.point().id() + " could not be judged: " + broken);
            }
            while (tracks.size() < readings.size()) {
                tracks.add(track);
            }
        }
        return repeats;
    }

    /** On the journal's thread, before anybody is told. */
    private void stored(List<Reading> readings, List<PointTrack> tracks, Long position, Throwable failed) {
        if (failed == null) {
            way.counters().readings.add(readings.size());
            way.durable().accept(readings, position);
        } else {
            unstored.add(new Unstored(readings, tracks));
        }
        way.refusal().note(failed);
    }

    private static void tell(List<Job> jobs, Throwable failed) {
        Throwable cause = failed == null || failed.getCause() == null ? failed : failed.getCause();
        for (Job job : jobs) {
            if (cause == null) {
                job.done().complete(null);
            } else {
                job.done().completeExceptionally(cause);
            }
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
