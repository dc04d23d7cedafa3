package io.gemello.http;

import io.gemello.api.health.Health;
import io.gemello.api.health.HealthCheck;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Names our bundles that are installed but do not run: a stopped bundle takes its own checks along, and what is silent would look well. */
@Component(service = HealthCheck.class, immediate = true)
public final class BundleHealth implements HealthCheck {
    private static final String OURS = "io.gemello.";
    private final BundleContext context;
    private final Map<String, Health> known = new HashMap<>();

    @Activate
    public BundleHealth(BundleContext context) {
        this.context = context;
    }

    @Override
    public List<Health> check() {
        return check(Stream.of(context.getBundles()).filter(BundleHealth::ours).filter(b -> !runs(b)).map(Bundle::getSymbolicName).toList());
    }

    /** Any thread that asks. @param stopped symbolic names */
    synchronized List<Health> check(List<String> stopped) {
        known.keySet().retainAll(stopped);
        for (String name : stopped) {
            known.computeIfAbsent(name, n -> new Health("bundle." + n, Health.State.CRITICAL, Instant.now(), "does not run", "start it in /system/console/bundles; if it does not start, the log says why"));
        }
        return new ArrayList<>(known.values());
    }

    private static boolean ours(Bundle bundle) {
        return bundle.getSymbolicName() != null && bundle.getSymbolicName().startsWith(OURS)
            && (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) == 0;
    }

    private static boolean runs(Bundle bundle) {
        return (bundle.getState() & (Bundle.ACTIVE | Bundle.STARTING)) != 0;
    }
}
