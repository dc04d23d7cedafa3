package io.gemello.deploy;

import java.io.IOException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does single changes, and counts and tells them. */
final class Steps {
    private static final Logger LOG = LoggerFactory.getLogger(DeployComponent.class.getPackageName());
    private final LiveBundles live;
    private final DeployCounts counts;
    private final Progress progress;

    Steps(LiveBundles live, DeployCounts counts, Progress progress) {
        this.live = live;
        this.counts = counts;
        this.progress = progress;
    }

    /** Installs, replaces or uninstalls, without starting. When it fails what ran before runs on. */
    Bundle put(Change change) throws BundleException, IOException {
        progress.doing("replacing " + change.name());
        try {
            if (change.wanted() == null) {
                live.uninstall(change.running());
                counts.removed.incrementAndGet();
                LOG.info("removed {}", change.name());
                return change.running();
            }
            if (change.running() == null) {
                return live.install(change.wanted());
            }
            live.update(change.running(), change.wanted().jar());
            return change.running();
        } catch (BundleException | IOException failed) {
            restart(change.running());
            throw failed;
        }
    }

    /** Before its start level is reached it is only marked. */
    void start(Change change, Bundle bundle) throws BundleException {
        progress.doing("starting " + change.title());
        live.start(bundle);
    }

    void done(Change change) {
        (change.running() == null ? counts.installed : counts.updated).incrementAndGet();
        LOG.info("{} {} from {}", change.running() == null ? "installed" : "updated to", change.title(), change.wanted().from());
    }

    private void restart(Bundle bundle) {
        if (bundle != null && bundle.getState() != Bundle.UNINSTALLED) {
            try {
                live.start(bundle);
            } catch (BundleException failed) {
                LOG.warn("{} does not start again: {}", bundle.getSymbolicName(), Reasons.of(failed));
            }
        }
    }
}
