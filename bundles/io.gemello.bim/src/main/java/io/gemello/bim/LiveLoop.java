package io.gemello.bim;

import io.gemello.api.alert.Alert;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.clock.SiteClock;
import io.gemello.api.reading.Reading;
import io.gemello.bim.ifc.IfcModel;
import io.gemello.bim.mapping.Heirs;
import io.gemello.bim.mapping.Mapper;
import io.gemello.bim.mapping.Mapping;
import io.gemello.bim.register.Register;
import io.gemello.bim.register.RegisterMatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread {@code gemello-bim}: takes what has come since the last beat, conflated, works out what that changes, and gives out one
 * snapshot. Whoever tells it something never waits.
 */
final class LiveLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveLoop.class);
    private static final int MAX_SAID = 20;
    private final SiteClock clock;
    private final long restMillis;
    private final Consumer<BimSnapshot> effect;
    private final LiveState state = new LiveState();
    private final String run = Long.toHexString(System.currentTimeMillis());
    private final Thread thread = new Thread(this::run, "gemello-bim");
    private Inbox inbox = new Inbox();
    private boolean closed;
    private Catalogue catalogue;
    private SiteModel model;
    private BimSettings settings = BimSettings.DEFAULT;
    private List<String> settingsFaults = List.of();
    private Map<String, String> decided = Map.of();
    private Heirs heirs = Heirs.NONE;
    private List<Register> registers = List.of();
    /** Who waits for the end of this beat. */
    private final List<CompletableFuture<Void>> told = new ArrayList<>();
    private int plans;
    private long version;
    private volatile BimSnapshot snapshot = BimSnapshot.EMPTY;
    private volatile List<RegisterMatch> registered = List.of();
    private volatile long failures;
    private volatile long beats;

    /** What has come since the last beat. */
    private static final class Inbox {
        private final Map<Integer, PointState> states = new HashMap<>();
        private final Map<Integer, Reading> readings = new HashMap<>();
        private final Map<String, Alert> alerts = new LinkedHashMap<>();
        private final List<Runnable> changes = new ArrayList<>();

        private boolean isEmpty() {
            return states.isEmpty() && readings.isEmpty() && alerts.isEmpty() && changes.isEmpty();
        }
    }

    /**
     * @param restMillis least time between two snapshots
     * @param effect is given every snapshot, by this thread; must not block
     */
    LiveLoop(SiteClock clock, long restMillis, Consumer<BimSnapshot> effect) {
        this.clock = clock;
        this.restMillis = restMillis;
        this.effect = effect;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    BimSnapshot snapshot() {
        return snapshot;
    }

    long failures() {
        return failures;
    }

    long beats() {
        return beats;
    }

    synchronized void readings(List<Reading> latest) {
        latest.forEach(reading -> inbox.readings.put(reading.point().key(), reading));
        notifyAll();
    }

    synchronized void states(List<PointState> states) {
        states.forEach(one -> inbox.states.put(one.point().key(), one));
        notifyAll();
    }

    synchronized void alerts(List<Alert> changed) {
        changed.forEach(alert -> inbox.alerts.put(alert.id(), alert));
        notifyAll();
    }

    void applied(Catalogue now) {
        change(() -> {
            catalogue = now;
            plan();
        });
    }

    /** One that nothing is known of from before. */
    void model(SiteModel now) {
        model(now, Heirs.NONE);
    }

    /** @param known what has become of elements that earlier models had */
    void model(SiteModel now, Heirs known) {
        change(() -> {
            model = now;
            heirs = known;
            plan();
        });
    }

    /** @return done when the snapshot goes by them */
    CompletableFuture<Void> heirs(Heirs known) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        change(() -> {
            heirs = known;
            plan();
            told.add(done);
        });
        return done;
    }

    /** @param faults why the settings of the file are not those; empty for none */
    void settings(BimSettings now, List<String> faults) {
        change(() -> {
            settings = now;
            settingsFaults = faults;
            plan();
        });
    }

    void registers(List<Register> now) {
        change(() -> {
            registers = now;
            plan();
        });
    }

    /** What came of the registers' rows in the last plan. */
    List<RegisterMatch> registered() {
        return registered;
    }

    /** @param now GlobalIds that people have decided on, by {@code asset/ID} and {@code point/ID} */
    void decided(Map<String, String> now) {
        change(() -> {
            decided = now;
            plan();
        });
    }

    /** @param of the plan that the numbers belong to; of another one they say nothing */
    void aggregated(LivePlan of, Map<Integer, LiveState.Aggregated> values) {
        change(() -> {
            if (of == state.plan()) {
                values.forEach(state::aggregate);
            }
        });
    }

    private synchronized void change(Runnable what) {
        inbox.changes.add(what);
        notifyAll();
    }

    private void plan() {
        if (catalogue == null) {
            return;
        }
        IfcModel ifc = model == null ? null : model.ifc();
        LivePlan next;
        try {
            Mapping mapping = Mapper.map(catalogue, ifc, settings.rules(), decided, heirs, registers);
            next = PlanDraft.plan(catalogue, model, mapping);
            registered = mapping.registers();
        } catch (IOException unreadable) {
            // The model is being replaced under our hands: the next one comes with a plan of its own.
            LOG.debug("the model could not be read while it was mapped: {}", unreadable.toString());
            return;
        }
        if (!next.faults().equals(state.plan().faults())) {
            next.faults().stream().limit(MAX_SAID).forEach(fault -> LOG.warn("{}", fault));
        }
        LOG.info("{} parameters on {} elements; {}", next.slots().size(), next.elements().size(), Mapper.counts(next.mapping()));
        state.plan(next, settings.colours());
        plans++;
    }

    private void run() {
        try {
            while (true) {
                Inbox taken;
                synchronized (this) {
                    while (inbox.isEmpty() && !closed) {
                        wait();
                    }
                    if (closed) {
                        return;
                    }
                    taken = inbox;
                    inbox = new Inbox();
                }
                beat(taken);
                TimeUnit.MILLISECONDS.sleep(restMillis);
            }
        } catch (InterruptedException ended) {
            // closed
        }
    }

    private void beat(Inbox taken) {
        try {
            int before = plans;
            List<String> faults = settingsFaults;
            taken.changes.forEach(Runnable::run);
            taken.states.values().forEach(state::state);
            taken.readings.values().forEach(state::reading);
            taken.alerts.values().forEach(state::alert);
            if (state.settle(version + 1) || plans != before || !faults.equals(settingsFaults)) {
                version++;
                snapshot = state.snapshot(run + "." + plans, version, clock.epochNanos(), settingsFaults);
                effect.accept(snapshot);
            }
            beats++;
        } catch (RuntimeException | LinkageError broken) {
            failures++;
            LOG.warn("live parameters could not be worked out, and are tried again with the next change: {}", broken.toString());
        }
        told.forEach(done -> done.complete(null));
        told.clear();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        thread.interrupt();
        try {
            thread.join(10_000);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
