package io.gemello.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The framework's bundles, as the deploying thread sees and changes them. */
final class LiveBundles {
    private static final Logger LOG = LoggerFactory.getLogger(DeployComponent.class.getPackageName());
    private static final long REFRESH_SECONDS = 30;
    /** What is dropped in without saying a level starts with the last of the distribution's own. */
    private static final int DEFAULT_LEVEL = 9;
    private final BundleContext context;
    private final int topLevel;
    private final Map<Long, Known> digests = new HashMap<>();

    private record Known(long modified, String digest) {}

    LiveBundles(BundleContext context, int topLevel) {
        this.context = context;
        this.topLevel = topLevel;
    }

    /** The bundle of that symbolic name, the newest if there are several; null if there is none. The framework itself is none. */
    Bundle find(String name) {
        Bundle found = null;
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getBundleId() != 0 && name.equals(bundle.getSymbolicName()) && (found == null || bundle.getVersion().compareTo(found.getVersion()) > 0)) {
                found = bundle;
            }
        }
        return found;
    }

    boolean isFramework(String name) {
        return name.equals(context.getBundle(0).getSymbolicName()) || name.equals("system.bundle");
    }

    /** Of what runs; empty, and so unlike anything, when the framework's copy of it is damaged. */
    String digest(Bundle bundle) {
        Known known = digests.get(bundle.getBundleId());
        if (known != null && known.modified() == bundle.getLastModified()) {
            return known.digest();
        }
        try {
            String digest = ContentDigest.of(bundle);
            digests.put(bundle.getBundleId(), new Known(bundle.getLastModified(), digest));
            return digest;
        } catch (IOException damaged) {
            LOG.warn("the content of {} cannot be read: {}", bundle.getSymbolicName(), damaged.toString());
            return "";
        }
    }

    /** Whether this program, or the classes that all share, would fall with it. */
    boolean carriesMe(Bundle bundle) {
        return wiring().getDependencyClosure(List.of(bundle)).contains(context.getBundle());
    }

    static boolean isWired(Bundle bundle) {
        return bundle.getState() != Bundle.INSTALLED && bundle.getState() != Bundle.UNINSTALLED;
    }

    static boolean isFragment(Bundle bundle) {
        return (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }

    /** Installs without starting. */
    Bundle install(Candidate wanted) throws BundleException, IOException {
        try (InputStream content = Files.newInputStream(wanted.jar().content())) {
            Bundle bundle = context.installBundle("deploy:" + wanted.jar().name(), content);
            bundle.adapt(BundleStartLevel.class).setStartLevel(Math.min(topLevel, wanted.level() == 0 ? DEFAULT_LEVEL : wanted.level()));
            return bundle;
        }
    }

    /** Stops it and gives it other content, without starting it again. */
    void update(Bundle bundle, CheckedJar jar) throws BundleException, IOException {
        stop(bundle);
        try (InputStream content = Files.newInputStream(jar.content())) {
            bundle.update(content);
        }
    }

    void uninstall(Bundle bundle) throws BundleException {
        stop(bundle);
        bundle.uninstall();
        digests.remove(bundle.getBundleId());
    }

    void start(Bundle bundle) throws BundleException {
        if (!isFragment(bundle)) {
            bundle.start(Bundle.START_ACTIVATION_POLICY);
        }
    }

    static boolean runs(Bundle bundle) {
        // A lazy bundle that waits for its first class is STARTING, and that is as far as it goes by itself.
        return bundle.getState() == Bundle.ACTIVE || bundle.getState() == Bundle.STARTING || isFragment(bundle);
    }

    /** Rewires exactly these and what depends on them. */
    void refresh(Collection<Bundle> changed) throws InterruptedException {
        if (changed.isEmpty()) {
            return;
        }
        CountDownLatch done = new CountDownLatch(1);
        wiring().refreshBundles(changed, event -> done.countDown());
        if (!done.await(REFRESH_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("the framework has not rewired {} within {} s", changed, REFRESH_SECONDS);
        }
    }

    private static void stop(Bundle bundle) {
        try {
            bundle.stop(Bundle.STOP_TRANSIENT);
        } catch (BundleException failed) {
            // It is stopped all the same; what it could not tidy up is its author's business.
            LOG.warn("{} did not stop cleanly: {}", bundle.getSymbolicName(), Reasons.of(failed));
        }
    }

    private FrameworkWiring wiring() {
        return context.getBundle(0).adapt(FrameworkWiring.class);
    }
}
