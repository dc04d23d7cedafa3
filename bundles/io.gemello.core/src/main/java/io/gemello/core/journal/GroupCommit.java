package io.gemello.core.journal;

import io.gemello.api.journal.JournalFull;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
    private static final int BUFFER = 256 << 10;

    /** An append on its way to the disk. */
    private record Pending(byte type, byte version, byte[] body, CompletableFuture<Long> done) {
        long size() {
            return RecordFormat.HEADER + body.length;
        }
    }

    private final Path folder;
    private final Segments segments;
    private final JournalTuning tuning;
    private final LongConsumer durable;
    private final Runnable rolled;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Pending> queue = new ArrayDeque<>();
    private boolean closed;

    // Below: the writing thread's alone; what is volatile is read by others.
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private Segment segment;
    private FileChannel file;
    private long end;
    private long forcedAt;
    private boolean dirty;
    private volatile boolean rollDue;
    private volatile long records;
    private volatile long failed;
    private volatile long forces;
    private volatile long forceNanos;
    private volatile String trouble;
    private volatile Instant troubleSince;

    /**
     * @param durable told the journal's new end after every fsync, before the appends complete
     * @param rolled called after a new segment was begun
     */
    GroupCommit(Path folder, Segments segments, long end, JournalTuning tuning, LongConsumer durable, Runnable rolled) throws IOException {
        this.folder = folder;
        this.segments = segments;
        this.end = end;
        this.tuning = tuning;
        this.durable = durable;
        this.rolled = rolled;
        open(segments.last());
        forcedAt = System.nanoTime() - tuning.forceNanos();
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
                queue.add(new Pending(type, version, body, done));
            }
        } finally {
            lock.unlock();
        }
        return done;
    }

    /** Begins a new segment with the next append. */
    void rollDue() {
        rollDue = true;
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
        return new WriterStatus(records, failed, forces, forceNanos / 1e9, trouble, troubleSince);
    }

    private void run() {
        try {
            for (List<Pending> group = take(); group != null; group = take()) {
                write(group);
            }
        } catch (InterruptedException nobodyInterruptsThisThread) {
            LOG.error("journal {} was interrupted and stops", folder.getFileName());
        } finally {
            close(file);
        }
    }

    /** What has been queued when the next fsync may be; null when the journal is closed and everything is written. */
    private List<Pending> take() throws InterruptedException {
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
            List<Pending> group = new ArrayList<>(queue);
            queue.clear();
            return group;
        } finally {
            lock.unlock();
        }
    }

    private long untilForce() {
        return forcedAt + tuning.forceNanos() - System.nanoTime();
    }

    /** Writes a group, forcing once, or once per segment where it goes over a segment's end. */
    private void write(List<Pending> group) {
        int from = 0;
        while (from < group.size()) {
            int to = from;
            long bytes = 0;
            while (to < group.size() && (to == from || fits(bytes + group.get(to).size()))) {
                bytes += group.get(to++).size();
            }
            writeRun(group.subList(from, to), bytes);
            from = to;
        }
    }

    private boolean fits(long bytes) {
        return end == segment.base() || end + bytes - segment.base() <= tuning.segmentBytes();
    }

    private void writeRun(List<Pending> run, long bytes) {
        long start = end;
        try {
            mend();
            if (tuning.disk().free(folder) < bytes + tuning.reserveBytes()) {
                throw new JournalFull(fullMessage());
            }
            if (segments.last() != segment || end != segment.base() && (rollDue || !fits(bytes))) {
                roll();
            }
            dirty = true;
            force(put(run));
            dirty = false;
        } catch (IOException | RuntimeException | Error problem) {
            fail(run, problem);
            return;
        }
        records += run.size();
        recovered();
        durable.accept(end);
        long position = start;
        for (Pending append : run) {
            append.done().complete(position);
            position += append.size();
        }
    }

    private long put(List<Pending> run) throws IOException {
        long written = end;
        long position = end;
        buffer.clear();
        for (Pending append : run) {
            boolean opensGroup = position == end;
            if (append.size() > buffer.remaining()) {
                written = flush(buffer, written);
            }
            if (append.size() > buffer.capacity()) {
                ByteBuffer large = ByteBuffer.allocate((int) append.size());
                RecordFormat.put(large, position, opensGroup, append.type(), append.version(), append.body());
                written = flush(large, written);
            } else {
                RecordFormat.put(buffer, position, opensGroup, append.type(), append.version(), append.body());
            }
            position += append.size();
        }
        return flush(buffer, written);
    }

    private long flush(ByteBuffer filled, long at) throws IOException {
        filled.flip();
        int bytes = filled.remaining();
        if (bytes > 0) {
            tuning.disk().write(file, filled, at - segment.base());
        }
        filled.clear();
        return at + bytes;
    }

    private void force(long newEnd) throws IOException {
        long start = System.nanoTime();
        tuning.disk().force(file);
        forcedAt = System.nanoTime();
        forceNanos += forcedAt - start;
        forces++;
        end = newEnd;
    }

    private void roll() throws IOException {
        Segment next = segments.add(end);
        FileChannel old = file;
        open(next);
        close(old);
        rollDue = false;
        try {
            rolled.run();
        } catch (RuntimeException e) {
            LOG.warn("journal {}: {}", folder.getFileName(), e.toString());
        }
    }

    private void open(Segment next) throws IOException {
        file = FileChannel.open(next.file(), StandardOpenOption.WRITE);
        segment = next;
    }

    /** Cuts away what a failed write left; until that works nothing else may be written. */
    private void mend() throws IOException {
        if (dirty) {
            file.truncate(end - segment.base());
            dirty = false;
        }
    }

    private void fail(List<Pending> run, Throwable problem) {
        forcedAt = System.nanoTime();
        try {
            mend();
        } catch (IOException stillThere) {
            LOG.debug("journal {}: unwritten rest not cut yet: {}", folder.getFileName(), stillThere.toString());
        }
        failed += run.size();
        boolean full = problem instanceof JournalFull || isFull(problem);
        if (trouble == null) {
            troubleSince = Instant.now();
            trouble = full ? fullMessage() : "journal " + folder + " cannot be written: " + problem.getMessage();
            LOG.error("{}; appends are refused until it works again", trouble);
        }
        Throwable told = full ? new JournalFull(fullMessage()) : problem;
        run.forEach(append -> append.done().completeExceptionally(told));
    }

    private void recovered() {
        if (trouble != null) {
            LOG.info("journal {} is written again", folder);
            trouble = null;
            troubleSince = null;
        }
    }

    private static boolean isFull(Throwable problem) {
        String said = String.valueOf(problem.getMessage());
        return problem instanceof IOException && (said.contains("No space left") || said.contains("quota exceeded") || said.contains("File too large"));
    }

    private String fullMessage() {
        return "the disk of " + folder + " is full; free some space there";
    }

    private void close(FileChannel open) {
        try {
            open.close();
        } catch (IOException e) {
            LOG.warn("journal {}: {}", folder.getFileName(), e.toString());
        }
    }
}
