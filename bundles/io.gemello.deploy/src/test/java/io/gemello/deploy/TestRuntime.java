package io.gemello.deploy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.launch.Framework;

/** A real framework with a deploy folder beside it; the test itself says when it is looked into. */
final class TestRuntime {
    final Path deploy;
    final Path bundles;
    final Framework framework;
    final Faults faults = new Faults(Clock.systemUTC());
    final DeployCounts counts = new DeployCounts();
    final AtomicLong nanos = new AtomicLong();
    final Deployment deployment;
    final Arrival arrival;
    final Path aside;
    final Supplier<JarCheck> checks = () -> new JarCheck(Runtime.version().feature(), jar -> null);

    TestRuntime(Path folder) throws Exception {
        deploy = Files.createDirectories(folder.resolve("deploy"));
        bundles = Files.createDirectories(folder.resolve("bundles"));
        aside = Files.createDirectories(folder.resolve("tmp"));
        framework = new FrameworkFactory().newFramework(Map.of("org.osgi.framework.storage", folder.resolve("felix").toString(), "felix.log.level", "0",
            "org.osgi.framework.startlevel.beginning", "10"));
        framework.start();
        LiveBundles live = new LiveBundles(framework.getBundleContext(), 10);
        Folder looked = new Folder(deploy, aside, checks, faults, nanos::get);
        deployment = new Deployment(looked, new Wishes(looked, new Distribution(bundles, checks), live), live, new Steps(live, counts, new Progress(Clock.systemUTC())), faults, new Managed(folder.resolve("managed")));
        arrival = new Arrival(deploy, aside, looked, deployment, faults);
    }

    /** Installs and starts what the distribution runs by itself. */
    Bundle base(TestJar jar, String file) throws Exception {
        Path placed = jar.into(bundles, file);
        Bundle bundle = framework.getBundleContext().installBundle("reference:" + placed.toUri());
        bundle.start();
        return bundle;
    }

    /** As often as it takes for a vanished file to be believed. */
    void look() throws Exception {
        deployment.look();
        deployment.look();
    }

    /** Name and version of each bundle that runs. */
    List<String> running() {
        return List.of(framework.getBundleContext().getBundles()).stream().filter(bundle -> bundle.getBundleId() != 0 && bundle.getState() == Bundle.ACTIVE)
            .map(bundle -> bundle.getSymbolicName() + " " + bundle.getVersion()).sorted().toList();
    }

    String fault(String file) {
        Fault fault = faults.of(file);
        return fault == null ? "" : fault.sentence();
    }

    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }
}
