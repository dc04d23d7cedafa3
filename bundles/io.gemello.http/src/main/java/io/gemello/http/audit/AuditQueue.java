package io.gemello.http.audit;

import io.gemello.api.journal.Journal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries on their way to the journal, in order, one at a time: the next is handed over when the one before is on the disk.
 * They wait, up to a bound, while the journal is away or full; what is beyond the bound is counted and stands in the log.
 */
final class AuditQueue {
    static final int MAX_WAITING = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(AuditQueue.class);
    private static final long AGAIN_MILLIS = 1000;
    private final ScheduledExecutorService lane;
    private final Deque<AuditEntry> waiting = new ArrayDeque<>();
    /** Who wants to hear that all which waits now is kept, by the count of {@link #kept} from which that is so. */
    private final List<Listener> listeners = new ArrayList<>();
    private Journal journal;
    private boolean underWay;
    private boolean over;
    private long kept;
    private long lost;
    private String trouble;

    private record Listener(long from, CompletableFuture<Void> told) {}

    /** @param lane one thread, which appends and hears how it went */
    AuditQueue(ScheduledExecutorService lane) {
        this.lane = lane;
    }

    /** Any thread; never blocks. */
    synchronized void add(AuditEntry entry) {
        if (over || waiting.size() >= MAX_WAITING) {
            lost++;
            LOG.warn("the audit trail cannot keep more, this is not in it: {}", entry);
            return;
        }
        waiting.add(entry);
        lane.execute(this::next);
    }

    /** Any thread. @return done when all that waits now is on the disk, or cannot get there at once */
    synchronized CompletionStage<Void> allKept() {
        CompletableFuture<Void> told = new CompletableFuture<>();
        if (waiting.isEmpty() || journal == null || trouble != null) {
            told.complete(null);
        } else {
            listeners.add(new Listener(kept + waiting.size(), told));
        }
        return told;
    }

    /** In the lane, outside of the lock: what is told may take its time. */
    private void tell(boolean all) {
        lane.execute(() -> {
            List<Listener> due;
            synchronized (this) {
                due = listeners.stream().filter(one -> all || one.from() <= kept).toList();
                listeners.removeAll(due);
            }
            due.forEach(one -> one.told().complete(null));
        });
    }

    /** @param now null while there is none */
    synchronized void use(Journal now) {
        journal = now;
        tell(now == null);
        lane.execute(this::next);
    }

    private synchronized void next() {
        if (underWay || journal == null || waiting.isEmpty()) {
            return;
        }
        underWay = true;
        try {
            journal.append(AuditEntry.TYPE, AuditEntry.VERSION, waiting.peek().body()).whenComplete((position, failure) -> lane.execute(() -> done(failure)));
        } catch (RuntimeException failed) {
            done(failed);
        }
    }

    private synchronized void done(Throwable failure) {
        underWay = false;
        if (failure == null) {
            waiting.poll();
            kept++;
            trouble = null;
            notifyAll();
            tell(false);
            next();
        } else {
            trouble = failure.getMessage();
            tell(true);
            lane.schedule(this::next, AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Waits until all is on the disk, or so long; what is left then stands in the log. */
    synchronized void drain(long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!waiting.isEmpty() && journal != null && System.nanoTime() < end) {
            TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
        }
    }

    /** What did not reach the disk is told to the log, and so is what comes after. */
    synchronized void giveUp() {
        over = true;
        waiting.forEach(entry -> LOG.warn("the audit trail could not be written before the end, this is not in it: {}", entry));
        lost += waiting.size();
        waiting.clear();
        tell(true);
    }

    synchronized int waiting() {
        return waiting.size();
    }

    synchronized long kept() {
        return kept;
    }

    synchronized long lost() {
        return lost;
    }

    /** Why the last try failed, or null. */
    synchronized String trouble() {
        return trouble;
    }
}
