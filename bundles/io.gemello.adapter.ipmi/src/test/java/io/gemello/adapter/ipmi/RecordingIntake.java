package io.gemello.adapter.ipmi;

import io.gemello.api.adapter.AdapterStatus;
import io.gemello.api.adapter.Binding;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.adapter.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/** An adapter's door that writes down what passes it. */
final class RecordingIntake implements IntakeSession {
    private final List<Sample> samples = new ArrayList<>();
    private final List<AdapterStatus> statuses = new ArrayList<>();
    private final Map<String, Long> lost = new TreeMap<>();
    private Function<List<Sample>, CompletionStage<Void>> answer = batch -> CompletableFuture.completedFuture(null);
    private Consumer<Set<String>> onWanted = now -> {};
    private Set<String> wanted = Set.of();
    private boolean closed;

    private record Address(String address) implements Binding {
        @Override
        public boolean mapped() {
            return true;
        }

        @Override
        public String unit() {
            return null;
        }
    }

    /** What submit returns from now on; the batch is written down whatever it is. */
    synchronized void answer(Function<List<Sample>, CompletionStage<Void>> how) {
        answer = how;
    }

    void wants(Set<String> addresses) {
        synchronized (this) {
            wanted = addresses;
        }
        onWanted.accept(addresses);
    }

    synchronized List<Sample> samples() {
        return List.copyOf(samples);
    }

    /** What came since so many were seen. */
    synchronized List<Sample> newSamples(int seen) {
        return List.copyOf(samples.subList(seen, samples.size()));
    }

    synchronized AdapterStatus status() {
        return statuses.isEmpty() ? null : statuses.get(statuses.size() - 1);
    }

    synchronized Map<String, Long> lost() {
        return Map.copyOf(lost);
    }

    synchronized boolean closed() {
        return closed;
    }

    @Override
    public synchronized CompletionStage<Void> submit(List<Sample> batch) {
        if (closed) {
            return CompletableFuture.failedFuture(new IllegalStateException("closed"));
        }
        samples.addAll(batch);
        return answer.apply(batch);
    }

    @Override
    public CompletionStage<Void> offer(List<Sample> batch) {
        return submit(batch);
    }

    @Override
    public Binding bind(String address) {
        return new Address(address);
    }

    @Override
    public synchronized Set<String> wanted() {
        return wanted;
    }

    @Override
    public void onWanted(Consumer<Set<String>> changed) {
        onWanted = changed;
        changed.accept(wanted());
    }

    @Override
    public synchronized void status(AdapterStatus now) {
        statuses.add(now);
    }

    @Override
    public synchronized void lost(String reason, long count) {
        lost.merge(reason, count, Long::sum);
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
