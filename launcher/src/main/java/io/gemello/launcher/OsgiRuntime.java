package io.gemello.launcher;

import io.gemello.launcher.trust.Trust;
import io.gemello.launcher.trust.TrustGate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleRevision;

/** One running OSGi framework with the bundles of a plan. */
final class OsgiRuntime {
    private static final long READY_SECONDS = 120;
    private static final long STOP_MILLIS = 30_000;
    private final Framework framework;
    private final Features.Plan plan;
    private final List<Bundle> planned;
    private final TrustGate gate;

    /** Where it listens; 0 for a part that the chosen features or the configuration lack. */
    record Ports(int http, int https, int mqtt, int mqtts) {}

    private OsgiRuntime(Framework framework, Features.Plan plan, List<Bundle> planned, TrustGate gate) {
        this.framework = framework;
        this.plan = plan;
        this.planned = planned;
        this.gate = gate;
    }

    /**
     * Starts the framework and, level by level, the plan's bundles.
     *
     * @param ground newer jars for the bundles that cannot be replaced later
     * @param secrets registered as services of type {@link Supplier} with the property {@code gemello.secret}
     * @param trust null when everything may start
     */
    static OsgiRuntime start(Home home, Features.Plan plan, Ground ground, Map<String, String> properties, Map<String, String> secrets, Trust trust) throws Exception {
        Framework framework = new FrameworkFactory().newFramework(properties);
        framework.init();
        BundleContext context = framework.getBundleContext();
        secrets.forEach((name, secret) -> context.registerService(Supplier.class, () -> secret, new Hashtable<>(Map.of("gemello.secret", name))));
        TrustGate gate = trust == null ? null : trust.guard(context);
        List<Bundle> installed = new ArrayList<>();
        for (Features.Start start : plan.bundles()) {
            Bundle bundle = install(context, home.bundle(start.id()), start.level() <= Ground.LEVEL ? ground : null);
            bundle.adapt(BundleStartLevel.class).setStartLevel(start.level());
            installed.add(bundle);
        }
        for (Bundle bundle : installed) {
            if (!isFragment(bundle)) {
                bundle.start(Bundle.START_ACTIVATION_POLICY);
            }
        }
        framework.start();
        int top = Integer.parseInt(properties.getOrDefault("gemello.startlevel", "10"));
        CountDownLatch reached = new CountDownLatch(1);
        framework.adapt(FrameworkStartLevel.class).setStartLevel(top, event -> {
            if (event.getType() == FrameworkEvent.STARTLEVEL_CHANGED) {
                reached.countDown();
            }
        });
        reached.await(READY_SECONDS, TimeUnit.SECONDS);
        return new OsgiRuntime(framework, plan, List.copyOf(installed), gate);
    }

    /** By reference: the framework reads the jar where it lies and copies nothing at each start. A file of the deploy folder may go at any time, and is copied. */
    private static Bundle install(BundleContext context, Path jar, Ground ground) throws IOException, BundleException {
        String location = "reference:" + jar.toUri();
        Path newer = ground == null ? null : ground.insteadOf(jar);
        if (newer == null) {
            return context.installBundle(location);
        }
        try (InputStream content = Files.newInputStream(newer)) {
            return context.installBundle(location, content);
        }
    }

    /** Waits until every bundle of the plan is active and all that the features name has said that it is up. @throws IllegalStateException naming what is missing */
    Ports awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        Set<String> missing = missing();
        while (!missing.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not ready after " + READY_SECONDS + " s; still missing: " + String.join(", ", missing) + "; see the log folder");
            }
            TimeUnit.MILLISECONDS.sleep(20);
            missing = missing();
        }
        return new Ports(port("http"), port("https"), port("mqtt"), port("mqtts"));
    }

    void awaitStop() throws InterruptedException {
        framework.waitForStop(0);
    }

    void stop() {
        try {
            framework.stop();
            framework.waitForStop(STOP_MILLIS);
        } catch (BundleException | InterruptedException failed) {
            System.err.println("gemello: did not stop cleanly: " + Failures.sentence(failed));
        }
    }

    private Set<String> missing() {
        Set<String> missing = new TreeSet<>();
        // What came by the deploy folder, and what is not trusted, is health's business: it must not keep the rest from serving.
        for (Bundle bundle : planned) {
            if (bundle.getState() != Bundle.ACTIVE && !isFragment(bundle) && !(gate != null && gate.refuses(bundle))) {
                missing.add("bundle " + bundle.getSymbolicName());
            }
        }
        plan.ready().stream().filter(name -> reference(name) == null).forEach(missing::add);
        return missing;
    }

    private int port(String part) {
        ServiceReference<?> ready = reference(part);
        return ready != null && ready.getProperty("gemello.port") instanceof Integer port ? port : 0;
    }

    private ServiceReference<?> reference(String part) {
        try {
            // By name: the launcher does not share the API's classes with the bundles.
            ServiceReference<?>[] found = framework.getBundleContext().getAllServiceReferences("io.gemello.api.health.Ready", "(gemello.ready=" + part + ")");
            return found == null ? null : found[0];
        } catch (org.osgi.framework.InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean isFragment(Bundle bundle) {
        return (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }
}
