package io.gemello.deploy;

import io.gemello.api.deploy.DeployFolder;
import io.gemello.api.health.Health;
import io.gemello.api.health.HealthCheck;
import io.gemello.api.health.MetricSource;
import io.gemello.api.health.Metrics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;

/**
 * {@code DATA/deploy}: bundles and features that come and go while the runtime runs. Starts before the bundles of the
 * features do, and is through with the folder before it lets them start.
 */
@Component(immediate = true)
public final class DeployComponent implements DeployFolder, HealthCheck, MetricSource {
    private static final long LOOK_MILLIS = 200;
    private static final long INSTALL_SECONDS = 120;
    private static final long ANSWER_MILLIS = 500;
    private static final StackWalker CALLERS = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    private final BundleContext context;
    private final Faults faults = new Faults(Clock.systemUTC());
    private final DeployCounts counts = new DeployCounts();
    private final Progress progress = new Progress(Clock.systemUTC());
    private final Distrusted distrusted;
    private final Path aside;
    private final Supplier<JarCheck> checks;
    private final Deployment deployment;
    private final Arrival arrival;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "gemello-deploy"));
    private final FrameworkListener levels = this::levelReached;

    /**
     * @param judge says why a jar is not trusted, or null; missing, as {@code refused} is, when trust is not asked for
     * @param refused what was kept from starting: why, by symbolic name
     */
    @Activate
    public DeployComponent(BundleContext context,
        @Reference(target = "(gemello.trust=judge)", cardinality = ReferenceCardinality.OPTIONAL) Function<Path, String> judge,
        @Reference(target = "(gemello.trust=refused)", cardinality = ReferenceCardinality.OPTIONAL) Supplier<Map<String, String>> refused)
        throws IOException {
        this.context = context;
        distrusted = new Distrusted(refused == null ? Map::of : refused, Clock.systemUTC());
        Function<Path, String> distrust = judge == null ? jar -> null : judge;
        checks = () -> new JarCheck(Runtime.version().feature(), distrust);
        Path data = Path.of(context.getProperty("gemello.data"));
        aside = Files.createDirectories(data.resolve("tmp"));
        Path path = Files.createDirectories(data.resolve("deploy"));
        Folder folder = new Folder(path, aside, checks, faults, System::nanoTime);
        String top = context.getProperty("gemello.startlevel");
        LiveBundles live = new LiveBundles(context, top == null ? 10 : Integer.parseInt(top));
        Distribution distribution = new Distribution(Path.of(context.getProperty("gemello.bundles")), checks);
        deployment = new Deployment(folder, new Wishes(folder, distribution, live), live, new Steps(live, counts, progress), faults, new Managed(context.getDataFile("managed").toPath()));
        arrival = new Arrival(path, aside, folder, deployment, faults);
        int mine = context.getBundle().adapt(BundleStartLevel.class).getStartLevel();
        boolean late = context.getBundle(0).adapt(FrameworkStartLevel.class).getStartLevel() > mine;
        if (late) {
            attempt(deployment::settle);
        } else {
            context.addFrameworkListener(levels);
        }
        // By the activating thread: the bundles of the features have not started yet.
        attempt(this::look);
        thread.scheduleWithFixedDelay(() -> attempt(this::look), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void stop() throws InterruptedException {
        context.removeFrameworkListener(levels);
        thread.shutdown();
        thread.awaitTermination(10, TimeUnit.SECONDS);
    }

    @Override
    public String put(String fileName, InputStream content) throws IOException {
        Bundle asking = FrameworkUtil.getBundle(CALLERS.getCallerClass());
        Upload upload = Upload.receive(fileName, content, aside, checks);
        if (asking != null && upload.offer() instanceof CheckedJar jar && jar.name().equals(asking.getSymbolicName())) {
            // Whoever asks could not finish his answer once he is replaced.
            thread.schedule(() -> attempt(() -> placeLater(upload)), ANSWER_MILLIS, TimeUnit.MILLISECONDS);
            return jar.title() + " replaces the bundle that answers here, in a moment; if it does not start what ran before comes back and the log says why";
        }
        try {
            return thread.submit(() -> place(upload)).get(INSTALL_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException known ? known : new IOException("could not be installed: " + failed.getCause(), failed.getCause());
        } catch (TimeoutException slow) {
            return "still being installed after " + INSTALL_SECONDS + " s; the health page says what becomes of it";
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while it was being installed", stopped);
        }
    }

    private void placeLater(Upload upload) throws IOException, InterruptedException {
        try {
            place(upload);
        } catch (Refused refused) {
            // Its line in the log has been written; nobody waits for the sentence.
        }
    }

    /** Tidied up by the thread that works with it, which may outlive the patience of the one that sent it. */
    private String place(Upload upload) throws IOException, InterruptedException {
        try (upload) {
            return arrival.place(upload);
        }
    }

    @Override
    public List<Health> check() {
        List<Health> all = new ArrayList<>();
        all.add(progress.health());
        all.addAll(faults.health());
        all.addAll(distrusted.health());
        return all;
    }

    @Override
    public void collect(Metrics to) {
        counts.collect(to, faults.refused());
    }

    private void levelReached(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.STARTLEVEL_CHANGED || event.getType() == FrameworkEvent.STARTED) {
            boolean all = context.getBundle(0).adapt(FrameworkStartLevel.class).getStartLevel() > context.getBundle().adapt(BundleStartLevel.class).getStartLevel();
            if (all) {
                thread.execute(() -> attempt(deployment::settle));
            }
        }
    }

    private void look() throws IOException, InterruptedException {
        distrusted.look();
        deployment.look();
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private void attempt(Work work) {
        try {
            work.run();
            progress.well();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (Throwable failed) {
            // A schedule that an error has ended would look like a folder in which nothing happens.
            progress.failed(failed);
        }
    }
}
