package io.gemello.core.intake;

import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.adapter.AdapterStatus;
import io.gemello.api.adapter.Binding;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.adapter.Sample;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One adapter's door. */
final class Session implements IntakeSession {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    /** Samples in flight; a larger batch passes alone. */
    private static final int WINDOW = 16_384;
    private static final int MOST_UNMAPPED_BINDINGS = 10_000;
    private final AdapterInfo info;
    private final IntakeDesk desk;
    private final AdapterErrors errors;
    private final Supplier<Map<String, PointTrack>> tracks;
    private final Semaphore window = new Semaphore(WINDOW, true);
    /** Read by all; changed under its own lock. */
    private final Map<String, LiveBinding> bindings = new ConcurrentHashMap<>();
    private final LongAdder samples = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final Map<String, LongAdder> lost = new ConcurrentHashMap<>();
    private Consumer<Set<String>> listener = wanted -> { };
    private Set<String> told = Set.of();
    private volatile AdapterStatus status = new AdapterStatus(AdapterStatus.State.STARTING, "");
    private volatile Instant since = Instant.now();
    private volatile Instant lastSample;
    private volatile boolean closed;

    /** @param errors of this adapter so far @param tracks what the site wants of it now, by address */
    Session(AdapterInfo info, IntakeDesk desk, AdapterErrors errors, Supplier<Map<String, PointTrack>> tracks) {
        this.info = info;
        this.desk = desk;
        this.errors = errors;
        this.tracks = tracks;
    }

    AdapterInfo info() {
        return info;
    }

    @Override
    public CompletionStage<Void> submit(List<Sample> batch) {
        if (Lane.isOwnThread()) {
            throw new IllegalStateException("submit was called on a thread of the core's, e.g. from a completed submit; hand it to a thread of the adapter's");
        }
        int permits = permits(batch);
        try {
            window.acquire(permits);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return CompletableFuture.failedFuture(new IllegalStateException("interrupted while waiting to submit"));
        }
        return take(batch, permits);
    }

    @Override
    public CompletionStage<Void> offer(List<Sample> batch) {
        int permits = permits(batch);
        if (desk.lanes().diskRefuses() || !window.tryAcquire(permits)) {
            refused.add(batch.size());
            return null;
        }
        return take(batch, permits);
    }

    private static int permits(List<Sample> batch) {
        return Math.min(WINDOW, Math.max(1, batch.size()));
    }

    private CompletionStage<Void> take(List<Sample> batch, int permits) {
        if (closed) {
            window.release(permits);
            return CompletableFuture.failedFuture(new IllegalStateException("the session of adapter '" + info.name() + "' is closed"));
        }
        PointTrack[] tracks;
        try {
            tracks = tracks(batch);
        } catch (RuntimeException broken) {
            window.release(permits);
            throw broken;
        }
        samples.add(batch.size());
        desk.counters().samples.add(batch.size());
        lastSample = Instant.now();
        CompletableFuture<Void> done = desk.lanes().post(batch, tracks);
        done.whenComplete((nothing, failed) -> window.release(permits));
        return done;
    }

    /** Where each sample leads; those that lead nowhere are noted. */
    private PointTrack[] tracks(List<Sample> batch) {
        PointTrack[] tracks = new PointTrack[batch.size()];
        for (int i = 0; i < tracks.length; i++) {
            Sample sample = batch.get(i);
            LiveBinding to = (LiveBinding) sample.to();
            tracks[i] = to.track();
            if (tracks[i] == null) {
                desk.unmapped(info.name(), to.address(), sample.value(), sample.unit());
            }
        }
        return tracks;
    }

    @Override
    public Binding bind(String address) {
        LiveBinding known = bindings.get(address);
        if (known != null) {
            return known;
        }
        synchronized (bindings) {
            Map<String, PointTrack> now = tracks.get();
            LiveBinding made = new LiveBinding(info.name(), address, now.get(address));
            if (!made.mapped() && bindings.size() >= MOST_UNMAPPED_BINDINGS + now.size()) {
                // Not kept: an endless stream of new addresses must not fill the memory. The next bind looks it up again.
                return made;
            }
            LiveBinding other = bindings.putIfAbsent(address, made);
            return other == null ? made : other;
        }
    }

    /** The site has changed. What is bound at the same moment is bound before this, and led on here, or after it, and finds the new site. */
    void rebind() {
        synchronized (bindings) {
            Map<String, PointTrack> now = tracks.get();
            bindings.values().forEach(binding -> binding.lead(now.get(binding.address())));
        }
        tell(false);
    }

    @Override
    public Set<String> wanted() {
        return Set.copyOf(tracks.get().keySet());
    }

    @Override
    public void onWanted(Consumer<Set<String>> changed) {
        synchronized (this) {
            listener = changed;
        }
        tell(true);
    }

    private synchronized void tell(boolean anyway) {
        Set<String> now = wanted();
        if (anyway || !now.equals(told)) {
            told = now;
            try {
                listener.accept(now);
            } catch (RuntimeException broken) {
                LOG.warn("adapter {} failed when it was told of changed addresses: {}", info.name(), broken.toString());
            }
        }
    }

    @Override
    public void status(AdapterStatus now) {
        AdapterStatus before = status;
        if (before.state() != now.state()) {
            since = Instant.now();
        }
        if (!before.equals(now) && !now.message().isEmpty() && now.state() != AdapterStatus.State.STARTING && now.state() != AdapterStatus.State.CONNECTED) {
            LOG.warn("adapter {} is {}: {}", info.name(), now.state().name().toLowerCase(Locale.ROOT), now.message());
            errors.note(now, Instant.now());
        }
        status = now;
    }

    @Override
    public void lost(String reason, long count) {
        lost.computeIfAbsent(reason, name -> new LongAdder()).add(count);
    }

    boolean tried() {
        return status.state() != AdapterStatus.State.STARTING;
    }

    SessionStatus statusNow() {
        Map<String, Long> reasons = new TreeMap<>();
        lost.forEach((reason, count) -> reasons.put(reason, count.sum()));
        return new SessionStatus(info.name(), info.type(), info.description(), status, since, wanted().size(), samples.sum(), WINDOW - window.availablePermits(), lastSample,
            refused.sum(), reasons, errors.all(), errors.total());
    }

    @Override
    public void close() {
        closed = true;
        desk.closed(this);
    }
}
