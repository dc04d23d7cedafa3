package io.gemello.testkit;

import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.adapter.AdapterStatus;
import io.gemello.api.adapter.AdapterStatus.State;
import io.gemello.api.adapter.Intake;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.adapter.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An adapter of the plainest kind with its source, and with faults to choose from. */
final class Ticker implements AdapterTrial {
    enum Fault { THREAD_STAYS, SESSION_STAYS, DEAF_TO_STOP, WAITS_FOR_SOURCE, NEVER_BACK, SILENT_ABOUT_LOSS, SILENT_ABOUT_RUBBISH, DIES_OF_RUBBISH, OTHER_NAME, MUTE_REFUSAL, BINDS_ONCE }

    /** Enough to see what never comes. */
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Object AWAY = new Object();
    private static final Object HANGS = new Object();
    private final Set<Fault> faults;
    private final CountDownLatch asked = new CountDownLatch(1);
    private volatile Object says = 20.0;

    Ticker(Fault... faults) {
        this.faults = Set.of(faults);
    }

    @Override
    public String name() {
        return "trial";
    }

    @Override
    public String address() {
        return "a";
    }

    @Override
    public AutoCloseable activate(Intake intake) {
        return new Running(intake);
    }

    private final class Running implements AutoCloseable {
        private final IntakeSession session;
        private final Set<String> atFirst;
        private final Thread thread = new Thread(this::run, "gemello-ticker");
        private volatile boolean stopped;
        private boolean gone;

        Running(Intake intake) {
            session = intake.open(new AdapterInfo(faults.contains(Fault.OTHER_NAME) ? "other" : name(), "ticker", ""));
            atFirst = session.wanted();
            thread.setDaemon(true);
            thread.start();
        }

        private void run() {
            while (!stopped) {
                tick();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            }
        }

        private void tick() {
            Object now = says;
            gone |= now == AWAY && faults.contains(Fault.NEVER_BACK);
            while (now == HANGS && (!stopped || faults.contains(Fault.WAITS_FOR_SOURCE))) {
                asked.countDown();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            }
            if (now == AWAY || now == HANGS || gone) {
                session.status(new AdapterStatus(State.DISCONNECTED, "no answer"));
                return;
            }
            if (now instanceof String) {
                if (faults.contains(Fault.DIES_OF_RUBBISH)) {
                    stopped = true;
                }
                if (!faults.contains(Fault.SILENT_ABOUT_RUBBISH)) {
                    session.lost("unreadable", 1);
                }
                return;
            }
            session.status(new AdapterStatus(State.CONNECTED, ""));
            for (String address : faults.contains(Fault.BINDS_ONCE) ? atFirst : session.wanted()) {
                session.submit(List.of(new Sample(session.bind(address), now, null, Sample.NO_TIME))).whenComplete((done, failure) -> {
                    if (failure != null && !faults.contains(Fault.SILENT_ABOUT_LOSS)) {
                        session.lost("not-stored", 1);
                    }
                });
            }
        }

        @Override
        public void close() throws InterruptedException {
            stopped = !faults.contains(Fault.THREAD_STAYS) && !faults.contains(Fault.DEAF_TO_STOP);
            if (faults.contains(Fault.DEAF_TO_STOP)) {
                thread.join();
            } else if (stopped) {
                thread.interrupt();
                thread.join();
            }
            if (!faults.contains(Fault.SESSION_STAYS)) {
                session.close();
            }
        }
    }

    @Override
    public List<Misconfigured> misconfigured() {
        return List.of(new Misconfigured("interval.ms", intake -> {
            throw new IllegalArgumentException(faults.contains(Fault.MUTE_REFUSAL) ? "out of range" : "trial: interval.ms is 0; it must be 1 or more");
        }));
    }

    @Override
    public void say(double value) {
        says = value;
    }

    @Override
    public void away() {
        says = AWAY;
    }

    @Override
    public void hang() throws InterruptedException {
        says = HANGS;
        asked.await();
    }

    @Override
    public void back() {
        says = 20.0;
    }

    @Override
    public Map<String, Step> rubbish() {
        return Map.of("words", () -> says = "out of order");
    }

    @Override
    public Duration patience() {
        return faults.isEmpty() ? AdapterTrial.super.patience() : SHORT;
    }

    @Override
    public Duration stopsWithin() {
        return faults.isEmpty() ? AdapterTrial.super.stopsWithin() : SHORT;
    }

    @Override
    public void close() {
        // There is nothing around it.
    }
}
