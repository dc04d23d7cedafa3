package io.gemello.control;

import io.gemello.api.journal.Journals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread {@code gemello-control}: a cycle after the other, and between them what people and files want. Ends with every actuator at its safe value. */
final class ControlCycle {
    private static final Logger LOG = LoggerFactory.getLogger(ControlCycle.class);
    private static final int INSTALL_SECONDS = 10;
    /** For safe values at an orderly end, until points show them; what has not arrived by then is brought there at the next start. */
    private static final long FAREWELL_NANOS = 5_000_000_000L;
    private static final int FAREWELL_STEP_MILLIS = 20;
    /** Without a cycle for so many of them, and so long besides, the thread hangs somewhere. */
    private static final int STILL_CYCLES = 5;
    private static final long STILL_NANOS = 2_000_000_000L;
    private final Duration cycle;
    private final ControlCounts counts;
    private final ControlDesk.Sources sources;
    private final Holdings holdings;
    private final ControlHistory history;
    private final Leftovers leftovers;
    private final ControlDesk desk;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread t = new Thread(work, "gemello-control");
        t.setDaemon(true);
        return t;
    });
    private volatile ControlView view = ControlView.NONE;
    private volatile String trouble;
    private volatile long roundNanos = System.nanoTime();
    private int failing;
    /** After the farewell nobody would bring to its safe value what somebody arms. The thread's. */
    private boolean ended;

    ControlCycle(Journals journals, ControlDesk.Sources sources, CommandPath path, ControlCounts counts, Duration cycle) throws IOException {
        this.cycle = cycle;
        this.counts = counts;
        this.sources = sources;
        history = new ControlHistory(journals);
        try {
            holdings = new Holdings(journals);
        } catch (IOException | RuntimeException fault) {
            history.close();
            throw fault;
        }
        CommandPath out = path.guarded();
        leftovers = new Leftovers(holdings, out, history, sources);
        desk = new ControlDesk(sources, new Wiring(out), counts, cycle);
    }

    void start() {
        thread.scheduleAtFixedRate(this::round, 0, cycle.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void round() {
        try {
            leftovers.step(topic -> desk.actuators().stream().anyMatch(cell -> cell.held() && cell.driven().topic().equals(topic)));
            desk.cycle();
            view = ControlView.of(desk, leftovers.left(), sources.nanos().getAsLong());
            trouble = null;
            failing = 0;
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } catch (Throwable broken) {
            // What is thrown here, even for want of memory, would end the cycles for good, and with them the safe values.
            if (trouble == null) {
                LOG.error("a control cycle failed", broken);
            }
            trouble = String.valueOf(broken);
            if (++failing >= LoopCell.PATIENCE) {
                giveUp();
            }
        }
        roundNanos = System.nanoTime();
    }

    private void giveUp() {
        try {
            desk.release("control cycles fail: " + trouble);
        } catch (Throwable broken) {
            LOG.debug("not even the safe values", broken);
        }
    }

    /** Returns when loops that left are asked no more. */
    void install(LoopBook book) {
        try {
            Future<?> done = thread.submit(() -> {
                desk.install(book);
                leftovers.siteIsThere();
                round();
            });
            done.get(INSTALL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException slow) {
            LOG.warn("control does not take the changed loops within {} s; it will", INSTALL_SECONDS);
        } catch (ExecutionException broken) {
            LOG.error("control could not take the changed loops", broken.getCause());
        } catch (RejectedExecutionException ending) {
            LOG.debug("control has ended", ending);
        }
    }

    /** Fails with {@link ControlDesk.Refusal}. */
    CompletableFuture<Lease> arm(BoundLoop loop, Duration time, String who, String comment) {
        return ask(() -> desk.arm(loop, time, who, comment));
    }

    /** Its actuators are on their way to their safe values when it completes. Fails with {@link ControlDesk.Refusal}. */
    CompletableFuture<Lease> disarm(String loop, String who, String comment) {
        return ask(() -> {
            desk.disarm(loop, who, comment);
            return null;
        });
    }

    private CompletableFuture<Lease> ask(Callable<Lease> what) {
        CompletableFuture<Lease> answer = new CompletableFuture<>();
        try {
            thread.execute(() -> {
                try {
                    if (ended) {
                        throw new IllegalStateException("control has ended");
                    }
                    Lease lease = what.call();
                    round();
                    answer.complete(lease);
                } catch (Throwable refused) {
                    answer.completeExceptionally(refused);
                }
            });
        } catch (RejectedExecutionException ending) {
            answer.completeExceptionally(new IllegalStateException("control has ended"));
        }
        return answer;
    }

    void close() {
        try {
            Future<?> farewell = thread.submit(this::farewell);
            farewell.get(2 * FAREWELL_NANOS, TimeUnit.NANOSECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            LOG.warn("control ends before all actuators are at their safe values; the next start brings them there", late);
        }
        thread.shutdownNow();
        try {
            thread.awaitTermination(FAREWELL_NANOS, TimeUnit.NANOSECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        desk.close();
        holdings.close();
        history.close();
    }

    private Void farewell() throws InterruptedException {
        ended = true;
        long until = System.nanoTime() + FAREWELL_NANOS;
        boolean all = desk.release("control stops");
        while (!all && System.nanoTime() - until < 0) {
            TimeUnit.MILLISECONDS.sleep(FAREWELL_STEP_MILLIS);
            all = desk.release("control stops");
        }
        if (!all) {
            LOG.warn("not every actuator shows its safe value yet; the next start sees to it");
        }
        return null;
    }

    ControlView view() {
        return view;
    }

    ControlHistory history() {
        return history;
    }

    /** Why the last cycle failed, or that there is none any more; null where all is well. */
    String trouble() {
        long still = System.nanoTime() - roundNanos;
        return still > STILL_CYCLES * cycle.toNanos() + STILL_NANOS ? "none has come to its end for " + TimeUnit.NANOSECONDS.toSeconds(still) + " s" : trouble;
    }

    /** What a cell needs of the rest. */
    private final class Wiring implements ActuatorCell.Surroundings {
        private final CommandPath path;

        Wiring(CommandPath path) {
            this.path = path;
        }

        @Override
        public CompletableFuture<Void> send(Driven to, double value) {
            counts.sent++;
            return path.send(to.topic(), to.payload(value)).toCompletableFuture();
        }

        @Override
        public void holds(Driven one) throws IOException {
            holdings.add(new Holdings.Held(one.point(), one.topic(), new String(one.payload(one.actuator().safe()), StandardCharsets.UTF_8),
                one.actuator().safe(), Readback.tolerance(one.actuator()), one.speaks()));
        }

        @Override
        public void released(Driven one) {
            counts.safe++;
            try {
                holdings.remove(one.topic());
            } catch (IOException later) {
                LOG.debug("{} stays noted as held", one.point(), later);
            }
        }

        @Override
        public void event(ControlEvent event) {
            history.add(event);
        }

        @Override
        public void failed(Driven one, String why) {
            counts.sendFailures++;
        }
    }
}
