package io.gemello.adapter.mqtt;

import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.adapter.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Carries messages to the intake, on a thread of its own so that the client's one callback thread never waits for it.
 * A batch goes at once while nothing is under way; otherwise messages gather, up to {@link #BATCH} samples or
 * {@link #GATHER_NANOS}. Messages are acknowledged when their batch is durable and not before.
 */
final class Pump implements AutoCloseable {
    static final int BATCH = 256;
    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    /** Messages without QoS that wait here at most; the others are bounded by the receive maximum. */
    private static final int UNACKNOWLEDGED_QUEUE = 10_000;
    private static final long RETRY_MILLIS = 1000;
    private static final long IDLE_MILLIS = 200;
    /** For batches under way when the adapter stops; what is not durable by then comes again to whoever follows. */
    private static final long FAREWELL_NANOS = TimeUnit.SECONDS.toNanos(3);

    /** Makes samples of one message. */
    interface Reader {
        void read(MqttLink.Incoming message, Consumer<Sample> to);
    }

    /** Called when batches begin to fail, with the failure, and with null when they are stored again. */
    interface Trouble {
        void changed(Throwable failure);
    }

    private record Batch(List<Sample> samples, List<MqttLink.Incoming> messages) {}

    private final IntakeSession session;
    private final Reader reader;
    private final Consumer<List<MqttLink.Incoming>> acknowledge;
    private final Trouble trouble;
    private final Losses losses;
    private final LinkedBlockingQueue<MqttLink.Incoming> queue = new LinkedBlockingQueue<>();
    private final ConcurrentLinkedQueue<Batch> failed = new ConcurrentLinkedQueue<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean failing;

    Pump(String name, IntakeSession session, Reader reader, Consumer<List<MqttLink.Incoming>> acknowledge, Trouble trouble, Losses losses) {
        this.session = session;
        this.reader = reader;
        this.acknowledge = acknowledge;
        this.trouble = trouble;
        this.losses = losses;
        thread = new Thread(this::run, "gemello-mqtt-" + name + "-intake");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** From the client's callback thread; never blocks. */
    void arrived(MqttLink.Incoming message) {
        if (closing) {
            return;
        }
        if (message.qos() == 0 && queue.size() >= UNACKNOWLEDGED_QUEUE) {
            losses.count("overflow", message.topic(), "messages come faster than they can be stored, and QoS 0 cannot wait: publish with QoS 1");
            return;
        }
        queue.add(message);
    }

    private void run() {
        try {
            while (!closing) {
                retry();
                MqttLink.Incoming first = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null && !closing) {
                    send(gather(first));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Batch gather(MqttLink.Incoming first) throws InterruptedException {
        Batch batch = new Batch(new ArrayList<>(BATCH), new ArrayList<>());
        long until = System.nanoTime() + GATHER_NANOS;
        MqttLink.Incoming next = first;
        while (next != null) {
            try {
                reader.read(next, batch.samples::add);
            } catch (RuntimeException e) {
                losses.count("unreadable", next.topic(), "the payload could not be read (" + e + "): please report it");
            }
            if (next.qos() > 0) {
                batch.messages.add(next);
            }
            if (batch.samples.size() >= BATCH || closing) {
                break;
            }
            next = queue.poll();
            if (next == null && underWay.get() > 0) {
                next = queue.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        }
        return batch;
    }

    private void send(Batch batch) {
        underWay.incrementAndGet();
        CompletionStage<Void> stage;
        try {
            stage = session.submit(batch.samples);
        } catch (RuntimeException e) {
            done(batch, e);
            return;
        }
        stage.whenComplete((nothing, failure) -> done(batch, failure));
    }

    /** On the journal's thread, mostly. */
    private void done(Batch batch, Throwable failure) {
        if (failure == null) {
            if (!batch.messages.isEmpty()) {
                acknowledge.accept(batch.messages);
            }
        } else {
            failed.add(batch);
        }
        if (failing != (failure != null)) {
            failing = failure != null;
            trouble.changed(failure);
        }
        underWay.decrementAndGet();
    }

    /** What could not be stored is kept, and with it the broker held back, until it can. */
    private void retry() throws InterruptedException {
        Batch batch;
        while (!closing && (batch = failed.poll()) != null) {
            synchronized (failed) {
                if (!closing) {
                    failed.wait(RETRY_MILLIS);
                }
            }
            send(batch);
            while (underWay.get() > 0 && !closing) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
        }
    }

    /** Takes no more, and waits a little for what is under way. */
    @Override
    public void close() {
        closing = true;
        synchronized (failed) {
            failed.notifyAll();
        }
        long until = System.nanoTime() + FAREWELL_NANOS;
        try {
            thread.join(TimeUnit.NANOSECONDS.toMillis(FAREWELL_NANOS));
            if (thread.isAlive()) {
                thread.interrupt();
            }
            while (underWay.get() > 0 && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
