package io.gemello.testkit;

import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.adapter.AdapterStatus;
import io.gemello.api.adapter.Binding;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.adapter.Sample;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A session as strict as the runtime's own: it takes the bindings that it has made, and nothing after its end. */
final class FakeSession implements IntakeSession {
    private record Bound(FakeSession session, String address) implements Binding {
        @Override
        public boolean mapped() {
            return session.wanted().contains(address);
        }

        @Override
        public String unit() {
            return null;
        }

        @Override
        public String toString() {
            return address;
        }
    }

    private final FakeIntake intake;
    private final AdapterInfo info;
    private final Object telling = new Object();
    private Consumer<Set<String>> listener = wanted -> { };

    FakeSession(FakeIntake intake, AdapterInfo info) {
        this.intake = intake;
        this.info = info;
    }

    AdapterInfo info() {
        return info;
    }

    /** Never two calls at a time, as the session promises. */
    void tell() {
        synchronized (telling) {
            listener.accept(wanted());
        }
    }

    @Override
    public CompletionStage<Void> submit(List<Sample> batch) {
        return intake.take(this, checked(batch), true);
    }

    @Override
    public CompletionStage<Void> offer(List<Sample> batch) {
        return intake.take(this, checked(batch), false);
    }

    private List<Sample> checked(List<Sample> batch) {
        for (Sample sample : batch) {
            if (!(sample.to() instanceof Bound bound) || bound.session != this) {
                throw new IllegalArgumentException("the sample " + sample + " does not carry a binding of this session: bind anew after opening");
            }
            if (!(sample.value() instanceof Number || sample.value() instanceof Boolean || sample.value() instanceof String)) {
                throw new IllegalArgumentException("the sample " + sample + " carries no number, boolean or text");
            }
        }
        return batch;
    }

    @Override
    public Binding bind(String address) {
        return new Bound(this, Objects.requireNonNull(address, "address"));
    }

    @Override
    public Set<String> wanted() {
        return intake.wanted();
    }

    @Override
    public void onWanted(Consumer<Set<String>> changed) {
        synchronized (telling) {
            listener = changed;
            changed.accept(wanted());
        }
    }

    @Override
    public void status(AdapterStatus now) {
        Objects.requireNonNull(now.message(), "message");
        intake.status(now);
    }

    @Override
    public void lost(String reason, long count) {
        intake.lost(reason, count);
    }

    @Override
    public void close() {
        intake.closed(this);
    }
}
