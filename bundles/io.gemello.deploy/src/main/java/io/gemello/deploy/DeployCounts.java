package io.gemello.deploy;

import io.gemello.api.health.Metrics;
import java.util.concurrent.atomic.AtomicLong;

/** What was done since the start of the process. */
final class DeployCounts {
    final AtomicLong installed = new AtomicLong();
    final AtomicLong updated = new AtomicLong();
    final AtomicLong removed = new AtomicLong();

    void collect(Metrics to, long refused) {
        to.counter("gemello_deploy_installed_total", "Bundles that came in by the deploy folder", installed.get());
        to.counter("gemello_deploy_updated_total", "Bundles that got other content by the deploy folder, forth or back", updated.get());
        to.counter("gemello_deploy_removed_total", "Bundles that went because no file and no feature asks for them", removed.get());
        to.counter("gemello_deploy_refused_total", "Files that were reported: broken, older, not starting", refused);
    }
}
