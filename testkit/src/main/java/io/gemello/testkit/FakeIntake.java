package io.gemello.testkit;

import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.adapter.AdapterStatus;
import io.gemello.api.adapter.Intake;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.adapter.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * An intake that writes down what passes it, and whose durability and patience the test decides. Everything that comes is
 * durable at once until {@link #withhold}, {@link #block} or {@link #refuse} says otherwise. Nothing in it depends on time.
 * Any thread may use it; what it has written down is that of all its sessions, in the order in which it came.
 */
public final class FakeIntake implements Intake {
    private record Withheld(List<Sample> batch, CompletableFuture<Void> durable) {}

    private final List<Sample> samples = new ArrayList<>();
    private final List<AdapterStatus> statuses = new ArrayList<>();
    private final List<AdapterInfo> opened = new ArrayList<>();
    private final Map<String, FakeSession> open = new TreeMap<>();
    private final Map<String, Long> lost = new TreeMap<>();
    private final List<Withheld> withheld = new ArrayList<>();
    private Set<String> wanted;
    private boolean withholding;
    private boolean blocking;
    private RuntimeException refusal;
    private boolean refuseOnce;
    private int waiting;

    /** @param wanted the addresses that the site maps to points */
    public FakeIntake(String... wanted) {
        this.wanted = Set.of(wanted);
    }

    /** Applies a changed site: the open sessions are told in this thread. */
    public void want(String... addresses) {
        List<FakeSession> sessions;
        synchronized (this) {
            wanted = Set.of(addresses);
            sessions = List.copyOf(open.values());
        }
        sessions.forEach(FakeSession::tell);
    }

    /** From now on batches are taken, but none becomes durable. */
    public synchronized void withhold() {
        withholding = true;
    }

    /** From now on {@code submit} blocks the caller, as it does while too much is in flight, and {@code offer} returns null. */
    public synchronized void block() {
        blocking = true;
    }

    /** From now on batches fail with this, e.g. with {@link io.gemello.api.journal.JournalFull}. */
    public synchronized void refuse(RuntimeException with) {
        refusal = with;
        refuseOnce = false;
    }

    /** As {@link #refuse}, but the next batch alone. */
    public synchronized void refuseOnce(RuntimeException with) {
        refusal = with;
        refuseOnce = true;
    }

    /** Ends {@link #withhold}, {@link #block} and {@link #refuse}; what was withheld becomes durable, in its order, in this thread. */
    public void release() {
        List<Withheld> due;
        synchronized (this) {
            withholding = false;
            blocking = false;
            refusal = null;
            due = List.copyOf(withheld);
            withheld.clear();
            notifyAll();
        }
        due.forEach(batch -> batch.durable.complete(null));
    }

    /** Makes the oldest withheld batch durable, and no other. @return its samples */
    public List<Sample> releaseOldest() {
        Withheld oldest;
        synchronized (this) {
            oldest = withheld.remove(0);
        }
        oldest.durable.complete(null);
        return oldest.batch;
    }

    /** Every sample that was taken; refused ones are not among them. */
    public synchronized List<Sample> samples() {
        return List.copyOf(samples);
    }

    /** The same without so many at the beginning. */
    public synchronized List<Sample> samplesFrom(int index) {
        return List.copyOf(samples.subList(index, samples.size()));
    }

    /** The values of {@link #samples()}. */
    public synchronized List<Object> values() {
        return samples.stream().map(Sample::value).toList();
    }

    /** What was told of losses, by reason. */
    public synchronized Map<String, Long> lost() {
        return Map.copyOf(lost);
    }

    /** The newest status; STARTING where none was told yet. */
    public synchronized AdapterStatus status() {
        return statuses.isEmpty() ? new AdapterStatus(AdapterStatus.State.STARTING, "") : statuses.get(statuses.size() - 1);
    }

    /** Every status that was told, oldest first. */
    public synchronized List<AdapterStatus> statuses() {
        return List.copyOf(statuses);
    }

    /** Who has ever opened a session. */
    public synchronized List<AdapterInfo> opened() {
        return List.copyOf(opened);
    }

    /** Who has a session open now: nobody, after every adapter has stopped. */
    public synchronized List<AdapterInfo> open() {
        return open.values().stream().map(FakeSession::info).toList();
    }

    /** How many threads stand in a blocked {@code submit}. */
    public synchronized int waiting() {
        return waiting;
    }

    @Override
    public synchronized IntakeSession open(AdapterInfo who) {
        if (open.containsKey(who.name())) {
            throw new IllegalStateException("an adapter named '" + who.name() + "' (" + open.get(who.name()).info().type() + ") is open already");
        }
        FakeSession session = new FakeSession(this, who);
        opened.add(who);
        open.put(who.name(), session);
        return session;
    }

    /** As {@link #open}: what is wanted are then ids of points. */
    @Override
    public IntakeSession openHistory(AdapterInfo who) {
        return open(who);
    }

    /** @param patient whether the caller waits while {@link #block} holds; otherwise null is returned then */
    CompletionStage<Void> take(FakeSession from, List<Sample> batch, boolean patient) {
        synchronized (this) {
            while (blocking && open(from)) {
                if (!patient) {
                    return null;
                }
                waiting++;
                try {
                    wait();
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                    return CompletableFuture.failedFuture(new IllegalStateException("interrupted while waiting to submit"));
                } finally {
                    waiting--;
                }
            }
            if (!open(from)) {
                return CompletableFuture.failedFuture(new IllegalStateException("the session of adapter '" + from.info().name() + "' is closed"));
            }
            if (refusal != null) {
                CompletableFuture<Void> failed = CompletableFuture.failedFuture(refusal);
                refusal = refuseOnce ? null : refusal;
                return patient ? failed : null;
            }
            samples.addAll(batch);
            if (!withholding) {
                return CompletableFuture.completedFuture(null);
            }
            CompletableFuture<Void> durable = new CompletableFuture<>();
            withheld.add(new Withheld(List.copyOf(batch), durable));
            return durable;
        }
    }

    private boolean open(FakeSession session) {
        return open.get(session.info().name()) == session;
    }

    synchronized Set<String> wanted() {
        return wanted;
    }

    synchronized void status(AdapterStatus now) {
        statuses.add(now);
    }

    synchronized void lost(String reason, long count) {
        lost.merge(reason, count, Long::sum);
    }

    /** A blocked submit of the session's still waits, as the real one's does: closing does not wake it. */
    synchronized void closed(FakeSession session) {
        open.remove(session.info().name(), session);
    }
}
