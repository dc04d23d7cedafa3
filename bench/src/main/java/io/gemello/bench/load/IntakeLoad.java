package io.gemello.bench.load;

import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.adapter.AdapterStatus;
import io.gemello.api.adapter.Binding;
import io.gemello.api.adapter.Intake;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.adapter.Sample;
import io.gemello.api.clock.SiteClock;
import io.gemello.api.health.Ready;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * An adapter that has its values from a counter: as fast as asked, through the same door as all others. When its time is
 * over it writes down what it sent and what became durable.
 */
@Component(configurationPid = "io.gemello.bench.load", configurationPolicy = ConfigurationPolicy.REQUIRE, service = {})
public final class IntakeLoad {
    private static final int BATCH = 256;
    private static final long TICK_NANOS = 2_000_000;
    private static final int PLACES = 16;

    /** How much, of what, and the file for the result. */
    @interface Config {
        int rate();

        int seconds();

        int assets();

        int width();

        String result();
    }

    private final Config config;
    private final SiteClock clock;
    private final IntakeSession session;
    private final Binding[] bindings;
    private final int[] sent;
    private final long[] lastNanos;
    private final BitSet failed = new BitSet();
    private final Semaphore answered = new Semaphore(0);
    private final long[] durableNanos;
    private final Thread thread = new Thread(this::run, "gemello-bench-load");
    private volatile boolean on = true;
    private long behindNanos;
    private long waitedNanos;

    @Activate
    public IntakeLoad(Config config, @Reference Intake intake, @Reference SiteClock clock, @Reference(target = "(" + Ready.NAME + "=site)") Ready site) {
        this.config = config;
        this.clock = clock;
        session = intake.open(new AdapterInfo("load", "load", "load generator"));
        bindings = new Binding[config.assets() * config.width()];
        for (int i = 0; i < bindings.length; i++) {
            bindings[i] = session.bind("a" + i / config.width() + "/" + i % config.width());
        }
        sent = new int[config.assets()];
        lastNanos = new long[config.assets()];
        durableNanos = new long[(int) ((long) config.rate() * config.seconds() / (BATCH / 2)) + 1000];
        session.status(new AdapterStatus(AdapterStatus.State.CONNECTED, ""));
        thread.start();
    }

    @Deactivate
    void stop() throws InterruptedException {
        on = false;
        thread.join(TimeUnit.SECONDS.toMillis(10));
        session.close();
    }

    private void run() {
        long begin = System.nanoTime();
        long messages = (long) config.rate() * config.seconds() / config.width();
        double perNano = (double) config.rate() / config.width() / 1e9;
        int batches = 0;
        for (long m = 0; on && m < messages;) {
            long due = Math.min(messages, (long) ((System.nanoTime() - begin) * perNano));
            behindNanos = Math.max(behindNanos, (long) ((due - m) / perNano));
            while (m < due) {
                List<Sample> batch = new ArrayList<>(BATCH);
                for (; m < due && batch.size() + config.width() <= BATCH; m++) {
                    add(batch, (int) (m % config.assets()));
                }
                submit(batch, batches++);
            }
            LockSupport.parkNanos(TICK_NANOS);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        try {
            boolean all = answered.tryAcquire(batches, 60, TimeUnit.SECONDS);
            write(seconds, batches, all ? 0 : batches - answered.availablePermits());
        } catch (InterruptedException | IOException e) {
            session.status(new AdapterStatus(AdapterStatus.State.DEGRADED, "no result: " + e));
        }
    }

    private void add(List<Sample> batch, int asset) {
        long sequence = sent[asset]++;
        lastNanos[asset] = Math.max(clock.epochNanos(), lastNanos[asset] + 1);
        for (int place = 0; place < config.width(); place++) {
            batch.add(new Sample(bindings[asset * config.width() + place], sequence * PLACES + place, null, lastNanos[asset]));
        }
    }

    private void submit(List<Sample> batch, int number) {
        long before = System.nanoTime();
        var durable = session.submit(batch);
        waitedNanos += System.nanoTime() - before;
        durable.whenComplete((done, failure) -> {
            durableNanos[Math.min(number, durableNanos.length - 1)] = System.nanoTime() - before;
            if (failure != null) {
                synchronized (failed) {
                    failed.set(number);
                }
            }
            answered.release();
        });
    }

    /** Whole or not at all: the reader waits for the file. */
    private void write(double seconds, int batches, int unanswered) throws IOException {
        int count = Math.min(batches, durableNanos.length);
        Arrays.sort(durableNanos, 0, count);
        StringBuilder json = new StringBuilder("{\"seconds\":").append(seconds).append(",\"behindMillis\":").append(behindNanos / 1_000_000).append(",\"waitedMillis\":").append(waitedNanos / 1_000_000)
                .append(",\"failedBatches\":").append(failed.cardinality()).append(",\"unansweredBatches\":").append(unanswered)
                .append(",\"durableP50Millis\":").append(durableNanos[count / 2] / 1e6).append(",\"durableP99Millis\":").append(durableNanos[Math.min(count - 1, count * 99 / 100)] / 1e6).append(",\"assets\":[");
        for (int a = 0; a < sent.length; a++) {
            json.append(a == 0 ? "" : ",").append("{\"sent\":").append(sent[a]).append(",\"unacknowledged\":[]}");
        }
        Path part = Path.of(config.result() + ".part");
        Files.writeString(part, json.append("]}"));
        Files.move(part, Path.of(config.result()), StandardCopyOption.ATOMIC_MOVE);
    }
}
