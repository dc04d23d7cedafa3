package io.gemello.bench.load;

import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.adapter.AdapterStatus;
import io.gemello.api.adapter.Binding;
import io.gemello.api.adapter.Intake;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.adapter.Sample;
import io.gemello.api.alert.Alert;
import io.gemello.api.alert.AlertListener;
import io.gemello.api.clock.SiteClock;
import io.gemello.api.health.Ready;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * An adapter whose first value of each asset crosses a limit now and then, and a listener that notes when it is told of it. Both ends of the way
 * are in one process, so one clock measures it.
 */
@Component(configurationPid = "io.gemello.bench.alert", configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class AlertProbe implements AlertListener {
    private static final long TICK_NANOS = 2_000_000;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final double OVER = 100;
    private static final String RULE = "edge";

    /** How much, of what, how often a point crosses its limit, and the file for the result. */
    @interface Config {
        int rate();

        int seconds();

        int warm_up();

        int assets();

        int width();

        /** The first so many assets have a rule at their first point. */
        int watched();

        /** A point crosses its limit with each so-manieth of its readings. */
        int every();

        String result();
    }

    private final Config config;
    private final SiteClock clock;
    private final IntakeSession session;
    private final Binding[] bindings;
    private final Thread thread = new Thread(this::run, "gemello-bench-load");
    private volatile boolean on = true;
    /** By asset: the newest crossing, and where the times of its way are kept. */
    private final Crossing[] newest;
    private final List<Crossing> crossings = new ArrayList<>();
    private long behindNanos;

    /** Submitted, durable and told at, by the machine's clock; 0 for not yet. */
    private static final class Crossing {
        final long source;
        final long submitted = System.nanoTime();
        volatile long durable;
        volatile long told;

        Crossing(long source) {
            this.source = source;
        }
    }

    @Activate
    public AlertProbe(Config config, @Reference Intake intake, @Reference SiteClock clock, @Reference(target = "(" + Ready.NAME + "=site)") Ready site) {
        this.config = config;
        this.clock = clock;
        session = intake.open(new AdapterInfo("load", "load", "load generator"));
        bindings = new Binding[config.assets() * config.width()];
        for (int i = 0; i < bindings.length; i++) {
            bindings[i] = session.bind("a" + i / config.width() + "/" + i % config.width());
        }
        newest = new Crossing[config.assets()];
        session.status(new AdapterStatus(AdapterStatus.State.CONNECTED, ""));
        thread.start();
    }

    @Deactivate
    void stop() throws InterruptedException {
        on = false;
        thread.join(TimeUnit.SECONDS.toMillis(10));
        session.close();
    }

    @Override
    public void changed(List<Alert> alerts) {
        long now = System.nanoTime();
        for (Alert alert : alerts) {
            if (alert.rule().equals(RULE)) {
                Crossing crossing;
                synchronized (newest) {
                    crossing = newest[Integer.parseInt(alert.point().asset().substring(1))];
                }
                if (crossing != null && crossing.source == alert.since() && crossing.told == 0) {
                    crossing.told = now;
                }
            }
        }
    }

    private void run() {
        long begin = System.nanoTime();
        long messages = (long) config.rate() * config.seconds() / config.width();
        double perNano = (double) config.rate() / config.width() / 1e9;
        for (long m = 0; on && m < messages;) {
            long due = Math.min(messages, (long) ((System.nanoTime() - begin) * perNano));
            behindNanos = Math.max(behindNanos, (long) ((due - m) / perNano));
            if (m < due) {
                m = submit(m, due);
            }
            LockSupport.parkNanos(TICK_NANOS);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (on && System.nanoTime() < end && crossings.stream().anyMatch(crossing -> crossing.told == 0)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        try {
            write(seconds, messages, begin + TimeUnit.SECONDS.toNanos(config.warm_up()));
        } catch (IOException e) {
            session.status(new AdapterStatus(AdapterStatus.State.DEGRADED, "no result: " + e));
        }
    }

    private long submit(long from, long to) {
        List<Sample> batch = new ArrayList<>();
        List<Crossing> crossing = new ArrayList<>();
        for (long m = from; m < to; m++) {
            int asset = (int) (m % config.assets());
            long sequence = m / config.assets();
            long source = clock.epochNanos();
            // Spread over the assets, so that they do not all cross at once.
            long turns = (sequence + asset % config.every()) / config.every();
            if (asset < config.watched() && sequence > 0 && turns != (sequence - 1 + asset % config.every()) / config.every()) {
                Crossing now = new Crossing(source);
                crossing.add(now);
                synchronized (newest) {
                    newest[asset] = now;
                }
            }
            batch.add(new Sample(bindings[asset * config.width()], turns % 2 == 0 ? 0 : OVER, null, source));
            for (int place = 1; place < config.width(); place++) {
                batch.add(new Sample(bindings[asset * config.width() + place], 1, null, source));
            }
        }
        crossings.addAll(crossing);
        session.submit(batch).whenComplete((done, failure) -> {
            long now = System.nanoTime();
            crossing.forEach(one -> one.durable = now);
        });
        return to;
    }

    /** Whole or not at all: the reader waits for the file. */
    private void write(double seconds, long messages, long warm) throws IOException {
        long untold = crossings.stream().filter(one -> one.told == 0).count();
        long[] whole = crossings.stream().filter(one -> one.told != 0 && one.submitted >= warm).mapToLong(one -> one.told - one.submitted).toArray();
        long[] decided = crossings.stream().filter(one -> one.told != 0 && one.durable != 0 && one.submitted >= warm).mapToLong(one -> one.told - one.durable).toArray();
        Path part = Path.of(config.result() + ".part");
        Files.writeString(part, "{\"seconds\":" + seconds + ",\"behindMillis\":" + behindNanos / 1_000_000 + ",\"readings\":" + messages * config.width() + ",\"crossings\":" + crossings.size()
                + ",\"untold\":" + untold + ",\"submitToTold\":" + percentiles(whole) + ",\"durableToTold\":" + percentiles(decided) + "}");
        Files.move(part, Path.of(config.result()), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String percentiles(long[] nanos) {
        Arrays.sort(nanos);
        return nanos.length == 0 ? "{}" : "{\"count\":" + nanos.length + ",\"p50\":" + at(nanos, 50) + ",\"p99\":" + at(nanos, 99) + ",\"max\":" + at(nanos, 100) + "}";
    }

    /** Milliseconds. */
    private static double at(long[] sorted, int percent) {
        return sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1)] / 1e6;
    }
}
