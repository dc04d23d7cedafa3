package io.gemello.adapter.mqtt;

import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.adapter.AdapterStatus;
import io.gemello.api.adapter.Binding;
import io.gemello.api.adapter.Intake;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.adapter.Sample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** An intake whose durability the test decides. */
final class FakeIntake implements Intake, IntakeSession {
    record Address(String address, boolean mapped) implements Binding {
        @Override
        public String unit() {
            return null;
        }
    }

    final List<Sample> samples = Collections.synchronizedList(new ArrayList<>());
    final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());
    final Map<String, Long> lost = new ConcurrentHashMap<>();
    private final List<CompletableFuture<Void>> withheld = Collections.synchronizedList(new ArrayList<>());
    private Consumer<Set<String>> listener = wanted -> {};
    private Set<String> wanted;
    volatile AdapterStatus status = new AdapterStatus(AdapterStatus.State.STARTING, "");
    volatile boolean withhold;
    volatile RuntimeException failure;
    volatile boolean closed;

    FakeIntake(String... wanted) {
        this.wanted = Set.of(wanted);
    }

    void want(String... addresses) {
        wanted = Set.of(addresses);
        listener.accept(wanted);
    }

    /** Makes durable what was withheld, and all that comes. */
    void release() {
        withhold = false;
        synchronized (withheld) {
            withheld.forEach(f -> f.complete(null));
            withheld.clear();
        }
    }

    /** Completes the oldest batch alone. */
    int releaseOldest() {
        withheld.remove(0).complete(null);
        return batches.remove(0);
    }

    List<Object> values() {
        synchronized (samples) {
            return samples.stream().map(Sample::value).toList();
        }
    }

    @Override
    public IntakeSession open(AdapterInfo who) {
        closed = false;
        return this;
    }

    @Override
    public CompletionStage<Void> submit(List<Sample> batch) {
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        samples.addAll(batch);
        batches.add(batch.size());
        if (!withhold) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> later = new CompletableFuture<>();
        withheld.add(later);
        return later;
    }

    @Override
    public CompletionStage<Void> offer(List<Sample> batch) {
        return submit(batch);
    }

    @Override
    public Binding bind(String address) {
        return new Address(address, wanted.contains(address));
    }

    @Override
    public Set<String> wanted() {
        return wanted;
    }

    @Override
    public void onWanted(Consumer<Set<String>> changed) {
        listener = changed;
        changed.accept(wanted);
    }

    @Override
    public void status(AdapterStatus now) {
        status = now;
    }

    @Override
    public void lost(String reason, long count) {
        lost.merge(reason, count, Long::sum);
    }

    @Override
    public void close() {
        closed = true;
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within 30 s: " + what);
            }
            LockSupport.parkNanos(2_000_000);
        }
    }
}
