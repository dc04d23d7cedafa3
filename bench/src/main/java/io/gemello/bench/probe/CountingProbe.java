package io.gemello.bench.probe;

import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.adapter.AdapterStatus;
import io.gemello.api.adapter.Binding;
import io.gemello.api.adapter.Intake;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.adapter.Sample;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;

/**
 * The smallest adapter: every 10 ms the address {@code count} of the adapter that is called as the last part of the bundle's
 * name. A value is the bundle's major version times a million and a running number, so it says which version sent it.
 */
public final class CountingProbe {
    public static final long PER_VERSION = 1_000_000;
    private static final int PERIOD_MILLIS = 10;
    private final IntakeSession session;
    private final Binding binding;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "gemello-bench-probe"));
    private long next;

    public CountingProbe(BundleContext context, Intake intake) {
        String bundle = context.getBundle().getSymbolicName();
        String name = bundle.substring(bundle.lastIndexOf('.') + 1);
        next = context.getBundle().getVersion().getMajor() * PER_VERSION;
        session = intake.open(new AdapterInfo(name, "probe", "counts"));
        binding = session.bind("count");
        session.status(new AdapterStatus(AdapterStatus.State.CONNECTED, ""));
        thread.scheduleAtFixedRate(this::send, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void send() {
        session.submit(List.of(new Sample(binding, ++next, null, System.currentTimeMillis() * 1_000_000L)));
    }

    public void stop() throws InterruptedException {
        thread.shutdown();
        thread.awaitTermination(5, TimeUnit.SECONDS);
        session.close();
    }
}
