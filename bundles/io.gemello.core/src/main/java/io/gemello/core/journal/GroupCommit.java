package io.gemello.core.journal;

import io.gemello.api.journal.JournalFull;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes a journal: it takes what has been queued, writes it, forces it to the disk once for all of it, and only
 * then completes the appends. What could not be written whole is cut away again before anybody is told that it failed.
 */
final class GroupCommit {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private final Path folder;
    private final SegmentAppender to;
    private final long forceEveryNanos;
    private final LongConsumer durable;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Append> queue = new ArrayDeque<>();
    private boolean closed;

    // Below: written by the journal's thread; what is volatile is read by others.
    private long forcedAt;
    private volatile long records;
    private volatile long failed;
    private volatile String trouble;
    private volatile Instant troubleSince;

    /**
     * @param forceEveryNanos least time between two fsyncs
     * @param durable told the journal's new end after every fsync, before the appends complete
     */
    GroupCommit(Path folder, SegmentAppender to, long forceEveryNanos, LongConsumer durable) {
        this.folder = folder;
        this.to = to;
        this.forceEveryNanos = forceEveryNanos;
        this.durable = durable;
        forcedAt = System.nanoTime() - forceEveryNanos;
        thread = new Thread(this::run, "gemello-journal-" + folder.getFileName());
        thread.setDaemon(true);
        thread.start();
    }

    CompletableFuture<Long> append(byte type, byte version, byte[] body) {
        CompletableFuture<Long> done = new CompletableFuture<>();
        lock.lock();
        try {
            if (closed) {
                done.completeExceptionally(new IllegalStateException("journal " + folder.getFileName() + " is closed"));
            } else {
                if (queue.isEmpty()) {
                    changed.signal();
                }
                queue.add(new Append(type, version, body, done));
            }
        } finally {
            lock.unlock();
        }
        return done;
    }

    /** Writes and completes what was queued before, then ends. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        while (thread.isAlive() && Thread.currentThread() != thread) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    WriterStatus status() {
        return new WriterStatus(records, failed, to.forces(), to.forceNanos() / 1e9, trouble, troubleSince);
    }

    private void run() {
        try {
            for (List<Append> group = take(); group != null; group = take()) {
                write(group);
            }
        } catch (InterruptedException nobodyInterruptsThisThread) {
            LOG.error("journal {} was interrupted and stops", folder.getFileName());
        } finally {
            to.close();
        }
    }

    /** What has been queued when the next fsync may be; null when the journal is closed and everything is written. */
    private List<Append> take() throws InterruptedException {
        lock.lock();
        try {
            while (queue.isEmpty() && !closed) {
                changed.await();
            }
            for (long left = untilForce(); left > 0 && !closed; left = untilForce()) {
                changed.await(left, TimeUnit.NANOSECONDS);
            }
            if (queue.isEmpty()) {
                return null;
            }
            List<Append> group = new ArrayList<>(queue);
            queue.clear();
            return group;
        } finally {
            lock.unlock();
        }
    }

    private long untilForce() {
        return forcedAt + forceEveryNanos - System.nanoTime();
    }

    /** Writes a group, forcing once, or once per segment where it goes over a segment's end. */
    private void write(List<Append> group) {
        int from = 0;
        while (from < group.size()) {
            int next = from;
            long bytes = 0;
            while (next < group.size() && (next == from || to.fits(bytes + group.get(next).size()))) {
                bytes += group.get(next++).size();
            }
            write(group.subList(from, next), bytes);
            from = next;
        }
    }

    private void write(List<Append> run, long bytes) {
        long position = to.end();
        try {
            to.write(run, bytes);
        } catch (IOException | RuntimeException | Error problem) {
            fail(run, problem);
            return;
        } finally {
            forcedAt = System.nanoTime();
        }
        records += run.size();
        if (trouble != null) {
            LOG.info("journal {} is written again", folder);
            trouble = null;
            troubleSince = null;
        }
        durable.accept(to.end());
        for (Append append : run) {
            append.done().complete(position);
            position += append.size();
        }
    }

    private void fail(List<Append> run, Throwable problem) {
        try {
            to.mend();
        } catch (IOException stillThere) {
            LOG.debug("journal {}: unwritten rest not cut yet: {}", folder.getFileName(), stillThere.toString());
        }
        failed += run.size();
        boolean full = problem instanceof JournalFull || isFull(problem);
        String what = full ? "the disk of " + folder + " is full; free some space there" : "journal " + folder + " cannot be written: " + problem.getMessage();
        if (trouble == null) {
            troubleSince = Instant.now();
            LOG.error("{}; appends are refused until it works again", what);
        }
        trouble = what;
        Throwable told = full ? new JournalFull(what) : problem;
        run.forEach(append -> append.done().completeExceptionally(told));
    }

    private static boolean isFull(Throwable problem) {
        String said = String.valueOf(problem.getMessage());
        return problem instanceof IOException && (said.contains("No space left") || said.contains("quota exceeded") || said.contains("File too large"));
    }
}
